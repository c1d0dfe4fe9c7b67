/** The kind of a failure; `http/problem-answers.ts` maps each kind to a status. */
export type ProblemKind =
  | 'invalid'
  | 'unauthenticated'
  | 'unpaid'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  /** By a mistake of the library's owner. */
  | 'misconfigured'

type Problems = Readonly<
  Record<string, { readonly kind: ProblemKind; readonly title: string; readonly sentAs?: string }>
>

/** Problems with a request to the API, by the codes of contract 3.3. */
export const REQUEST_PROBLEMS = {
  InvalidParameterValue: { kind: 'invalid', title: 'A parameter is unknown, malformed or out of range.' },
  InvalidRequestParameters: { kind: 'invalid', title: 'A parameter is unknown, malformed or out of range.' },
  InvalidRequest: { kind: 'invalid', title: 'A parameter or the body is malformed.' },
  InvalidChannelIdException: {
    kind: 'invalid',
    title: 'The id of the channel, or another parameter, is wrong.',
  },
  InvalidChangeSetId: { kind: 'invalid', title: 'The id of the change set, or another parameter, is wrong.' },
  InvalidImageUrl: { kind: 'invalid', title: 'The address of the picture, or another parameter, is wrong.' },
  EventCountOutOfRange: { kind: 'invalid', title: 'event_count, or another parameter, is out of range.' },
  MissingRequiredQueryParameters: {
    kind: 'invalid',
    title: 'A parameter is missing, or its value is not one that is offered.',
  },
  InvalidPage: { kind: 'invalid', title: 'The page is beyond the last one that can be requested.' },
  AuthorizationTokenRequired: {
    kind: 'unauthenticated',
    title: 'This request requires an access token.',
  },
  NoAgreement: {
    kind: 'unauthenticated',
    title: 'No agreement of the customer covers the asset.',
  },
  NotEnoughCreditsForPurchase: { kind: 'unpaid', title: 'The credit pack has too few credits left.' },
  UserTokenRequired: { kind: 'forbidden', title: 'Security token must contain a user.' },
  OverageLimitReached: {
    kind: 'forbidden',
    title: 'The product has no downloads left, including overage.',
  },
  IdempotencyKeyReused: {
    kind: 'conflict',
    title: 'The Idempotency-Key was sent with another request.',
  },
  UnauthorizedDisplaySize: { kind: 'forbidden', title: 'The key may not see this display size.' },
  UnauthorizedToAccessResource: { kind: 'forbidden', title: 'The caller has no right to this operation.' },
  InsufficientPermissions: {
    kind: 'forbidden',
    title: 'The key may not see purchases, or nothing of its whole company.',
  },
  NoAccessToOrderMetadata: { kind: 'forbidden', title: 'The key may not see orders.' },
  PageNumberLessThanOne: { kind: 'invalid', title: 'Pages are counted from 1.' },
  StandardLicenseNotFound: { kind: 'notFound', title: 'The customer has no standard licence of the asset.' },
  BoardNotFound: { kind: 'notFound', title: 'The caller has no board with this id.' },
  InsufficientAccess: { kind: 'forbidden', title: 'The board is shared with the caller without this right.' },
  BoardAssetNotFound: {
    kind: 'forbidden',
    // NOTE: the contract has this code with status 403 for boards and 404 for searches by image (contract 3.3).
    sentAs: 'AssetNotFound',
    title: 'No asset with this id is visible to the caller.',
  },
  ChannelsNotFound: { kind: 'notFound', title: 'The channel you specified does not exist.' },
  ChangeSetNotFound: { kind: 'notFound', title: 'Transaction was not found.' },
  RecallNotFound: { kind: 'notFound', title: 'There is no recall with this id.' },
  RecallNotConcerned: {
    kind: 'forbidden',
    title: 'The recall does not concern the customer, which had neither downloaded nor ordered the asset.',
  },
  NoProducts: {
    kind: 'forbidden',
    title: 'The customer has no product for AI generation: this library generates nothing.',
  },
  GenerationRequestIdNotFound: { kind: 'notFound', title: 'There is no generation with this id.' },
  FileRegistrationIdNotFound: { kind: 'notFound', title: 'There is no registered file with this id.' },
  UploadLimitReached: { kind: 'forbidden', title: 'The key has as many uploads as it may have.' },
  OrderNotFound: { kind: 'notFound', title: 'The customer has no order with this id.' },
  UnauthorizedToReportUsage: { kind: 'forbidden', title: 'The key may not report usage.' },
  TransactionIdDuplicated: {
    kind: 'conflict',
    title: 'The customer has already sent a batch with this id.',
  },
  InvalidIStockCollection: {
    kind: 'misconfigured',
    title: 'The collections that the products of the customer name do not exist.',
  },
  CreditPack: {
    kind: 'misconfigured',
    title: 'The credit packs of the customer never had enough credits for any size.',
  },
  SourceAssetNotFound: {
    kind: 'notFound',
    // NOTE: the contract has this code with status 404 for searches by image, and 403 for boards (contract 3.3).
    sentAs: 'AssetNotFound',
    title: 'No asset with this id is visible to the caller.',
  },
  ImageNotFound: { kind: 'notFound', title: 'No image with this id is visible to the caller.' },
  VideoNotFound: { kind: 'notFound', title: 'No video with this id is visible to the caller.' },
  VideosNotFound: { kind: 'notFound', title: 'None of the videos is visible to the caller.' },
  ReceiptNotFound: { kind: 'notFound', title: 'The customer has no receipt with this id.' },
  EventNotFound: { kind: 'notFound', title: 'No event with this id is known.' },
  OriginalNotFound: {
    kind: 'notFound',
    title: 'The original of this picture was changed or removed after it was ingested.',
  },
} as const satisfies Problems

/** Problems with what the owner of a library configures, names or imports. */
export const LIBRARY_PROBLEMS = {
  InvalidSetting: { kind: 'invalid', title: 'A setting is unknown or has a wrong value.' },
  InvalidMapping: { kind: 'invalid', title: 'The mapping file is invalid.' },
  InvalidManifest: { kind: 'invalid', title: 'The file is not a manifest.' },
  InvalidVocabulary: { kind: 'invalid', title: 'The file is not a vocabulary.' },
  InvalidWatermark: { kind: 'invalid', title: 'The watermark cannot be drawn.' },
  InvalidMetadata: { kind: 'invalid', title: 'The metadata of the file has a value that cannot be read.' },
  InvalidMedia: { kind: 'invalid', title: 'The file is not a picture that can be shown.' },
  InvalidEdit: { kind: 'invalid', title: 'The asset cannot be changed in this way.' },
  InvalidRecall: { kind: 'invalid', title: 'The asset cannot be recalled in this way.' },
  FileChanged: { kind: 'invalid', title: 'The file changed while it was read.' },
  AmbiguousAsset: { kind: 'invalid', title: 'Several assets have this id.' },
  AssetNotFound: { kind: 'notFound', title: 'There is no asset with this id.' },
  InvalidCustomer: { kind: 'invalid', title: 'The customer cannot be recorded.' },
  InvalidUser: { kind: 'invalid', title: 'The user cannot be recorded.' },
  InvalidClient: { kind: 'invalid', title: 'The API client cannot be changed in this way.' },
  InvalidCustomersFile: { kind: 'invalid', title: 'The file does not declare customers.' },
  InvalidAgreement: { kind: 'invalid', title: 'The terms of the agreement are wrong.' },
  CustomerNotFound: { kind: 'notFound', title: 'There is no customer with this id or name.' },
  UserNotFound: { kind: 'notFound', title: 'There is no user with this name.' },
  AgreementNotFound: { kind: 'notFound', title: 'There is no agreement with this id.' },
  InvalidReceiptKey: {
    kind: 'invalid',
    title: 'The key is not an Ed25519 public key as JWK, JWK set or PEM.',
  },
  KeyNotFound: { kind: 'notFound', title: 'There is no key with this id.' },
  InvalidWebhook: { kind: 'invalid', title: 'The webhook cannot be recorded.' },
  WebhookNotFound: { kind: 'notFound', title: 'There is no webhook with this id.' },
  IngestEnded: { kind: 'conflict', title: 'Another command has finished or cancelled this ingest.' },
  NewerRecords: { kind: 'conflict', title: 'A newer version of Vitrine has changed the records.' },
  FolderNotFound: { kind: 'notFound', title: 'There is no such folder.' },
} as const satisfies Problems

/** The code of a problem with a request. */
export type RequestProblemCode = keyof typeof REQUEST_PROBLEMS

const ALL_PROBLEMS = { ...REQUEST_PROBLEMS, ...LIBRARY_PROBLEMS }
const PROBLEMS: Problems = ALL_PROBLEMS

/** The code of any problem. */
export type ProblemCode = keyof typeof ALL_PROBLEMS

type ProblemOptions = ErrorOptions & { readonly members?: Readonly<Record<string, unknown>> }

/**
 * A failure that is reported to the caller. `http/failures.ts` turns it into an answer, and `cli/program.ts` into a
 * message and an exit code; features know neither.
 */
export class Problem extends Error {
  override readonly name: string
  readonly code: ProblemCode
  /** Further members of the response, such as the list of what was wrong. */
  readonly members: Readonly<Record<string, unknown>>

  /** `detail` is shown to the caller: never put secrets, SQL or paths of the server here; they belong in `cause`. */
  constructor(code: ProblemCode, detail: string = PROBLEMS[code]!.title, options: ProblemOptions = {}) {
    super(detail, options)
    this.name = code
    this.code = code
    this.members = options.members ?? {}
  }

  get kind(): ProblemKind {
    return PROBLEMS[this.code]!.kind
  }

  /** The code in responses: the same, unless the contract has one code for different statuses. */
  get sentCode(): string {
    return PROBLEMS[this.code]!.sentAs ?? this.code
  }
}

/** Returns whether an error is the problem of this code. */
export function isProblem(error: unknown, code: ProblemCode): error is Problem {
  return error instanceof Problem && error.code === code
}
