/**
 * Every way a request can fail, in one table. The status, the OpenAPI answers and docs/errors.md are derived
 * from it; a code that is not here does not compile. Anything thrown that is not a Problem is a bug: it is
 * logged whole and answered as InternalError.
 *
 * `gateway` problems are answered as `{"message": …}` in `application/json`, all others as
 * `{"ErrorCode", "ErrorMessage"}` in `application/vnd.getty.error+json` (contract 3.1).
 */
export const PROBLEMS = {
  InvalidParameterValue: { status: 400, title: 'A parameter is unknown, malformed or out of range.' },
  InvalidRequestParameters: { status: 400, title: 'A parameter is unknown, malformed or out of range.' },
  InvalidRequest: { status: 400, title: 'A parameter or the body is malformed.' },
  InvalidChannelIdException: { status: 400, title: 'The id of the channel, or another parameter, is wrong.' },
  InvalidChangeSetId: { status: 400, title: 'The id of the change set, or another parameter, is wrong.' },
  EventCountOutOfRange: { status: 400, title: 'event_count, or another parameter, is out of range.' },
  MissingRequiredQueryParameters: {
    status: 400,
    title: 'A parameter is missing, or its value is not one that is offered.',
  },
  InvalidPage: { status: 400, title: 'The page lies beyond the last one that can be asked for.' },
  BadRequest: {
    status: 400,
    title: 'The request is not well-formed HTTP. In its address, all but ASCII is percent-encoded.',
  },
  Unauthorized: { status: 401, gateway: 'Unauthorized', title: 'The Api-Key header is missing or unknown.' },
  AuthorizationTokenRequired: { status: 401, title: 'What was asked for needs an access token.' },
  Forbidden: {
    status: 403,
    gateway: 'Forbidden',
    title:
      'The key is revoked, has expired or is used where it may not be; or the link of a picture is changed or has expired.',
  },
  UnauthorizedDisplaySize: { status: 403, title: 'The key may not see this display size.' },
  UnauthorizedToAccessResource: { status: 403, title: 'The caller has no right to this operation.' },
  ImageNotFound: { status: 404, title: 'No image with this id is visible to the caller.' },
  EventNotFound: { status: 404, title: 'No event with this id is known.' },
  OriginalNotFound: {
    status: 404,
    title: 'The file of this picture changed or went away since it was taken in.',
  },
  NotFound: { status: 404, title: 'There is nothing at this address.' },
  MethodNotAllowed: { status: 405, title: 'The address exists, but not for this method; see Allow.' },
  RequestTimeout: { status: 408, title: 'The request did not arrive in time.' },
  RequestTooLarge: { status: 413, title: 'The body of the request is larger than the limit.' },
  UriTooLong: { status: 414, title: 'The address of the request is longer than the limit.' },
  RangeNotSatisfiable: {
    status: 416,
    title: 'The range of bytes that was asked for lies beyond the end; see Content-Range.',
  },
  ExpectationFailed: { status: 417, title: 'The only expectation that is met is 100-continue.' },
  TooManyRequests: {
    status: 429,
    gateway: 'Too Many Requests',
    title: 'The key used up its queries of this second; see Retry-After.',
  },
  HeadersTooLarge: { status: 431, title: 'The header fields of the request are larger than the limit.' },
  InternalError: { status: 500, title: 'The server failed. The operator finds the request id in the log.' },
  NotImplemented: { status: 501, title: 'What was asked for is not offered in this form.' },
  ServiceUnavailable: { status: 503, title: 'The server is stopping or not ready yet.' },
} as const satisfies Record<string, { status: number; title: string; gateway?: string }>

export type ProblemCode = keyof typeof PROBLEMS

export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode
  /** Shown to the caller: never put secrets, SQL or file paths here; they belong in `cause`. */
  readonly detail: string
  /** Header fields that this answer carries besides the common ones, such as `allow` or `retry-after`. */
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: ProblemCode,
    detail: string = PROBLEMS[code].title,
    options: ErrorOptions & { headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(`${code}: ${detail}`, options)
    this.code = code
    this.detail = detail
    this.headers = options.headers ?? {}
  }
}
