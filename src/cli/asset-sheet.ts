import type { Asset, AssetKeyword } from '../catalogue/asset.ts'
import type { AssetEdits } from '../catalogue/edits.ts'
import { isOfferedNowhere, type Territories } from '../catalogue/territories.ts'
import { territoriesOfAsset } from '../catalogue/visibility.ts'
import { printable } from './printable.ts'
import { moment } from './times.ts'

/** What each thing that may be said by hand is called on the wire. */
const EDITED: Readonly<Record<keyof AssetEdits, string>> = {
  ...{ title: 'title', caption: 'caption', altText: 'alt_text', keywords: 'keywords' },
  ...{ copyright: 'copyright', creditLine: 'credit_line', licenseModel: 'license_model' },
  ...{ qualityRank: 'quality_rank', popularity: 'popularity', isEmbeddable: 'embeddable' },
  ...{ visibleFromMs: 'visible_from', visibleUntilMs: 'visible_until', territories: 'territories' },
}

/** What an owner is told of an asset, in the names of the API and of manifests; what is not known is null. */
export type AssetSheet = ReturnType<typeof toSheet>

/** Gathers what an owner is told of an asset. */
export function toSheet(asset: Asset, keywords: readonly AssetKeyword[]) {
  const { width, height, edits } = asset
  return {
    id: asset.id,
    title: asset.title,
    caption: asset.caption,
    alt_text: asset.altText,
    asset_family: asset.family,
    license_model: asset.licenseModel,
    collection: asset.collectionName,
    artist: asset.artist,
    credit_line: asset.creditLine,
    copyright: asset.copyright,
    keywords: keywords.map(({ type, text }) => ({ type, text })),
    date_created: asset.dateCreated,
    date_submitted: moment(asset.dateSubmittedMs),
    dimensions: width === null || height === null ? null : { width, height },
    file_type: asset.fileType,
    quality_rank: asset.qualityRank,
    embeddable: asset.isEmbeddable === null ? null : asset.isEmbeddable === 1,
    territories: territoriesOfAsset(asset),
    visible_from: moment(asset.visibleFromMs),
    visible_until: moment(asset.visibleUntilMs),
    withdrawn: moment(asset.withdrawnMs),
    edited_by_hand: Object.keys(edits === null ? {} : JSON.parse(edits)).map(
      (name) => EDITED[name as keyof AssetEdits],
    ),
  }
}

/** The sheet for a person: a line for each thing that is known. */
export function printedSheet(sheet: AssetSheet): string {
  const { keywords, dimensions, embeddable, territories, edited_by_hand, ...plain } = sheet
  const lines = {
    ...plain,
    keywords: keywords.map(({ text }) => text).join(', '),
    dimensions: dimensions && `${dimensions.width} × ${dimensions.height}`,
    embeddable: embeddable === null ? 'not stated' : embeddable ? 'yes' : 'no',
    license_model: sheet.license_model ?? 'not stated',
    territories: territories && where(territories),
    'edited by hand': edited_by_hand.join(', '),
  }
  return Object.entries(lines)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}: ${printable(String(value).replaceAll(/\s+/g, ' '))}\n`)
    .join('')
}

function where(territories: Territories): string {
  if (isOfferedNowhere(territories)) return 'nowhere'
  return 'allow' in territories
    ? `only in ${territories.allow.join(', ')}`
    : `not in ${territories.deny.join(', ')}`
}
