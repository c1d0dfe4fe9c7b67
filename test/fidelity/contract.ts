import facts from './data/contract.json' with { type: 'json' }

export type ContractParameter = {
  readonly name: string
  readonly in: 'query' | 'path'
  /** `int32`, `bool`, `datetime`, `string` or the name of an enumeration, with `[]` for a list. */
  readonly type: string
}

export type ContractOperation = {
  readonly method: string
  readonly path: string
  /** Where it comes from if not from the documents of 2023: the two-digit year of the documents, or the clients that call it. */
  readonly since?: 24 | 26 | 'clients'
  readonly headers: readonly string[]
  readonly parameters: readonly ContractParameter[]
  readonly responses: readonly { readonly status: number; readonly code?: string }[]
}

type Enumeration = { readonly values: readonly string[]; readonly renamed?: Readonly<Record<string, string>> }

/** Facts from the API's published documents: names of requests and values; no prose (sections 5, 7 and 11). */
export const contract = facts as unknown as {
  readonly operations: readonly ContractOperation[]
  readonly enums: Readonly<Record<string, Enumeration>>
  readonly sets: Readonly<Record<'image search' | 'image detail', Readonly<Record<string, string[]>>>>
  readonly sizesOfSets: Readonly<Record<'image search' | 'image detail', Readonly<Record<string, string[]>>>>
  readonly displaySizes: readonly string[]
  readonly languages: readonly string[]
  readonly pageSizes: readonly number[]
  readonly retired: readonly string[]
  /** Fields of responses by schema, and the version that added them: '24 or '26. */
  readonly laterMembers: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** The available operations, for which the ledger must be complete. */
const PRESENT: readonly string[] = [
  '/v3/search/images',
  '/v3/search/images/creative',
  '/v3/search/images/editorial',
  '/v3/images',
  '/v3/images/{id}',
  '/v3/images/{id}/same-series',
  '/v3/images/{id}/similar',
  '/v3/artists/images',
  '/v3/affiliates/search/images',
  '/v3/events',
  '/v3/events/{id}',
  '/v3/search/events',
  '/v3/countries',
]
/** Those that journeys test (test/journeys) and the ledger does not ask yet. */
const TESTED_ELSEWHERE: readonly string[] = [
  'GET /v3/products',
  'GET /v3/downloads',
  'POST /v3/downloads/images/{id}',
  'POST /v3/downloads/{id}',
  'GET /v3/images/{id}/downloadhistory',
  'GET /v3/customers/current',
  'GET /v3/collections',
  'PUT /v3/usage-batches/{id}',
  'GET /v3/purchased-assets',
  'GET /v3/orders/{id}',
  'POST /v3/asset-licensing/{assetId}',
  'GET /v3/boards',
  'POST /v3/boards',
  'GET /v3/boards/{board_id}',
  'PUT /v3/boards/{board_id}',
  'DELETE /v3/boards/{board_id}',
  'PUT /v3/boards/{board_id}/assets',
  'DELETE /v3/boards/{board_id}/assets',
  'PUT /v3/boards/{board_id}/assets/{asset_id}',
  'DELETE /v3/boards/{board_id}/assets/{asset_id}',
  'GET /v3/boards/{board_id}/comments',
  'POST /v3/boards/{board_id}/comments',
  'DELETE /v3/boards/{board_id}/comments/{comment_id}',
  'POST /v3/boards/{board_id}/assets/{asset_id}/comments',
  'DELETE /v3/boards/{board_id}/assets/{asset_id}/comments/{comment_id}',
  'GET /v3/asset-changes/channels',
  'PUT /v3/asset-changes/change-sets',
  'DELETE /v3/asset-changes/change-sets/{change-set-id}',
]
const isPresent = ({ method, path }: ContractOperation) => method === 'GET' && PRESENT.includes(path)

export const presentOperations = PRESENT.map(
  (path) => contract.operations.find((one) => one.method === 'GET' && one.path === path)!,
)
/** The operations that are not available yet. */
export const waitingOperations = contract.operations.filter(
  (one) => !isPresent(one) && !TESTED_ELSEWHERE.includes(`${one.method} ${one.path}`),
)

/** Returns the values of an enumeration; undefined for other types. */
export const valuesOf = (type: string): readonly string[] | undefined =>
  contract.enums[type.replace('[]', '')]?.values

/** All values of `fields` that some operation on images lists, and the large sizes, which are only mentioned in prose. */
export const IMAGE_FIELDS: readonly string[] = [
  ...new Set([
    ...Object.entries(contract.enums)
      .filter(([name]) => /Images?\w*FieldValues$/.test(name))
      .flatMap(([, { values }]) => values),
    ...contract.displaySizes,
  ]),
].sort()
