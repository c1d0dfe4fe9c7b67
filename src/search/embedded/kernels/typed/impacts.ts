import type { Kernels } from '../kernels.ts'
import { lifted, liftOf } from './lifts.ts'
import { seek } from './lists.ts'
import { popcount, type Views } from './views.ts'

type ImpactKernels = Pick<
  Kernels,
  | 'raiseByRanks'
  | 'raiseHitsByRanks'
  | 'raiseByBits'
  | 'raiseByList'
  | 'addScores'
  | 'liftScores'
  | 'highestScore'
  | 'countScores'
  | 'countBytes'
  | 'bytesBetween'
  | 'scoresBetween'
  | 'countAtRank'
>

/** The kernels of the impacts of listed documents over typed arrays. */
export function impactKernels(views: Views): ImpactKernels {
  const { bytes, words, signed } = views
  const raise = (address: number, impact: number) => {
    if (impact > bytes[address]!) bytes[address] = impact
  }

  /** Adds the last three of four tables to the first one. */
  const addTables = (counts: number, buckets: number) => {
    const first = counts >> 2
    for (let at = first; at < first + buckets; at++)
      words[at]! += words[at + buckets]! + words[at + 2 * buckets]! + words[at + 3 * buckets]!
  }

  return {
    raiseByRanks(list, count, bits, ranks, impacts, out) {
      for (let at = 0; at < count; at++) {
        const document = words[(list >> 2) + at]!
        const word = (bits >> 2) + (document >> 5)
        const bit = document & 31
        if (((signed[word]! >>> bit) & 1) === 0) continue
        let rank = words[(ranks >> 2) + (document >> 7)]!
        for (let before = word - ((document >> 5) & 3); before < word; before++)
          rank += popcount(signed[before]!)
        raise(out + at, bytes[impacts + rank + popcount(signed[word]! & ~(-1 << bit))]!)
      }
    },
    raiseHitsByRanks(hits, size, bits, ranks, impacts, out) {
      let to = out
      let rank = 0
      for (let word = 0; word < size >> 2; word++) {
        const own = signed[(bits >> 2) + word]!
        if ((word & 3) === 0) rank = words[(ranks >> 2) + (word >> 2)]!
        for (let left = signed[(hits >> 2) + word]!; left; left &= left - 1, to++) {
          const lowest = left & -left
          if (own & lowest) raise(to, bytes[impacts + rank + popcount(own & (lowest - 1))]!)
        }
        rank += popcount(own)
      }
    },
    raiseByBits(list, count, bits, out) {
      for (let at = 0; at < count; at++) {
        const document = words[(list >> 2) + at]!
        raise(out + at, (bytes[bits + (document >> 3)]! >> (document & 7)) & 1)
      }
    },
    raiseByList(list, count, other, otherCount, impacts, out) {
      let from = 0
      for (let at = 0; at < count; at++) {
        const document = words[(list >> 2) + at]!
        from = seek(words, other >> 2, from, otherCount, document)
        if (from === otherCount) return
        if (words[(other >> 2) + from] === document)
          raise(out + at, impacts === 0 ? 1 : bytes[impacts + from]!)
      }
    },
    addScores(impacts, count, weight, scores) {
      for (let at = 0; at < count; at++) signed[(scores >> 2) + at]! += bytes[impacts + at]! * weight
    },
    liftScores(list, count, table, scores) {
      for (let at = 0; at < count; at++) {
        const score = (scores >> 2) + at
        signed[score] = lifted(signed[score]!, liftOf(views, table >> 2, words[(list >> 2) + at]!))
      }
    },
    highestScore(scores, count) {
      let highest = 0
      for (let at = scores >> 2; at < (scores >> 2) + count; at++)
        if (signed[at]! > highest) highest = signed[at]!
      return highest
    },
    countScores(scores, count, shift, counts, buckets) {
      for (let at = 0; at < count; at++)
        words[(counts >> 2) + (at & 3) * buckets + (words[(scores >> 2) + at]! >>> shift)]!++
      addTables(counts, buckets)
    },
    countBytes(values, count, counts) {
      for (let at = 0; at < count; at++) words[(counts >> 2) + (at & 3) * 256 + bytes[values + at]!]!++
      addTables(counts, 256)
    },
    bytesBetween(values, count, lowest, highest, out) {
      let found = 0
      for (let at = 0; at < count; at++) {
        const value = bytes[values + at]!
        if (value >= lowest && value <= highest) words[(out >> 2) + found++] = at
      }
      return found
    },
    scoresBetween(scores, count, lowest, highest, out) {
      let found = 0
      for (let at = 0; at < count; at++) {
        const score = signed[(scores >> 2) + at]!
        if (score >= lowest && score <= highest) words[(out >> 2) + found++] = at
      }
      return found
    },
    countAtRank(counts, count, rank, best) {
      const first = best >> 2
      words.fill(0, first, first + rank)
      const last = first + rank - 1
      for (let at = counts >> 2; at < (counts >> 2) + count; at++) {
        const own = words[at]!
        if (own <= words[last]!) continue
        let place = last
        for (; place > first && words[place - 1]! < own; place--) words[place] = words[place - 1]!
        words[place] = own
      }
      return words[last]!
    },
  }
}
