import { nearestRows } from './nearest-rows.ts'
import type { VectorIndex } from './vector-index.ts'
import { VectorRows } from './vector-rows.ts'

/** Opens an index that compares the query with every vector. */
export function openExactIndex(dimensions: number): VectorIndex {
  const table = new VectorRows(dimensions)
  const check = ({ length }: Int8Array) => {
    if (length !== dimensions)
      throw new RangeError(`The vector has ${length} elements, but this index is for ${dimensions}.`)
  }
  return {
    dimensions,
    async put(assets) {
      for (const { frames } of assets) for (const { vector } of frames) check(vector)
      for (const asset of assets) table.put(asset)
    },
    async remove(assetIds) {
      for (const assetId of assetIds) table.remove(assetId)
    },
    size: async () => table.count,
    async nearest(query, options) {
      check(query)
      return nearestRows(table, query, options)
    },
    async close() {},
  }
}
