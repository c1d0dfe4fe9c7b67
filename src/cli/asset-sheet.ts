import type { Asset, AssetKeyword } from '../catalogue/asset.ts'
import { forPlainTexts, forVideoTexts } from '../catalogue/plain-texts.ts'
import { isOfferedNowhere, type Territories } from '../catalogue/territories.ts'
import { aspectRatioOf, frameSizeOf } from '../catalogue/video.ts'
import { territoriesOfAsset } from '../catalogue/visibility.ts'
import { editedFields } from '../ingest/mapping/to-edits.ts'
import { printable } from './printable.ts'
import { moment } from './times.ts'

/** The files of an asset, and its ids in other systems. */
export type AssetReferences = {
  /** Paths of its file as they were ingested. */
  readonly files: readonly string[]
  /** Its id in each of its sources. */
  readonly sourceIds: readonly (readonly [source: string, id: string])[]
}

/** An asset as its owner sees it, in the field names of the API and of manifests; unknown values are null. */
export type AssetSheet = ReturnType<typeof toSheet>

/** Collects what the owner sees of an asset. */
export function toSheet(
  asset: Asset,
  keywords: readonly AssetKeyword[],
  { files, sourceIds }: AssetReferences,
) {
  const { width, height, edits } = asset
  return {
    id: asset.id,
    media_kind: asset.mediaKind,
    source_ids: Object.fromEntries(sourceIds),
    files,
    title: asset.title,
    caption: asset.caption,
    alt_text: asset.altText,
    extended_description: asset.extendedDescription,
    ...forPlainTexts((_name, column) => asset[column]),
    ...(asset.mediaKind === 'video' ? ofVideo(asset) : {}),
    asset_family: asset.family,
    license_model: asset.licenseModel,
    collection: asset.collectionName,
    artist: asset.artist,
    editorial_source: asset.editorialSource,
    copyright: asset.copyright,
    keywords: keywords.map(({ type, text }) => ({ type, text })),
    city: asset.city,
    state: asset.provinceState,
    country: asset.countryName,
    date_created: asset.dateCreated,
    date_text: asset.dateText,
    date_submitted: moment(asset.dateSubmittedMs),
    dimensions: width === null || height === null ? null : { width, height },
    file_type: asset.fileType,
    series: asset.series,
    usage_terms: asset.usageTerms,
    web_statement: asset.webStatement,
    release_info: asset.releaseInfo,
    quality_rank: asset.qualityRank,
    embeddable: flag(asset.isEmbeddable),
    ...offerOf(asset),
    territories: territoriesOfAsset(asset),
    visible_from: moment(asset.visibleFromMs),
    visible_until: moment(asset.visibleUntilMs),
    withdrawn: moment(asset.withdrawnMs),
    edited_by_hand: edits === null ? [] : editedFields(JSON.parse(edits)),
  }
}

/** How an asset is offered, and what it refers to. */
function offerOf(asset: Asset) {
  return {
    call_for_image: flag(asset.callForImage),
    is_ai_editable: flag(asset.isAiEditable),
    istock_exclusive: flag(asset.isIstockExclusive),
    istock_licenses: listOf(asset.istockLicenses),
    contributor: asset.contributorName,
    entity_details: listOf(asset.entities),
    links: listOf(asset.links),
  }
}

const listOf = (json: string | null): unknown[] | null => (json === null ? null : JSON.parse(json))
const flag = (value: number | null): boolean | null => (value === null ? null : value === 1)

/** What only videos have. */
function ofVideo(asset: Asset) {
  const frame = frameSizeOf(asset)
  return {
    ...forVideoTexts((_name, column) => asset[column]),
    clip_length: asset.clipLength,
    frame_rate: asset.frameRate,
    frame_size: frame && `${frame.width}x${frame.height}`,
    aspect_ratio: aspectRatioOf(asset),
    editorial_video_type: asset.editorialVideoType,
    bit_depth: asset.bitDepth,
    broadcast_video_standard: asset.broadcastVideoStandard,
    compression: asset.compression,
    interlaced: flag(asset.isInterlaced),
  }
}

/** Formats a sheet as text, with one line for each known value. */
export function printedSheet(sheet: AssetSheet): string {
  const { id, source_ids, files, keywords, dimensions, embeddable, territories, edited_by_hand, ...plain } =
    sheet
  const lines = {
    id,
    'source ids': Object.entries(source_ids)
      .map(([source, value]) => `${value} (${source})`)
      .join(', '),
    file: files.join(', '),
    ...plain,
    keywords: keywords.map(({ text }) => text).join(', '),
    dimensions: dimensions && `${dimensions.width} × ${dimensions.height}`,
    embeddable: embeddable === null ? 'not stated' : embeddable ? 'yes' : 'no',
    license_model: sheet.license_model ?? 'not stated',
    territories: territories && territoriesText(territories),
    'edited by hand': edited_by_hand.join(', '),
  }
  return Object.entries(lines)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}: ${printable(textOf(value).replaceAll(/\s+/g, ' '))}\n`)
    .join('')
}

const textOf = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value))

function territoriesText(territories: Territories): string {
  if (isOfferedNowhere(territories)) return 'nowhere'
  return 'allow' in territories
    ? `only in ${territories.allow.join(', ')}`
    : `not in ${territories.deny.join(', ')}`
}
