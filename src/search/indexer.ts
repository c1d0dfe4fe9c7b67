import { type Asset, type AssetKeyword, findAssets, findKeywords } from '../catalogue/asset.ts'
import { changesAfter, lastPosition } from '../catalogue/changes.ts'
import { orientationOf } from '../catalogue/orientation.ts'
import type { Db } from '../db/database.ts'
import { analyse } from './analysis.ts'
import type { IndexDocument, SearchIndex } from './search-index.ts'

const CHANGES_AT_ONCE = 500

/**
 * Brings the index to the end of the change log, in batches that leave room for requests between them. An index
 * that is ahead of the log belongs to other records (a restored library) and is made anew. Answers whether
 * there was anything to do.
 */
export async function catchUp({ db, index }: { db: Db; index: SearchIndex }): Promise<boolean> {
  let position = await index.position()
  const last = await lastPosition(db)
  if (position === last) return false
  if (position > last) {
    await index.clear()
    position = 0
  }
  for (;;) {
    const changes = await changesAfter(db, { position, limit: CHANGES_AT_ONCE })
    const newest = changes.at(-1)
    if (!newest) return true
    const ids = [...new Set(changes.map(({ assetId }) => assetId))]
    const assets = await findAssets(db, ids)
    const keywords = await findKeywords(db, [...assets.keys()])
    position = newest.seq
    await index.apply({
      documents: [...assets.values()].map((asset) => toDocument(asset, keywords.get(asset.id) ?? [])),
      removed: ids.filter((id) => !assets.has(id)),
      position,
    })
    await new Promise(setImmediate)
  }
}

/** What an index keeps of an asset. */
export function toDocument(asset: Asset, keywords: readonly AssetKeyword[]): IndexDocument {
  const terms = (...texts: (string | null)[]) => texts.flatMap((text) => analyse(text ?? '')).join(' ')
  const words = keywords.filter(({ type }) => type !== 'Location' && type !== 'SpecificPeople')
  const names = keywords.filter(({ type }) => type === 'Location' || type === 'SpecificPeople')
  return {
    id: asset.id,
    title: terms(asset.title),
    keywords: terms(...words.map(({ text }) => text)),
    caption: terms(asset.caption),
    context: terms(asset.artist, asset.collectionName, ...names.map(({ text }) => text)),
    family: asset.family,
    orientation: orientationOf(asset),
    fileType: asset.fileType,
    graphicalStyle: asset.graphicalStyle,
    collectionId: asset.collectionId,
    artistId: asset.artistId,
    pixels: asset.width * asset.height,
    createdMs: asset.dateCreatedMs ?? asset.dateSubmittedMs,
    keywordIds: keywords.map(({ id, type }) => ({ id, type })),
  }
}
