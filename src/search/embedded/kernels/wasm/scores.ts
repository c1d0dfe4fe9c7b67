// Each function is described in `../kernels.ts`, and the table of clauses in `../score-table.ts`.

import { hasBit } from './bitmaps'
import { highestLift, lifted, liftOf, SHARE_SHIFT } from './lifts'

const HEAD_BYTES: usize = 28
const CLAUSE_BYTES: usize = 8
const PART_BYTES: usize = 20
const RANKED: u32 = 0
const COLUMN: u32 = 1

/** Puts a document into the list of the best ones. Returns the length of the list, which is at most `limit`. */
function insert(score: i32, document: u32, length: i32, limit: i32, scores: usize, documents: usize): i32 {
  let at = usize(length < limit ? length : limit - 1) << 2
  for (; at > 0 && load<i32>(scores + at - 4) < score; at -= 4) {
    store<i32>(scores + at, load<i32>(scores + at - 4))
    store<u32>(documents + at, load<u32>(documents + at - 4))
  }
  store<i32>(scores + at, score)
  store<u32>(documents + at, document)
  return length < limit ? length + 1 : length
}

/** What the score of a document has to be higher than, as long as it is before `tied`. */
function leastAtFirst(above: i32, tied: u32): i32 {
  return tied > 0 ? above - 1 : above
}

/** The impact of a document in a ranked part: its rank is that of its block and the number of bits before it. */
export function rankedImpact(bits: usize, ranks: usize, impacts: usize, document: u32): i32 {
  const block = bits + (usize(document >> 7) << 4)
  const low = load<u64>(block)
  const bit = u64(document & 63)
  const isHigh = (document & 64) !== 0
  const half = isHigh ? load<u64>(block, 8) : low
  if (((half >> bit) & 1) === 0) return 0
  const before = popcnt<u64>(half & ~(u64.MAX_VALUE << bit)) + (isHigh ? popcnt<u64>(low) : 0)
  return load<u8>(impacts + load<u32>(ranks + (usize(document >> 7) << 2)) + usize(before))
}

function impactOf(part: usize, document: u32): i32 {
  const kind = load<u32>(part)
  const first = usize(load<u32>(part, 4))
  if (kind === RANKED)
    return rankedImpact(first, usize(load<u32>(part, 8)), usize(load<u32>(part, 12)), document)
  if (kind === COLUMN) return load<u8>(first + document)
  return hasBit(first, document)
}

function scoreOf(table: usize, document: u32): i32 {
  const clauses = load<i32>(table)
  const liftAfter = load<i32>(table, 4)
  let clause = table + HEAD_BYTES
  let score = 0
  for (let index = 0; index < clauses; index++) {
    if (index === liftAfter) score = lifted(score, liftOf(table, document))
    let part = clause + CLAUSE_BYTES
    let impact = 0
    for (let left = load<i32>(clause, 4); left > 0; left--, part += PART_BYTES)
      impact = max(impact, impactOf(part, document))
    score += impact * load<i32>(clause)
    clause = part
  }
  return liftAfter === clauses ? lifted(score, liftOf(table, document)) : score
}

function boundOf(table: usize, block: usize): i32 {
  const clauses = load<i32>(table)
  const liftAfter = load<i32>(table, 4)
  const lift = highestLift(table, u32(block) << 7)
  let clause = table + HEAD_BYTES
  let bound = 0
  for (let index = 0; index < clauses; index++) {
    if (index === liftAfter) bound = lifted(bound, lift)
    let part = clause + CLAUSE_BYTES
    let impact = 0
    for (let left = load<i32>(clause, 4); left > 0; left--, part += PART_BYTES)
      impact = max(impact, load<u32>(part) > COLUMN ? 1 : i32(load<u8>(usize(load<u32>(part, 16)) + block)))
    bound += impact * load<i32>(clause)
    clause = part
  }
  return liftAfter === clauses ? lifted(bound, lift) : bound
}

/** Returns the first block from `block` on that may have a score above `least`, as far as sixteen maxima tell. */
function nextBlock(maxima: usize, weight: i32, least: i32, block: u32, documents: u32): u32 {
  if (least < 0) return block
  // An impact up to this one scores no more than `least`.
  const most = i8x16.splat(i8(min(255, least / weight)))
  while ((block + 16) << 7 <= documents) {
    const sixteen = v128.load(maxima + block)
    const above = v128.bitselect(i8x16.splat(0), i8x16.splat(-1), i8x16.eq(i8x16.max_u(sixteen, most), most))
    const mask = i8x16.bitmask(above)
    if (mask) return block + ctz<i32>(mask)
    block += 16
  }
  return block
}

/** Returns which of the sixteen blocks from `block` on may have a score above `least`: a bit for each. */
function blocksAbove(table: usize, block: usize, least: i32): u32 {
  const clauses = load<i32>(table)
  const lift = highestLift(table, u32(block) << 7)
  const liftAfter = lift ? load<i32>(table, 4) : -1
  let clause = table + HEAD_BYTES
  let a = i32x4.splat(0)
  let b = i32x4.splat(0)
  let c = i32x4.splat(0)
  let d = i32x4.splat(0)
  for (let index = 0; index <= clauses; index++) {
    if (index === liftAfter) {
      a = allLifted(a, lift)
      b = allLifted(b, lift)
      c = allLifted(c, lift)
      d = allLifted(d, lift)
    }
    if (index === clauses) break
    let part = clause + CLAUSE_BYTES
    let most = i8x16.splat(0)
    for (let left = load<i32>(clause, 4); left > 0; left--, part += PART_BYTES) {
      const own = load<u32>(part) > COLUMN ? i8x16.splat(1) : v128.load(usize(load<u32>(part, 16)) + block)
      most = i8x16.max_u(most, own)
    }
    const weight = i32x4.splat(load<i32>(clause))
    const low = i16x8.extend_low_i8x16_u(most)
    const high = i16x8.extend_high_i8x16_u(most)
    a = i32x4.add(a, i32x4.mul(weight, i32x4.extend_low_i16x8_u(low)))
    b = i32x4.add(b, i32x4.mul(weight, i32x4.extend_high_i16x8_u(low)))
    c = i32x4.add(c, i32x4.mul(weight, i32x4.extend_low_i16x8_u(high)))
    d = i32x4.add(d, i32x4.mul(weight, i32x4.extend_high_i16x8_u(high)))
    clause = part
  }
  const limit = i32x4.splat(least)
  return (
    i32x4.bitmask(i32x4.gt_s(a, limit)) |
    (i32x4.bitmask(i32x4.gt_s(b, limit)) << 4) |
    (i32x4.bitmask(i32x4.gt_s(c, limit)) << 8) |
    (i32x4.bitmask(i32x4.gt_s(d, limit)) << 12)
  )
}

function allLifted(bounds: v128, shares: i32): v128 {
  return i32x4.add(bounds, i32x4.shr_s(i32x4.mul(bounds, i32x4.splat(shares)), SHARE_SHIFT))
}

export function bestOfBits(
  bits: usize,
  documents: u32,
  clauses: usize,
  limit: i32,
  above: i32,
  tied: u32,
  outScores: usize,
  outDocuments: usize,
): i32 {
  let found = 0
  let least = leastAtFirst(above, tied)
  const blocks = (documents + 127) >> 7
  for (let first: u32 = 0; first < blocks; first += 16) {
    if (first << 7 >= tied) least = max(least, above)
    let open = blocksAbove(clauses, first, least)
    if (blocks - first < 16) open &= (1 << (blocks - first)) - 1
    for (; open; open &= open - 1) {
      const block = first + ctz<u32>(open)
      const hits = bits + (usize(block) << 4)
      if (!v128.any_true(v128.load(hits)) || boundOf(clauses, block) <= least) continue
      for (let half: u32 = 0; half < 2; half++) {
        const start = (block << 7) + (half << 6)
        for (let left = load<u64>(hits + (half << 3)); left; left &= left - 1) {
          const document = start + u32(ctz<u64>(left))
          const score = scoreOf(clauses, document)
          if (score <= least || (score === above && document >= tied)) continue
          found = insert(score, document, found, limit, outScores, outDocuments)
          if (found === limit) least = load<i32>(outScores + (usize(limit - 1) << 2))
        }
      }
    }
  }
  return found
}

/** Returns the document of a block whose bit is the one after `before` others. */
function documentAt(bits: usize, block: u32, before: i32): u32 {
  const half = bits + (usize(block) << 4)
  let left = load<u64>(half)
  let start = block << 7
  const inLow = i32(popcnt<u64>(left))
  if (before >= inLow) {
    before -= inLow
    left = load<u64>(half, 8)
    start += 64
  }
  for (; before > 0; before--) left &= left - 1
  return start + u32(ctz<u64>(left))
}

export function bestOfRanks(
  bits: usize,
  ranks: usize,
  impacts: usize,
  maxima: usize,
  excluded: usize,
  documents: u32,
  count: i32,
  weight: i32,
  limit: i32,
  above: i32,
  tied: u32,
  outScores: usize,
  outDocuments: usize,
): i32 {
  let found = 0
  let least = leastAtFirst(above, tied)
  const blocks = (documents + 127) >> 7
  for (let block: u32 = 0; block < blocks; block++) {
    if (block << 7 >= tied) least = max(least, above)
    block = nextBlock(maxima, weight, least, block, documents)
    if (block >= blocks) break
    if (i32(load<u8>(maxima + block)) * weight <= least) continue
    const start = load<i32>(ranks + (usize(block) << 2))
    const end = block + 1 < blocks ? load<i32>(ranks + (usize(block) << 2), 4) : count
    for (let at = start; at < end; at++) {
      const score = i32(load<u8>(impacts + at)) * weight
      if (score <= least) continue
      const document = documentAt(bits, block, at - start)
      if ((score === above && document >= tied) || (excluded && hasBit(excluded, document))) continue
      found = insert(score, document, found, limit, outScores, outDocuments)
      if (found === limit) least = load<i32>(outScores + (usize(limit - 1) << 2))
    }
  }
  return found
}

export function bestOfImpacts(
  list: usize,
  impacts: usize,
  maxima: usize,
  excluded: usize,
  count: i32,
  weight: i32,
  limit: i32,
  above: i32,
  tied: u32,
  outScores: usize,
  outDocuments: usize,
): i32 {
  let found = 0
  let least = leastAtFirst(above, tied)
  for (let block = 0; block << 7 < count; block++) {
    if (i32(load<u8>(maxima + block)) * weight <= least) continue
    const end = min(count, (block + 1) << 7)
    for (let at = block << 7; at < end; at++) {
      const score = i32(load<u8>(impacts + at)) * weight
      if (score <= least) continue
      const document = load<u32>(list + (usize(at) << 2))
      if (score === above && document >= tied) {
        least = max(least, above)
        continue
      }
      if (excluded && hasBit(excluded, document)) continue
      found = insert(score, document, found, limit, outScores, outDocuments)
      if (found === limit) least = load<i32>(outScores + (usize(limit - 1) << 2))
    }
  }
  return found
}

export function bestOfScores(
  list: usize,
  scores: usize,
  count: i32,
  limit: i32,
  above: i32,
  tied: u32,
  outScores: usize,
  outDocuments: usize,
): i32 {
  let found = 0
  let least = leastAtFirst(above, tied)
  for (let at = 0; at < count; at++) {
    const score = load<i32>(scores + (usize(at) << 2))
    if (score <= least) continue
    const document = load<u32>(list + (usize(at) << 2))
    if (score === above && document >= tied) {
      least = max(least, above)
      continue
    }
    found = insert(score, document, found, limit, outScores, outDocuments)
    if (found === limit) least = load<i32>(outScores + (usize(limit - 1) << 2))
  }
  return found
}
