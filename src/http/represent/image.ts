import type { Asset, AssetKeyword } from '../../catalogue/asset.ts'
import { nameOfCountry } from '../../catalogue/country-names.ts'
import { orientationOf } from '../../catalogue/orientation.ts'
import { forPlainTexts } from '../../catalogue/plain-texts.ts'
import { type Releases, releasesOf } from '../../catalogue/releases.ts'
import { rightsStatementOf, usageTextOf } from '../../catalogue/rights-statement.ts'
import { mayBeEmbedded, type RightsDefaults } from '../../catalogue/stated-rights.ts'
import { DEFAULT_LANGUAGE, type Language } from '../../lib/languages.ts'
import { type Shape, sizeOf } from '../../media/size-of.ts'
import { CARD } from '../../renditions/card.ts'
import { LADDER, type RenditionName, type RenditionSize } from '../../renditions/ladder.ts'
import type { Rights } from '../../rights/rights-book.ts'
import type { Links } from '../links.ts'
import { presentExplainedRights } from './explained-rights.ts'
import {
  type DownloadContext,
  presentDownloadProduct,
  presentDownloadSizes,
  presentLargestByProduct,
  presentLargestSize,
  presentProductTypes,
} from './image-downloads.ts'
import type { ImageMember } from './image-fields.ts'
import type { ImageSelection } from './select-image-fields.ts'

/** An asset and everything that belongs to it, in the language of the answer. */
export type ImageSubject = {
  readonly asset: Asset
  readonly keywords: readonly AssetKeyword[]
  readonly segments: readonly string[]
  readonly eventIds: readonly number[]
  readonly externalIds: readonly (readonly [source: string, value: string])[]
}

/** What presenting an image needs besides the asset. */
export type ImageContext = DownloadContext & {
  readonly rights: Rights | null
  readonly now: Date
  readonly selection: ImageSelection
  readonly language: Language
  readonly rightsDefaults: RightsDefaults
  /** Returns the display sizes of an asset that the caller sees without a watermark. */
  readonly cleanSizes: (asset: Asset) => ReadonlySet<RenditionName>
}

const ORIENTATIONS = {
  horizontal: 'Horizontal',
  vertical: 'Vertical',
  square: 'Square',
  panoramic_horizontal: 'PanoramicHorizontal',
  panoramic_vertical: 'PanoramicVertical',
} as const

const sizes = new Map(LADDER.map((size) => [size.name, size]))

type MakeMember = (subject: ImageSubject, context: ImageContext) => unknown

/** How each member of an image is made from its record (contract 8.2). Members that are not supported yet are null or empty. */
const MEMBERS: Record<ImageMember, MakeMember> = {
  ...forPlainTexts<MakeMember>(
    (_name, column) =>
      ({ asset }) =>
        asset[column],
  ),
  accessrestriction: () => null,
  allowed_use: ({ asset }) => ({
    how_can_i_use_it: usageTextOf(asset),
    release_info: asset.releaseInfo,
    usage_restrictions: listOf(asset.usageRestrictions),
    editorial_use_only: asset.family === 'editorial',
  }),
  alt_text: ({ asset }) => asset.altText,
  alternative_ids: ({ externalIds }) => Object.fromEntries(externalIds),
  artist: ({ asset }) => asset.artist,
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
  copyright_owners: ({ asset }) => listOf(asset.copyrightOwners),
  country: ({ asset }, { language }) => countryName(asset, language),
  data_mining: ({ asset }) => asset.dataMining,
  date_camera_shot: ({ asset }) => time(asset.dateCameraShotMs),
  date_created: ({ asset }) => time(asset.dateCreatedMs),
  date_created_local: ({ asset }) => asset.dateCreated,
  date_submitted: ({ asset }) => time(asset.dateSubmittedMs),
  date_text: ({ asset }) => asset.dateText,
  digital_source_type: ({ asset }) => asset.digitalSourceType,
  display_sizes: ({ asset }, { selection, links, cleanSizes }) => {
    const look = { links, clean: cleanSizes(asset) }
    return selection.sizes.map((name) => presentDisplaySize(asset, sizes.get(name)!, look))
  },
  download_product: ({ asset }, context) => presentDownloadProduct(asset, context),
  download_sizes: ({ asset }, context) => presentDownloadSizes(asset, context, context.selection.withLinks),
  editorial_segments: ({ segments }) => segments,
  editorial_source: ({ asset: { editorialSourceId: id, editorialSource: name } }) =>
    id === null ? null : { id, name },
  entity_details: () => [],
  event_ids: ({ eventIds }) => eventIds,
  extended_description: ({ asset }) => asset.extendedDescription,
  graphical_style: ({ asset }) => asset.graphicalStyle,
  id: ({ asset }) => String(asset.id),
  is_ai_editable: () => false,
  istock_collection: ({ asset }) => (asset.brand === 'istockphoto' ? asset.collectionName : null),
  istock_exclusive: () => null,
  istock_licenses: () => null,
  keywords: ({ keywords }) => keywords.map(presentKeyword),
  license_model: ({ asset }, { rightsDefaults }) => asset.licenseModel ?? rightsDefaults.licenseModel,
  largest_downloads: ({ asset }, context) =>
    context.selection.kind === 'search'
      ? presentLargestByProduct(asset, context)
      : presentLargestSize(asset, context),
  licensors: ({ asset }) => listOf(asset.licensors),
  links: () => [],
  max_dimensions: ({ asset: { width, height } }) => (width === null ? null : { height, width }),
  orientation: ({ asset: { width, height } }) =>
    width === null || height === null ? 'Unknown' : ORIENTATIONS[orientationOf({ width, height })],
  people: ({ keywords }) => keywords.filter(({ type }) => type === 'SpecificPeople').map(({ text }) => text),
  product_types: ({ asset }, context) => presentProductTypes(asset, context),
  quality_rank: ({ asset }) => asset.qualityRank,
  referral_destinations: ({ asset }, { links }) => [
    { site_name: asset.brand ?? 'gettyimages', uri: links.page(asset) },
  ],
  releases: ({ asset }) => presentReleases(releasesOf(asset)),
  rights: ({ asset }, { rights, now }) => presentExplainedRights(asset, rights, now),
  rights_statement: ({ asset }) => rightsStatementOf(asset),
  series_id: ({ asset }) => asset.series,
  state_province: ({ asset }) => asset.provinceState,
  title: ({ asset }) => asset.title,
  type: () => 'image',
  uri_oembed: ({ asset }, { links, rightsDefaults }) =>
    mayBeEmbedded(asset, rightsDefaults) ? links.oembed(asset) : null,
}

/** An image in an answer; its schema describes the other members. */
export type PresentedImage = { readonly id: string }

/** Presents one image with the requested members only. */
export function presentImage(subject: ImageSubject, context: ImageContext): PresentedImage {
  const members = [...context.selection.members].map((name) => [name, MEMBERS[name](subject, context)])
  return { id: String(subject.asset.id), ...Object.fromEntries(members) }
}

/** Presents a rendition as an entry of display_sizes; `clean` are the sizes without a watermark. */
export function presentDisplaySize(
  asset: Asset,
  size: RenditionSize,
  { links, clean }: { readonly links: Links; readonly clean: ReadonlySet<RenditionName> },
) {
  const isWatermarked = !clean.has(size.name)
  return {
    is_watermarked: isWatermarked,
    name: size.name,
    uri: links.rendition(asset, size, isWatermarked),
    ...sizeOf(shapeOf(asset), size.bound),
  }
}

/** The shape of an asset's picture, which determines the sizes of its renditions. */
export function shapeOf({ width, height, fileType }: Asset): Shape {
  return width === null || height === null ? CARD : { width, height, isVector: fileType === 'svg' }
}

const listOf = (json: string | null): unknown[] => (json === null ? [] : JSON.parse(json))

/** Only codes are published; the ids of the releases remain private. */
function presentReleases({ model, property, minorModelAge }: Releases) {
  return {
    model_release_status: model.status,
    property_release_status: property.status,
    minor_model_age: minorModelAge,
  }
}

function presentKeyword({ id, text, type, relevance }: AssetKeyword) {
  return { keyword_id: String(id), text, type, relevance }
}

/** In English the name given by the source; in other languages the name of the country code in Unicode CLDR. */
export function countryName(
  { countryName, countryCode }: { countryName: string | null; countryCode: string | null },
  language: Language,
): string | null {
  if (language === DEFAULT_LANGUAGE || countryCode === null) return countryName
  return nameOfCountry(countryCode, language) ?? countryName
}

/** Formats a time in UTC to the second, like all times of the contract. */
export function time(ms: number | null): string | null {
  return ms === null ? null : `${new Date(ms).toISOString().slice(0, -5)}Z`
}
