import { MAX_IMPACT } from '../../impact.ts'
import { hasBit } from '../bits.ts'
import { COUNT_TABLES } from '../kernels/kernels.ts'
import type { Posting } from '../postings.ts'
import { bytesOfBitmap } from '../segment.ts'
import type { Place } from './document-set.ts'
import type { ScoredHits } from './scored-hits.ts'

const VALUES = MAX_IMPACT + 1

/**
 * The scores of all documents of one frequent term, in units of its weight: they are its impacts, which are stored in the
 * order of documents and are not copied. Deleted documents are among them, so they are counted too, and subtracted.
 */
export function impactsOfTerm(
  { segment, scratch }: Place,
  { bits, ranks, impacts, count }: Posting & { kind: 'bits' },
  deleted: number,
): ScoredHits {
  const { kernels, words, bytes } = segment.memory
  const addCounts = (values: number, length: number, counts: Uint32Array, factor: number) => {
    const tables = scratch.zeros(COUNT_TABLES * VALUES * 4)
    kernels.countBytes(values, length, tables)
    for (let at = 0; at < VALUES; at++) counts[at]! += factor * words[(tables >> 2) + at]!
  }
  return {
    highest: MAX_IMPACT,
    count(_, counts) {
      addCounts(impacts, count, counts, 1)
      if (deleted === 0) return
      const size = bytesOfBitmap(segment)
      const table = scratch.take(8)
      words[table >> 2] = bits
      words[(table >> 2) + 1] = deleted
      const gone = scratch.bitmap()
      const goneCount = kernels.andBits(table, 2, 0, gone, size)
      const goneImpacts = scratch.zeros(goneCount)
      kernels.raiseHitsByRanks(gone, size, bits, ranks, impacts, goneImpacts)
      addCounts(goneImpacts, goneCount, counts, -1)
    },
    between(lowest, highest) {
      const found = scratch.take(count * 4)
      const documents = scratch.take(count * 4)
      const length = kernels.bytesBetween(impacts, count, lowest, highest, found)
      kernels.documentsAtRanks(bits, bytesOfBitmap(segment), found, length, documents)
      const isDeleted = (document: number) => deleted !== 0 && hasBit(bytes, deleted, document)
      // Documents are distributed among their impacts, the highest first, and stay in their order there.
      const buckets = Array.from({ length: highest - lowest + 1 }, (): number[] => [])
      for (let at = 0; at < length; at++) {
        const document = words[(documents >> 2) + at]!
        if (!isDeleted(document))
          buckets[highest - bytes[impacts + words[(found >> 2) + at]!]!]!.push(document)
      }
      const keys = buckets.flatMap((bucket, below) => bucket.map(() => highest - below))
      return {
        segment,
        documents: Uint32Array.from(buckets.flat()),
        first: 0,
        length: keys.length,
        keys: Float64Array.from(keys),
      }
    },
  }
}
