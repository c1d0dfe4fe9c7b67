import type { Ability } from '../../access/abilities.ts'
import { Problem } from '../../lib/problem.ts'
import { maySee } from '../../renditions/display-sizes.ts'
import type { RenditionName } from '../../renditions/ladder.ts'
import { invalid } from '../parameters.ts'
import {
  IMAGE_MEMBERS,
  IMAGE_SETS,
  type ImageKind,
  type ImageMember,
  RENDITION_NAMES,
} from './image-fields.ts'

/** The parts of each image that are sent. */
export type ImageSelection = {
  readonly members: ReadonlySet<ImageMember>
  readonly sizes: readonly RenditionName[]
}

/** Fields that are ignored without a token, unless nothing else is requested. */
const DROPPED_BESIDE_OTHERS = new Set(['download_product', 'download_sizes'])

const selections = new Map<string, ImageSelection>()

/**
 * Turns the values of `fields` into members and display sizes, for a caller without a token.
 *
 * @throws Problem AuthorizationTokenRequired when the requested fields need a token, UnauthorizedDisplaySize for a large
 *   size requested by name, InvalidParameterValue for `downloads` in a search.
 */
export function selectImageFields(
  fields: readonly string[],
  kind: ImageKind,
  abilities: ReadonlySet<Ability>,
): ImageSelection {
  const key = `${kind} ${abilities.has('large')} ${fields.join()}`
  const known = selections.get(key)
  if (known) return known
  const selection = select(fields, kind, abilities)
  if (selections.size > 500) selections.clear()
  selections.set(key, selection)
  return selection
}

function select(fields: readonly string[], kind: ImageKind, abilities: ReadonlySet<Ability>): ImageSelection {
  refuseUnauthorized(fields, kind, abilities)
  const members = new Set<ImageMember>(['id'])
  const sizes = new Set<RenditionName>()
  for (const field of fields) {
    const set = IMAGE_SETS[kind][field]
    for (const member of set?.members ?? []) members.add(member)
    for (const size of set?.sizes ?? []) if (maySee(size, abilities)) sizes.add(size)
    if ((IMAGE_MEMBERS as readonly string[]).includes(field)) members.add(field as ImageMember)
    if ((RENDITION_NAMES as string[]).includes(field)) sizes.add(field as RenditionName)
  }
  if (sizes.size > 0) members.add('display_sizes')
  return { members, sizes: RENDITION_NAMES.filter((name) => sizes.has(name)) }
}

function refuseUnauthorized(
  fields: readonly string[],
  kind: ImageKind,
  abilities: ReadonlySet<Ability>,
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
  if (token) {
    const detail = `The field '${token}' needs an access token.`
    throw new Problem('AuthorizationTokenRequired', detail)
  }
  const large = fields.find((field) => !maySee(field, abilities))
  if (large) throw new Problem('UnauthorizedDisplaySize', `This key may not see the display size '${large}'.`)
}
