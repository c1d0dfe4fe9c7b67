import type { Asset, AssetKeyword } from '../../catalogue/asset.ts'
import { usageTextOf } from '../../catalogue/rights-statement.ts'
import type { RightsDefaults } from '../../catalogue/stated-rights.ts'
import type { Language } from '../../lib/languages.ts'
import type { RenditionName } from '../../renditions/ladder.ts'
import type { Rights } from '../../rights/rights-book.ts'
import { countryName } from './country-name.ts'
import { type DownloadContext, presentDownloadProduct, presentProductTypes } from './downloads-of.ts'
import { presentExplainedRights } from './explained-rights.ts'
import { presentKeyword, presentKeywordsWithEntities } from './keyword.ts'
import { time } from './time.ts'

/** An asset and everything that belongs to it, in the language of the answer. */
export type AssetSubject = {
  readonly asset: Asset
  readonly keywords: readonly AssetKeyword[]
  readonly segments: readonly string[]
  readonly eventIds: readonly number[]
  readonly externalIds: readonly (readonly [source: string, value: string])[]
  readonly thumbhash: Uint8Array | null
}

/** What presenting an asset needs besides the asset. */
export type AssetContext = DownloadContext & {
  readonly selection: { readonly members: ReadonlySet<string> }
  readonly rights: Rights | null
  readonly now: Date
  readonly language: Language
  readonly rightsDefaults: RightsDefaults
  /** Returns the display sizes of an asset that the caller sees without a watermark. */
  readonly cleanSizes: (asset: Asset) => ReadonlySet<RenditionName>
}

/** Makes one member of an asset in an answer. */
export type MakeMember<Context = AssetContext> = (subject: AssetSubject, context: Context) => unknown

/** An asset in an answer; its schema describes the other members. */
export type PresentedAsset = { readonly id: string }

/** How the members that images and videos share are made from a record (contract 8). */
export const SHARED_MEMBERS = {
  allowed_use: ({ asset }) => ({
    how_can_i_use_it: usageTextOf(asset),
    release_info: asset.releaseInfo,
    usage_restrictions: listOf(asset.usageRestrictions),
    editorial_use_only: asset.family === 'editorial',
  }),
  alternative_ids: ({ externalIds }) => Object.fromEntries(externalIds),
  artist: ({ asset }) => asset.artist,
  asset_family: ({ asset }) => asset.family,
  asset_type: ({ asset }) => asset.mediaKind,
  call_for_image: ({ asset }) => asset.callForImage === 1,
  caption: ({ asset }) => asset.caption,
  city: ({ asset }) => asset.city,
  collection_code: ({ asset }) => asset.collectionCode,
  collection_id: ({ asset }) => asset.collectionId,
  collection_name: ({ asset }) => asset.collectionName,
  content_credentials: ({ asset: { contentCredentials } }) =>
    contentCredentials === null ? null : { in_original: contentCredentials === 1, in_derivatives: false },
  copyright: ({ asset }) => asset.copyright,
  country: ({ asset }, { language }) => countryName(asset, language),
  date_camera_shot: ({ asset }) => time(asset.dateCameraShotMs),
  date_created: ({ asset }) => time(asset.dateCreatedMs),
  date_submitted: ({ asset }) => time(asset.dateSubmittedMs),
  download_product: ({ asset }, context) => presentDownloadProduct(asset, context),
  editorial_segments: ({ segments }) => segments,
  editorial_source: ({ asset: { editorialSourceId: id, editorialSource: name } }) =>
    id === null ? null : { id, name },
  entity_details: ({ asset }) => listOf(asset.entities),
  era: ({ asset }) => asset.era,
  event_ids: ({ eventIds }) => eventIds,
  graphical_style: ({ asset }) => asset.graphicalStyle,
  id: ({ asset }) => String(asset.id),
  is_ai_editable: ({ asset }) => flag(asset.isAiEditable),
  istock_collection: ({ asset }) => (asset.brand === 'istockphoto' ? asset.collectionName : null),
  istock_exclusive: ({ asset }) => flag(asset.isIstockExclusive),
  keywords: ({ asset, keywords }, { selection }) =>
    selection.members.has('entity_details')
      ? presentKeywordsWithEntities(keywords, asset)
      : keywords.map(presentKeyword),
  license_model: ({ asset }, { rightsDefaults }) => asset.licenseModel ?? rightsDefaults.licenseModel,
  object_name: ({ asset }) => asset.objectName,
  people: ({ keywords }) => keywords.filter(({ type }) => type === 'SpecificPeople').map(({ text }) => text),
  product_types: ({ asset }, context) => presentProductTypes(asset, context),
  quality_rank: ({ asset }) => asset.qualityRank,
  rights: ({ asset }, { rights, now }) => presentExplainedRights(asset, rights, now),
  referral_destinations: ({ asset }, { links }) => [
    { site_name: asset.brand ?? 'gettyimages', uri: links.page(asset) },
  ],
  series_id: ({ asset }) => asset.series,
  state_province: ({ asset }) => asset.provinceState,
  thumbhash: ({ thumbhash }) => (thumbhash === null ? null : Buffer.from(thumbhash).toString('base64')),
  title: ({ asset }) => asset.title,
} as const satisfies Record<string, MakeMember>

/** Presents the requested members of an asset. */
export function presentMembers<
  Name extends string,
  Context extends { selection: { members: ReadonlySet<Name> } },
>(
  subject: AssetSubject,
  context: Context,
  makers: Readonly<Record<Name, MakeMember<Context>>>,
): PresentedAsset {
  const presented: Record<string, unknown> & { id: string } = { id: String(subject.asset.id) }
  for (const name of context.selection.members) presented[name] = makers[name](subject, context)
  return presented
}

/** Reads a list that a record keeps as JSON. */
export const listOf = (json: string | null): unknown[] => (json === null ? [] : JSON.parse(json))

/** A flag that may not have been stated. */
const flag = (value: number | null): boolean | null => (value === null ? null : value === 1)
