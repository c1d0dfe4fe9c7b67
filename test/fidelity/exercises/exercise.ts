import type { Answer } from '../../support/library.ts'
import type { Claim } from '../claims.ts'
import { type ContractOperation, valuesOf } from '../contract.ts'
import { AFFILIATE, type AskOptions, type Known, type World } from '../world.ts'

/** A request that shows whether a claim holds, and the expected result. */
export type Exercise = {
  readonly address: string
  readonly options?: AskOptions
  readonly status: number
  readonly code?: string
  /** Throws if the response is not what the contract says. */
  readonly check?: (answer: Answer) => void
  /** The records of the fixture that all pages together must have, and no others. */
  readonly finds?: (record: Known) => boolean
}

export type Subject = { readonly claim: Claim; readonly operation: ContractOperation; readonly world: World }
/** A list of values is sent as a repeated parameter. */
export type Query = Readonly<Record<string, string | number | readonly (string | number)[]>>

export const idOf = ({ records }: World, title: string) =>
  String(records.find((it) => it.title === title)!.id)

/** The minimal parameters with which each operation has a result. */
const BASE: Readonly<Record<string, (world: World) => Query>> = {
  '/v3/images': (world) => ({ ids: idOf(world, 'creative navy') }),
  '/v3/images/{id}': (world) => ({ id: idOf(world, 'creative navy') }),
  '/v3/images/{id}/same-series': (world) => ({ id: idOf(world, 'creative series one') }),
  '/v3/images/{id}/similar': (world) => ({ id: idOf(world, 'creative of water') }),
  '/v3/artists/images': () => ({ artist_name: 'Ada Example' }),
  '/v3/videos': (world) => ({ ids: idOf(world, 'creative video by Ada') }),
  '/v3/videos/{id}': (world) => ({ id: idOf(world, 'creative video by Ada') }),
  '/v3/videos/{id}/same-series': (world) => ({ id: idOf(world, 'creative video series one') }),
  '/v3/videos/{id}/similar': (world) => ({ id: idOf(world, 'creative video of water') }),
  '/v3/artists/videos': () => ({ artist_name: 'Ada Example' }),
  '/v3/events': ({ events }) => ({ ids: events.run }),
  '/v3/events/{id}': ({ events }) => ({ id: events.run }),
}

/** Returns the minimal parameters with which an operation has a result; ids of the path are `id`. */
export const minimalQuery = ({ path }: Pick<ContractOperation, 'path'>, world: World): Query =>
  BASE[path]?.(world) ?? {}

/** Returns the address of an operation with its minimal parameters and those to be tested; ids go into the path. */
export function addressOf({ operation: { path }, world }: Subject, tried: Query = {}): string {
  const { id = '', ...query }: Query = { ...minimalQuery({ path }, world), ...tried }
  const bare = path.replace('{id}', () => encodeURIComponent(String(id)))
  return bare + queryString(query)
}

/** Returns the query of an address with its question mark; nothing without parameters. */
export function queryString(query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((one) => `${name}=${encodeURIComponent(one as string | number)}`),
  )
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

/** Valid values of retired parameters that have a successor; of others any value is accepted. */
export const RETIRED_VALUES: Readonly<Record<string, string>> = {
  start_date: '2020-01-01',
  end_date: '2030-01-01',
  maxcount: '300',
}

/** The ability that an operation needs. */
export const optionsOf = ({ operation }: Subject): AskOptions =>
  operation.path.startsWith('/v3/affiliates') ? { key: 'affiliate' } : {}

/** InvalidProduct is about a product, not about a parameter. */
const OF_INVALID = /^(Invalid(?!Product)\w+|EventCountOutOfRange|MissingRequiredQueryParameters)$/

/** The error code of an operation for an invalid parameter. */
export const wrongCode = ({ operation }: Pick<Subject, 'operation'>): string =>
  operation.responses.find(({ status, code }) => status === 400 && OF_INVALID.test(code ?? ''))?.code ??
  'InvalidParameterValue'

/** Expects an error that names the parameter. */
export const refused = (subject: Subject, name: string, tried: Query): Exercise => ({
  address: addressOf(subject, tried),
  options: optionsOf(subject),
  status: 400,
  code: wrongCode(subject),
  check: ({ json }) => {
    if (!json.ErrorMessage.includes(name))
      throw new Error(`The message does not name ${name}: ${json.ErrorMessage}`)
  },
})

/** Returns whether an operation is about videos. */
export const isOfVideos = ({ path }: Pick<ContractOperation, 'path'>): boolean => /\/videos\b/.test(path)

/** The records that an operation can find. */
export function isOfOperation({ operation }: Pick<Subject, 'operation'>, record: Known): boolean {
  const { path } = operation
  if (isOfVideos(operation) !== (record.mediaKind === 'video')) return false
  if (path.startsWith('/v3/affiliates')) return record.collection === AFFILIATE
  const family = /search\/(?:images|videos)\/(creative|editorial)$/.exec(path)?.[1]
  return family === undefined || record.family === family
}

/** The items of a response: a list, or the only item. */
// biome-ignore lint/suspicious/noExplicitAny: any JSON
export const itemsOf = (json: any): any[] => json.images ?? json.videos ?? json.events ?? [json]

/** An enumeration value in the notation of another client: see claims.ts. */
export function respelt(type: string, value: string): { sent: string; meant: string } | null {
  const values = valuesOf(type)!
  const at = values.length - 1
  const last = values[at]!
  if (value === 'in capitals') return { sent: last.toUpperCase(), meant: last }
  if (value === 'by ordinal') return { sent: '1', meant: values[1]! }
  return values.includes(value) ? { sent: value, meant: value } : null
}
