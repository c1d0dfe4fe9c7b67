import type { Kernels } from '../kernels.ts'
import { CLAUSE_NUMBERS, HEAD_NUMBERS, PART, PART_NUMBERS } from '../score-table.ts'
import { highestLift, lifted, liftOf } from './lifts.ts'
import { lowestBit, popcount, type Views } from './views.ts'

type ScoreKernels = Pick<
  Kernels,
  'bestOfBits' | 'bestOfRanks' | 'bestOfImpacts' | 'bestOfScores' | 'raiseColumn' | 'clearColumn'
>

/** The kernels of scores over typed arrays. */
export function scoreKernels(views: Views): ScoreKernels {
  const { bytes, words, signed } = views
  /**
   * Puts a document into the list of the best ones, which is longer by one afterwards unless it had `limit`. Returns
   * its length.
   */
  function insert(
    score: number,
    document: number,
    length: number,
    limit: number,
    scores: number,
    documents: number,
  ): number {
    let at = length < limit ? length : limit - 1
    for (; at > 0 && signed[scores + at - 1]! < score; at--) {
      signed[scores + at] = signed[scores + at - 1]!
      words[documents + at] = words[documents + at - 1]!
    }
    signed[scores + at] = score
    words[documents + at] = document
    return length < limit ? length + 1 : length
  }

  /** What the score of a document has to be higher than, as long as it is before `tied`. */
  const leastAtFirst = (above: number, tied: number) => (tied > 0 ? above - 1 : above)

  const hasBit = (bits: number, document: number) => (bytes[bits + (document >> 3)]! >> (document & 7)) & 1

  /** The impact of a ranked part in a document. */
  function rankedImpact(part: number, document: number): number {
    const bits = words[part + 1]! >> 2
    const word = bits + (document >> 5)
    const bit = document & 31
    if (((signed[word]! >>> bit) & 1) === 0) return 0
    let rank = words[(words[part + 2]! >> 2) + (document >> 7)]!
    for (let before = word & ~3; before < word; before++) rank += popcount(signed[before]!)
    rank += popcount(signed[word]! & ~(-1 << bit))
    return bytes[words[part + 3]! + rank]!
  }

  function impactOf(part: number, document: number): number {
    if (words[part] === PART.ranked) return rankedImpact(part, document)
    if (words[part] === PART.column) return bytes[words[part + 1]! + document]!
    return hasBit(words[part + 1]!, document)
  }

  function scoreOf(table: number, document: number): number {
    const clauses = words[table]!
    const liftAfter = words[table + 1]!
    let clause = table + HEAD_NUMBERS
    let score = 0
    for (let index = 0; index < clauses; index++) {
      if (index === liftAfter) score = lifted(score, liftOf(views, table, document))
      const parts = words[clause + 1]!
      let part = clause + CLAUSE_NUMBERS
      let impact = 0
      for (let at = 0; at < parts; at++, part += PART_NUMBERS) {
        const own = impactOf(part, document)
        if (own > impact) impact = own
      }
      score += impact * signed[clause]!
      clause = part
    }
    return liftAfter === clauses ? lifted(score, liftOf(views, table, document)) : score
  }

  /** The highest score that a document of a block can have. */
  function boundOf(table: number, block: number): number {
    const clauses = words[table]!
    const liftAfter = words[table + 1]!
    const lift = highestLift(views, table, block << 7)
    let clause = table + HEAD_NUMBERS
    let bound = 0
    for (let index = 0; index < clauses; index++) {
      if (index === liftAfter) bound = lifted(bound, lift)
      const parts = words[clause + 1]!
      let part = clause + CLAUSE_NUMBERS
      let impact = 0
      for (let at = 0; at < parts; at++, part += PART_NUMBERS) {
        const most = words[part] === PART.flag ? 1 : bytes[words[part + 4]! + block]!
        if (most > impact) impact = most
      }
      bound += impact * signed[clause]!
      clause = part
    }
    return liftAfter === clauses ? lifted(bound, lift) : bound
  }

  function bestOfBits(
    bits: number,
    documents: number,
    clauses: number,
    limit: number,
    above: number,
    tied: number,
    outScores: number,
    outDocuments: number,
  ): number {
    const table = clauses >> 2
    let found = 0
    let least = leastAtFirst(above, tied)
    for (let block = 0; block << 7 < documents; block++) {
      if (block << 7 >= tied) least = Math.max(least, above)
      if (boundOf(table, block) <= least) continue
      for (let word = block << 2; word < (block << 2) + 4; word++) {
        for (let left = signed[(bits >> 2) + word]!; left; left &= left - 1) {
          const document = (word << 5) + lowestBit(left)
          const score = scoreOf(table, document)
          if (score <= least || (score === above && document >= tied)) continue
          found = insert(score, document, found, limit, outScores >> 2, outDocuments >> 2)
          if (found === limit) least = signed[(outScores >> 2) + limit - 1]!
        }
      }
    }
    return found
  }

  /** The document of a block whose bit is the one after `before` others. */
  function documentAt(bits: number, block: number, before: number): number {
    let left = before
    for (let word = block << 2; ; word++) {
      let set = signed[(bits >> 2) + word]!
      const here = popcount(set)
      if (left < here) {
        for (; left > 0; left--) set &= set - 1
        return (word << 5) + lowestBit(set)
      }
      left -= here
    }
  }

  function bestOfRanks(
    bits: number,
    ranks: number,
    impacts: number,
    maxima: number,
    excluded: number,
    documents: number,
    count: number,
    weight: number,
    limit: number,
    above: number,
    tied: number,
    outScores: number,
    outDocuments: number,
  ): number {
    let found = 0
    let least = leastAtFirst(above, tied)
    const blocks = (documents + 127) >> 7
    for (let block = 0; block < blocks; block++) {
      if (block << 7 >= tied) least = Math.max(least, above)
      if (bytes[maxima + block]! * weight <= least) continue
      const start = words[(ranks >> 2) + block]!
      const end = block + 1 < blocks ? words[(ranks >> 2) + block + 1]! : count
      for (let at = start; at < end; at++) {
        const score = bytes[impacts + at]! * weight
        if (score <= least) continue
        const document = documentAt(bits, block, at - start)
        if (score === above && document >= tied) continue
        if (excluded !== 0 && hasBit(excluded, document)) continue
        found = insert(score, document, found, limit, outScores >> 2, outDocuments >> 2)
        if (found === limit) least = signed[(outScores >> 2) + limit - 1]!
      }
    }
    return found
  }

  function bestOfImpacts(
    list: number,
    impacts: number,
    maxima: number,
    excluded: number,
    count: number,
    weight: number,
    limit: number,
    above: number,
    tied: number,
    outScores: number,
    outDocuments: number,
  ): number {
    let found = 0
    let least = leastAtFirst(above, tied)
    for (let block = 0; block << 7 < count; block++) {
      if (bytes[maxima + block]! * weight <= least) continue
      const end = Math.min(count, (block + 1) << 7)
      for (let at = block << 7; at < end; at++) {
        const score = bytes[impacts + at]! * weight
        if (score <= least) continue
        const document = words[(list >> 2) + at]!
        if (score === above && document >= tied) continue
        if (excluded !== 0 && hasBit(excluded, document)) continue
        found = insert(score, document, found, limit, outScores >> 2, outDocuments >> 2)
        if (found === limit) least = signed[(outScores >> 2) + limit - 1]!
      }
    }
    return found
  }

  function bestOfScores(
    list: number,
    scores: number,
    count: number,
    limit: number,
    above: number,
    tied: number,
    outScores: number,
    outDocuments: number,
  ): number {
    let found = 0
    let least = leastAtFirst(above, tied)
    for (let at = 0; at < count; at++) {
      const score = signed[(scores >> 2) + at]!
      if (score <= least) continue
      const document = words[(list >> 2) + at]!
      if (score === above && document >= tied) continue
      found = insert(score, document, found, limit, outScores >> 2, outDocuments >> 2)
      if (found === limit) least = signed[(outScores >> 2) + limit - 1]!
    }
    return found
  }

  function raiseColumn(list: number, impacts: number, count: number, column: number, maxima: number): void {
    for (let at = 0; at < count; at++) {
      const document = words[(list >> 2) + at]!
      const impact = impacts === 0 ? 1 : bytes[impacts + at]!
      if (impact > bytes[column + document]!) bytes[column + document] = impact
      if (impact > bytes[maxima + (document >> 7)]!) bytes[maxima + (document >> 7)] = impact
    }
  }

  function clearColumn(list: number, count: number, column: number, maxima: number): void {
    for (let at = 0; at < count; at++) {
      const document = words[(list >> 2) + at]!
      bytes[column + document] = 0
      bytes[maxima + (document >> 7)] = 0
    }
  }

  return { bestOfBits, bestOfRanks, bestOfImpacts, bestOfScores, raiseColumn, clearColumn }
}
