import {
  type Asset,
  findAssets,
  findEventIds,
  findKeywords,
  findSegments,
  findTexts,
} from '../../catalogue/asset.ts'
import type { AssetDescription } from '../../catalogue/asset-description.ts'
import { applyEdits, findEdits } from '../../catalogue/edits.ts'
import type { Db } from '../../db/database.ts'
import { foldName } from '../../lib/text.ts'
import { inMappingNames } from './mapping-names.ts'

/** A field that would change, by its name in mappings, with its current and its new value. */
export type Difference = { readonly field: string; readonly from: unknown; readonly to: unknown }

/** Finds the fields of an asset that a description would change; those that were edited by hand stay. */
export async function findDifferences(
  db: Db,
  assetId: number,
  description: AssetDescription & { readonly eventIds: readonly number[] },
): Promise<Difference[]> {
  const edited = applyEdits(description, await findEdits(db, assetId))
  const { keywords, texts = {}, segments = [], eventIds, ...columns } = edited
  const keywordTexts = new Set(keywords.map(({ text }) => text))
  const after = inMappingNames({ ...columns, keywords: [...keywordTexts], segments, eventIds, texts })
  const before = inMappingNames(await currentFields(db, assetId, Object.keys(columns)))
  const fields = new Set([...Object.keys(after), ...Object.keys(before)])
  return [...fields].flatMap((field) => {
    const [from, to] = [before[field] ?? null, after[field] ?? null]
    return comparable(from) === comparable(to) ? [] : [{ field, from, to }]
  })
}

/** Returns the current values of these columns of an asset, and its keywords, segments, events and texts. */
async function currentFields(db: Db, assetId: number, columns: readonly string[]) {
  const ids = [assetId]
  const asset = (await findAssets(db, ids)).get(assetId)!
  const texts = (await findTexts(db, ids)).get(assetId) ?? []
  return {
    ...Object.fromEntries(columns.map((column) => [column, currentOf(asset, column)])),
    keywords: ((await findKeywords(db, ids)).get(assetId) ?? []).map(({ text }) => text),
    segments: (await findSegments(db, ids)).get(assetId) ?? [],
    eventIds: (await findEventIds(db, ids)).get(assetId) ?? [],
    texts: Object.fromEntries(texts.map(({ language, texts }) => [language, texts])),
  }
}

function currentOf(asset: Asset, column: string): unknown {
  return column === 'collection' ? asset.collectionName : asset[column as keyof Asset]
}

/** Texts in lists are compared without case, since the vocabulary may write keywords its own way, and in any order. */
function comparable(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value)
  return JSON.stringify(value.map((it) => (typeof it === 'string' ? foldName(it) : it)).sort())
}
