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

/** A member of a request's body, `list[].member` if it is in a list. */
export type ContractMember = { readonly name: string; readonly type: string; readonly required?: boolean }

/** Where field sets are requested, which decides what they contain (contract 5.2). */
export type KindOfFields =
  | 'image search'
  | 'image detail'
  | 'video creative'
  | 'video search'
  | 'video same-series'
  | 'video similar'
  | 'video detail'

type Enumeration = { readonly values: readonly string[]; readonly renamed?: Readonly<Record<string, string>> }

/** Facts from the API's published documents: names of requests and values; no prose (sections 5, 7 and 11). */
export const contract = facts as unknown as {
  readonly operations: readonly ContractOperation[]
  /** Members of JSON bodies, by operation. */
  readonly bodies: Readonly<Record<string, readonly ContractMember[]>>
  readonly enums: Readonly<Record<string, Enumeration>>
  readonly sets: Readonly<Record<KindOfFields, Readonly<Record<string, string[]>>>>
  /** Of the other sets, all sizes. */
  readonly sizesOfSets: Readonly<Partial<Record<KindOfFields, Readonly<Record<string, string[]>>>>>
  readonly displaySizes: readonly string[]
  readonly languages: readonly string[]
  readonly pageSizes: readonly number[]
  readonly retired: readonly string[]
  /** Fields of responses by schema, and the version that added them: '24 or '26. */
  readonly laterMembers: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** Returns the method and the path of an operation, by which it is named. */
export const nameOf = ({ method, path }: Pick<ContractOperation, 'method' | 'path'>) => `${method} ${path}`

/** Returns the members of the JSON body of an operation. */
export const membersOf = (operation: ContractOperation): readonly ContractMember[] =>
  contract.bodies[nameOf(operation)] ?? []

/** Operations that read records of the catalogue: their exercises are made for parameters, not for operations. */
const READING: readonly string[] = [
  '/v3/search/images',
  '/v3/search/images/creative',
  '/v3/search/images/editorial',
  '/v3/images',
  '/v3/images/{id}',
  '/v3/images/{id}/same-series',
  '/v3/images/{id}/similar',
  '/v3/artists/images',
  '/v3/affiliates/search/images',
  '/v3/search/videos',
  '/v3/search/videos/creative',
  '/v3/search/videos/editorial',
  '/v3/videos',
  '/v3/videos/{id}',
  '/v3/videos/{id}/same-series',
  '/v3/videos/{id}/similar',
  '/v3/artists/videos',
  '/v3/affiliates/search/videos',
  '/v3/events',
  '/v3/events/{id}',
  '/v3/search/events',
  '/v3/countries',
]

/** The operations of which records of the catalogue are the answer. */
export const readingOperations = READING.map(
  (path) => contract.operations.find((one) => one.method === 'GET' && one.path === path)!,
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

/** All values of `fields` that some operation on videos lists. */
export const VIDEO_FIELDS: readonly string[] = [
  ...new Set(
    Object.entries(contract.enums)
      .filter(([name]) => /Videos?\w*FieldValues$/.test(name))
      .flatMap(([, { values }]) => values),
  ),
].sort()
