import { Problem } from '../../lib/problem.ts'
import { maySee } from '../../renditions/display-sizes.ts'
import type { RenditionName } from '../../renditions/ladder.ts'
import type { PublicCaller } from '../caller.ts'
import { invalid } from '../parameters.ts'
import type { VideoSizeName } from './video-size-names.ts'

/** The name of a display size, of images or of videos. */
type SizeName = RenditionName | VideoSizeName

/** The parts of each asset that are sent; `kind` is where they were requested. */
export type Selection<Member extends string, Kind extends string> = {
  readonly members: ReadonlySet<Member>
  readonly sizes: readonly SizeName[]
  readonly kind: Kind
  /** Whether download sizes have links. */
  readonly withLinks: boolean
}

/** What a set of fields stands for; `sizes` are entries of display_sizes. */
export type FieldSet<Member extends string> = {
  readonly members: readonly Member[]
  readonly sizes: readonly SizeName[]
}

/** The fields of one kind of media, and the sets of them by where they are requested: in searches, or by id. */
export type FieldTable<Member extends string, Kind extends string> = {
  readonly mediaKind: string
  /** Members that are requested by their own names. */
  readonly named: ReadonlySet<string>
  /** The display sizes that may be requested, in the order of answers. */
  readonly sizes: readonly SizeName[]
  readonly sets: Readonly<Record<Kind, Readonly<Record<string, FieldSet<Member>>>>>
}

/** The parameters that decide which members assets have. */
export type FieldsQuery = { readonly fields: readonly string[]; readonly explain?: Explained }

/** What the owner can have explained of each asset. */
export type Explained = 'rights' | 'ranking'

/** What decides which fields a caller gets. */
type Selecting = Pick<PublicCaller, 'abilities' | 'rights'>

/** Members that need an access token (contract 5.4). */
export const TOKEN_MEMBERS = ['download_product', 'download_sizes', 'largest_downloads'] as const

/** The names of the sets of fields. */
export const SETS = ['detail_set', 'display_set', 'summary_set'] as const

/** The only place where download sizes with links may be requested: metadata by id. */
const WITH_LINKS = 'detail'

/** Fields that are ignored without a token, unless nothing else is requested. */
const DROPPED_BESIDE_OTHERS = new Set(['download_product', 'download_sizes'])

const selections = new Map<string, Selection<string, string>>()

/**
 * Turns the values of `fields` and `explain` into members and display sizes.
 *
 * @throws Problem AuthorizationTokenRequired when the requested fields need an access token and there is none,
 *   UnauthorizedDisplaySize for a large size requested by name, InvalidParameterValue for `downloads` in a search.
 */
export function selectFields<Member extends string, Kind extends string>(
  table: FieldTable<Member, Kind>,
  query: FieldsQuery,
  kind: Kind,
  caller: Selecting,
): Selection<Member, Kind> {
  const { mediaKind } = table
  const key = `${mediaKind} ${kind} ${caller.abilities.has('large')} ${caller.rights !== null} ${query.explain} ${query.fields.join()}`
  const known = selections.get(key)
  if (known) return known as Selection<Member, Kind>
  const selection = select(table, query, kind, caller)
  if (selections.size > 500) selections.clear()
  selections.set(key, selection)
  return selection
}

function select<Member extends string, Kind extends string>(
  table: FieldTable<Member, Kind>,
  { fields, explain }: FieldsQuery,
  kind: Kind,
  caller: Selecting,
): Selection<Member, Kind> {
  refuseUnauthorized(fields, kind, caller)
  const { abilities, rights } = caller
  const members = new Set<string>(['id'])
  const sizes = new Set<string>()
  for (const field of fields) {
    const set = table.sets[kind][field]
    for (const member of set?.members ?? []) members.add(member)
    for (const size of set?.sizes ?? []) if (maySee(size, abilities)) sizes.add(size)
    if (table.named.has(field)) members.add(field)
    if ((table.sizes as readonly string[]).includes(field)) sizes.add(field)
  }
  if (sizes.size > 0) members.add('display_sizes')
  const withLinks = fields.includes('downloads')
  if (withLinks) members.add('download_sizes')
  if (explain === 'rights') members.add('rights')
  if (rights === null) for (const member of TOKEN_MEMBERS) members.delete(member)
  return {
    members: members as Set<Member>,
    sizes: table.sizes.filter((name) => sizes.has(name)),
    kind,
    withLinks,
  }
}

function refuseUnauthorized(fields: readonly string[], kind: string, { abilities, rights }: Selecting): void {
  if (kind !== WITH_LINKS && fields.includes('downloads')) {
    throw invalid(
      'fields',
      'downloads',
      'only GET /v3/images and GET /v3/videos have it; a search has largest_downloads',
    )
  }
  const alone = fields.every((field) => DROPPED_BESIDE_OTHERS.has(field))
  const token =
    fields.find((field) => field === 'downloads' || field === 'largest_downloads') ?? (alone && fields[0])
  if (token && rights === null) {
    const detail = `The field '${token}' needs an access token.`
    throw new Problem('AuthorizationTokenRequired', detail)
  }
  const large = fields.find((field) => !maySee(field, abilities))
  if (large) throw new Problem('UnauthorizedDisplaySize', `This key may not see the display size '${large}'.`)
}
