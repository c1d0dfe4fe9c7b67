import { Problem } from '../../lib/problem.ts'
import { maySee } from '../../renditions/display-sizes.ts'
import type { RenditionName } from '../../renditions/ladder.ts'
import type { PublicCaller } from '../caller.ts'
import { invalid } from '../parameters.ts'
import {
  IMAGE_MEMBERS,
  IMAGE_SETS,
  type ImageKind,
  type ImageMember,
  RENDITION_NAMES,
  TOKEN_MEMBERS,
} from './image-fields.ts'

/** The parts of each image that are sent. */
export type ImageSelection = {
  readonly members: ReadonlySet<ImageMember>
  readonly sizes: readonly RenditionName[]
  readonly kind: ImageKind
  /** Whether download sizes have links. */
  readonly withLinks: boolean
}

/** The parameters that decide which members images have. */
export type FieldsQuery = { readonly fields: readonly string[]; readonly explain?: 'rights' }

/** What decides which fields a caller gets. */
type Selecting = Pick<PublicCaller, 'abilities' | 'rights'>

/** Fields that are ignored without a token, unless nothing else is requested. */
const DROPPED_BESIDE_OTHERS = new Set(['download_product', 'download_sizes'])

/** Members that are requested by their own names. */
const NAMED_MEMBERS: ReadonlySet<string> = new Set([...IMAGE_MEMBERS, ...TOKEN_MEMBERS])

const selections = new Map<string, ImageSelection>()

/**
 * Turns the values of `fields` and `explain` into members and display sizes.
 *
 * @throws Problem AuthorizationTokenRequired when the requested fields need an access token and there is none, UnauthorizedDisplaySize for a large
 *   size requested by name, InvalidParameterValue for `downloads` in a search.
 */
export function selectImageFields(query: FieldsQuery, kind: ImageKind, caller: Selecting): ImageSelection {
  const key = `${kind} ${caller.abilities.has('large')} ${caller.rights !== null} ${query.explain} ${query.fields.join()}`
  const known = selections.get(key)
  if (known) return known
  const selection = select(query, kind, caller)
  if (selections.size > 500) selections.clear()
  selections.set(key, selection)
  return selection
}

function select({ fields, explain }: FieldsQuery, kind: ImageKind, caller: Selecting): ImageSelection {
  refuseUnauthorized(fields, kind, caller)
  const { abilities, rights } = caller
  const members = new Set<ImageMember>(['id'])
  const sizes = new Set<RenditionName>()
  for (const field of fields) {
    const set = IMAGE_SETS[kind][field]
    for (const member of set?.members ?? []) members.add(member)
    for (const size of set?.sizes ?? []) if (maySee(size, abilities)) sizes.add(size)
    if (NAMED_MEMBERS.has(field)) members.add(field as ImageMember)
    if ((RENDITION_NAMES as string[]).includes(field)) sizes.add(field as RenditionName)
  }
  if (sizes.size > 0) members.add('display_sizes')
  const withLinks = fields.includes('downloads')
  if (withLinks) members.add('download_sizes')
  if (explain) members.add('rights')
  if (rights === null) for (const member of TOKEN_MEMBERS) members.delete(member)
  return { members, sizes: RENDITION_NAMES.filter((name) => sizes.has(name)), kind, withLinks }
}

function refuseUnauthorized(
  fields: readonly string[],
  kind: ImageKind,
  { abilities, rights }: Selecting,
): void {
  if (kind === 'search' && fields.includes('downloads')) {
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
