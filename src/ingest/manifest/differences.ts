import {
  type Asset,
  findAssets,
  findEventIds,
  findKeywords,
  findSegments,
  findTexts,
} from '../../catalogue/asset.ts'
import type { AssetDescription } from '../../catalogue/save-asset.ts'
import type { Db } from '../../db/database.ts'
import { foldName } from '../../lib/text.ts'

/** A field that would change: what it is and what it would be. */
export type Difference = { readonly field: string; readonly from: unknown; readonly to: unknown }

/** What a description would change of an asset. */
export async function findDifferences(
  db: Db,
  assetId: number,
  description: AssetDescription & { readonly eventIds: readonly number[] },
): Promise<Difference[]> {
  const ids = [assetId]
  const asset = (await findAssets(db, ids)).get(assetId)!
  const { keywords, texts = {}, segments = [], eventIds, ...columns } = description
  const before = {
    keywords: ((await findKeywords(db, ids)).get(assetId) ?? []).map(({ text }) => text),
    texts: textsBefore((await findTexts(db, ids)).get(assetId) ?? []),
    segments: (await findSegments(db, ids)).get(assetId) ?? [],
    eventIds: (await findEventIds(db, ids)).get(assetId) ?? [],
  }
  const words = new Set(keywords.map(({ text }) => text))
  const after = { keywords: [...words], texts: sorted(texts), segments: [...segments].sort(), eventIds }
  return [
    ...Object.entries(columns).flatMap(([field, to]) => {
      const from = currentOf(asset, field)
      return (from ?? null) === (to ?? null) ? [] : [{ field, from: from ?? null, to }]
    }),
    ...(['keywords', 'texts', 'segments', 'eventIds'] as const).flatMap((field) =>
      comparable(before[field]) === comparable(after[field])
        ? []
        : [{ field, from: before[field], to: after[field] }],
    ),
  ]
}

function currentOf(asset: Asset, field: string): unknown {
  return field === 'collection' ? asset.collectionName : asset[field as keyof Asset]
}

/** Words are the same in any case, for the vocabulary writes them its own way; order counts for nothing here. */
function comparable(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value)
  return JSON.stringify(value.map((it) => (typeof it === 'string' ? foldName(it) : it)).sort())
}

function textsBefore(rows: readonly { language: string; texts: object }[]) {
  return sorted(Object.fromEntries(rows.map(({ language, texts }) => [language, texts])))
}

/** By language, without what is not said. */
function sorted(texts: Readonly<Record<string, object>>): Record<string, object> {
  const languages = Object.keys(texts).sort()
  return Object.fromEntries(
    languages.map((language) => {
      const said = Object.entries(texts[language]!).filter(([, text]) => text !== null)
      return [language, Object.fromEntries(said.sort())]
    }),
  )
}
