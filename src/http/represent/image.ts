import type { Asset, AssetKeyword } from '../../catalogue/asset.ts'
import { orientationOf } from '../../catalogue/orientation.ts'
import { sizeOf } from '../../media/size-of.ts'
import { LADDER, type RenditionSize } from '../../renditions/ladder.ts'
import type { Links } from '../links.ts'
import type { ImageKind, ImageMember } from './image-fields.ts'
import type { ImageSelection } from './select-image-fields.ts'

type Subject = { readonly asset: Asset; readonly keywords: readonly AssetKeyword[] }

/** What one representation needs besides the asset. */
export type ImageContext = {
  readonly selection: ImageSelection
  readonly kind: ImageKind
  readonly links: Links
}

const ORIENTATIONS = {
  horizontal: 'Horizontal',
  vertical: 'Vertical',
  square: 'Square',
  panoramic_horizontal: 'PanoramicHorizontal',
  panoramic_vertical: 'PanoramicVertical',
} as const

const ANY_PERMITTED_USE = 'Available for all permitted uses under our |License Terms|.'
const SITE = 'gettyimages'
const sizes = new Map(LADDER.map((size) => [size.name, size]))

/** How each member of an image is made from its record (contract 8.2). Members that wait are null or empty. */
const MEMBERS: Record<ImageMember, (subject: Subject, context: ImageContext) => unknown> = {
  accessrestriction: () => null,
  allowed_use: ({ asset }) => ({
    how_can_i_use_it: asset.usageTerms ?? ANY_PERMITTED_USE,
    release_info: asset.releaseInfo,
    usage_restrictions: [],
    editorial_use_only: asset.family === 'editorial',
  }),
  alternative_ids: () => ({}),
  artist: ({ asset }) => asset.artist,
  artist_title: ({ asset }) => asset.artistTitle,
  asset_family: ({ asset }) => asset.family,
  asset_type: () => 'image',
  call_for_image: () => false,
  caption: ({ asset }) => asset.caption,
  city: ({ asset }) => asset.city,
  collection_code: ({ asset }) => asset.collectionCode,
  collection_id: ({ asset }) => asset.collectionId,
  collection_name: ({ asset }) => asset.collectionName,
  color_type: ({ asset }) => asset.colorType,
  contributor: ({ asset }) => ({ member_name: null, display_name: asset.artist }),
  copyright: ({ asset }) => asset.copyright,
  country: ({ asset }) => asset.countryName,
  credit_line: ({ asset }) => asset.creditLine,
  date_camera_shot: ({ asset }) => time(asset.dateCameraShotMs),
  date_created: ({ asset }) => time(asset.dateCreatedMs),
  date_submitted: ({ asset }) => time(asset.dateSubmittedMs),
  display_sizes: ({ asset }, context) =>
    context.selection.sizes.map((name) => presentDisplaySize(asset, sizes.get(name)!, context)),
  editorial_segments: () => [],
  editorial_source: ({ asset: { editorialSourceId: id, editorialSource: name } }) =>
    id === null ? null : { id, name },
  entity_details: () => [],
  era: () => null,
  event_ids: () => [],
  graphical_style: ({ asset }) => asset.graphicalStyle,
  id: ({ asset }) => String(asset.id),
  is_ai_editable: () => false,
  istock_collection: () => null,
  istock_exclusive: () => null,
  istock_licenses: () => null,
  keywords: ({ keywords }) => keywords.map(presentKeyword),
  license_model: ({ asset }) => asset.licenseModel,
  links: () => [],
  max_dimensions: ({ asset }) => ({ height: asset.height, width: asset.width }),
  object_name: ({ asset }) => asset.objectName,
  orientation: ({ asset }) => ORIENTATIONS[orientationOf(asset)],
  people: ({ keywords }) => keywords.filter(({ type }) => type === 'SpecificPeople').map(({ text }) => text),
  product_types: () => [],
  quality_rank: ({ asset }) => asset.qualityRank,
  referral_destinations: ({ asset }, { links }) => [{ site_name: SITE, uri: links.page(asset) }],
  series_id: ({ asset }) => asset.series,
  state_province: ({ asset }) => asset.provinceState,
  title: ({ asset }) => asset.title,
  type: () => 'image',
  uri_oembed: () => null,
}

/** Whether a selection needs the keywords of the assets, which are a query of their own. */
export function needsKeywords({ members }: ImageSelection): boolean {
  return members.has('keywords') || members.has('people')
}

/** One image in the words of the contract: the members that were asked for, nothing else. */
export function presentImage(subject: Subject, context: ImageContext): Record<string, unknown> {
  const image: Record<string, unknown> = {}
  for (const member of context.selection.members) image[member] = MEMBERS[member](subject, context)
  return image
}

function presentDisplaySize(asset: Asset, size: RenditionSize, { kind, links }: ImageContext) {
  const isWatermarked = size.watermark
  const entry = {
    is_watermarked: isWatermarked,
    name: size.name,
    uri: links.rendition(asset, size, isWatermarked),
  }
  return kind === 'detail' ? { ...entry, ...sizeOf(asset, size.bound) } : entry
}

function presentKeyword({ id, text, type }: AssetKeyword) {
  return { keyword_id: String(id), text, type, relevance: null }
}

/** UTC to the second, as all times of the contract are written. */
export function time(ms: number | null): string | null {
  return ms === null ? null : `${new Date(ms).toISOString().slice(0, -5)}Z`
}
