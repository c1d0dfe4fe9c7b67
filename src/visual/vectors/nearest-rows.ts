import type { Hit, NearestOptions } from './vector-index.ts'
import { inverseLengthOf, type VectorRows } from './vector-rows.ts'

/** Compares the query with all rows, or with those of the given assets. */
export function nearestRows(
  table: VectorRows,
  query: Int8Array,
  { limit, minSimilarity, among }: NearestOptions,
): Hit[] {
  const inverseLength = inverseLengthOf(query)
  const best = new Map<number, Hit>()
  const compare = (row: number) => {
    const similarity = product(table, row, query) * table.inverseLengths[row]! * inverseLength
    const assetId = table.assetIds[row]!
    if (similarity < minSimilarity || similarity <= (best.get(assetId)?.similarity ?? -2)) return
    best.set(assetId, { assetId, frame: table.frames[row]!, similarity })
  }
  if (among) for (const assetId of new Set(among)) table.rowsOf(assetId).forEach(compare)
  else for (let row = 0; row < table.count; row++) compare(row)
  return [...best.values()].sort(bySimilarity).slice(0, limit)
}

function product({ values, dimensions }: VectorRows, row: number, query: Int8Array): number {
  const from = row * dimensions
  let sum = 0
  for (let at = 0; at < dimensions; at++) sum += values[from + at]! * query[at]!
  return sum
}

const bySimilarity = (a: Hit, b: Hit) => b.similarity - a.similarity || a.assetId - b.assetId
