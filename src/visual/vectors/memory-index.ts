import { setImmediate } from 'node:timers/promises'
import { exactScan } from './exact-scan.ts'
import { hasKernel } from './kernel.ts'
import { plainScanner } from './plain-scanner.ts'
import { Selection } from './selection.ts'
import { simdScanner } from './simd-scanner.ts'
import { Sketches } from './sketches.ts'
import type { NearestOptions, VectorIndex } from './vector-index.ts'
import { VectorRows } from './vector-rows.ts'

/**
 * Up to so many vectors, and bytes of vectors, every one is compared with the query: it takes less time than finding and
 * comparing candidates.
 */
const EXACT = { rows: 100_000, bytes: 100_000_000 } as const
/** Of more vectors, only those are compared that are likely to be similar: so many, and more for a high limit. */
const CANDIDATES = { least: 8000, timesLimit: 10 } as const
/** How many vectors are sketched at a time, a few milliseconds, before waiting calls have their turn. */
const SLICE_ROWS = 500

/** What tests change. */
export type MemoryIndexOptions = {
  readonly exactRows?: number
  readonly candidates?: number
  /** Whether to use WebAssembly; without it there are no sketches. */
  readonly withKernel?: boolean
}

/** An index in the memory of this thread. */
export type MemoryIndex = VectorIndex & {
  /** Resolves when there are no vectors left to sketch. */
  settled(): Promise<void>
}

/** Opens an index that works in the thread that opens it. */
export function openMemoryIndex(
  dimensions: number,
  {
    exactRows = Math.max(EXACT.rows, Math.floor(EXACT.bytes / dimensions)),
    candidates = CANDIDATES.least,
    withKernel = hasKernel(),
  }: MemoryIndexOptions = {},
): MemoryIndex {
  const rows = new VectorRows((withKernel ? simdScanner : plainScanner)(dimensions), dimensions)
  let sketches: Sketches | null = null
  let slice: NodeJS.Immediate | undefined

  function check({ length }: Int8Array): void {
    if (length !== dimensions)
      throw new RangeError(`The vector has ${length} elements, but this index is for ${dimensions}.`)
  }

  function remove(assetId: number): void {
    rows.remove(assetId, (from, to) => sketches?.moved(from, to))
  }

  /** Sketches the rows that have no sketch, a slice at a time; they are compared exactly until then. */
  function sketchLater(): void {
    if (slice || !withKernel || rows.count <= exactRows || sketches?.count === rows.count) return
    slice = globalThis.setImmediate(() => {
      slice = undefined
      if (!sketches || sketches.isOutdated) sketches = new Sketches(rows)
      sketches.advance(SLICE_ROWS)
      sketchLater()
    })
  }

  function search(query: Int8Array, { limit, minSimilarity, among }: NearestOptions): Selection {
    const selection = new Selection(limit, minSimilarity)
    const scan = exactScan(rows, query, selection)
    const accepted = among ? rows.rowsOf(among) : null
    const sketched = (accepted ?? { length: rows.count }).length > exactRows ? (sketches?.count ?? 0) : 0
    if (sketched > 0) {
      const wanted = Math.max(candidates, limit * CANDIDATES.timesLimit)
      scan.numbers(sketches!.candidates(query, wanted, accepted && marked(accepted, rows.count)))
    }
    if (!accepted) scan.range(sketched, rows.count)
    else if (sketched < rows.count)
      scan.numbers(sketched > 0 ? accepted.filter((row) => row >= sketched) : accepted)
    return selection
  }

  return {
    dimensions,
    async put(assets) {
      for (const { frames } of assets) for (const { vector } of frames) check(vector)
      for (const asset of assets) {
        remove(asset.assetId)
        rows.append(asset)
      }
      sketchLater()
    },
    async remove(assetIds) {
      assetIds.forEach(remove)
    },
    size: async () => rows.count,
    async nearest(query, options) {
      check(query)
      return search(query, options).best()
    },
    async settled() {
      while (slice) await setImmediate()
    },
    async close() {
      clearImmediate(slice)
    },
  }
}

/** Returns 1 for each of the given rows and 0 for the others. */
function marked(numbers: Uint32Array, count: number): Uint8Array {
  const marks = new Uint8Array(count)
  for (const row of numbers) marks[row] = 1
  return marks
}
