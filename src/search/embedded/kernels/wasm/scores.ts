// Each function is described in `../kernels.ts`, and the table of clauses in `../score-table.ts`.

import { seek } from './lists'

const HEAD_BYTES: usize = 12
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

function hasBit(bits: usize, document: u32): i32 {
  return (i32(load<u8>(bits + (document >> 3))) >> (document & 7)) & 1
}

/** The impact of a document in a ranked part: its rank is that of its block and the number of bits before it. */
function rankedImpact(bits: usize, ranks: usize, impacts: usize, document: u32): i32 {
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

function boosted(score: i32, bits: usize, document: u32): i32 {
  return bits && hasBit(bits, document) ? (score * 5) >> 2 : score
}

function scoreOf(table: usize, document: u32): i32 {
  const clauses = load<i32>(table)
  const boostAfter = load<i32>(table, 4)
  const boost = usize(load<u32>(table, 8))
  let clause = table + HEAD_BYTES
  let score = 0
  for (let index = 0; index < clauses; index++) {
    if (index === boostAfter) score = boosted(score, boost, document)
    let part = clause + CLAUSE_BYTES
    let impact = 0
    for (let left = load<i32>(clause, 4); left > 0; left--, part += PART_BYTES)
      impact = max(impact, impactOf(part, document))
    score += impact * load<i32>(clause)
    clause = part
  }
  return boostAfter === clauses ? boosted(score, boost, document) : score
}

function boundOf(table: usize, block: usize): i32 {
  const clauses = load<i32>(table)
  const boostAfter = load<i32>(table, 4)
  const boost = load<u32>(table, 8)
  let clause = table + HEAD_BYTES
  let bound = 0
  for (let index = 0; index < clauses; index++) {
    if (index === boostAfter && boost) bound = (bound * 5) >> 2
    let part = clause + CLAUSE_BYTES
    let impact = 0
    for (let left = load<i32>(clause, 4); left > 0; left--, part += PART_BYTES)
      impact = max(impact, load<u32>(part) > COLUMN ? 1 : i32(load<u8>(usize(load<u32>(part, 16)) + block)))
    bound += impact * load<i32>(clause)
    clause = part
  }
  return boostAfter === clauses && boost ? (bound * 5) >> 2 : bound
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

export function bestOfBits(
  bits: usize,
  documents: u32,
  clauses: usize,
  limit: i32,
  outScores: usize,
  outDocuments: usize,
): i32 {
  let found = 0
  let least = -1
  for (let block: u32 = 0; block << 7 < documents; block++) {
    if (boundOf(clauses, block) <= least) continue
    for (let half: u32 = 0; half < 2; half++) {
      const start = (block << 7) + (half << 6)
      for (let left = load<u64>(bits + (start >> 3)); left; left &= left - 1) {
        const document = start + u32(ctz<u64>(left))
        const score = scoreOf(clauses, document)
        if (score <= least) continue
        found = insert(score, document, found, limit, outScores, outDocuments)
        if (found === limit) least = load<i32>(outScores + (usize(limit - 1) << 2))
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
  documents: u32,
  count: i32,
  weight: i32,
  limit: i32,
  outScores: usize,
  outDocuments: usize,
): i32 {
  let found = 0
  let least = -1
  const blocks = (documents + 127) >> 7
  for (let block: u32 = 0; block < blocks; block++) {
    block = nextBlock(maxima, weight, least, block, documents)
    if (block >= blocks) break
    if (i32(load<u8>(maxima + block)) * weight <= least) continue
    const start = load<i32>(ranks + (usize(block) << 2))
    const end = block + 1 < blocks ? load<i32>(ranks + (usize(block) << 2), 4) : count
    for (let at = start; at < end; at++) {
      const score = i32(load<u8>(impacts + at)) * weight
      if (score <= least) continue
      found = insert(score, documentAt(bits, block, at - start), found, limit, outScores, outDocuments)
      if (found === limit) least = load<i32>(outScores + (usize(limit - 1) << 2))
    }
  }
  return found
}

export function bestOfImpacts(
  list: usize,
  impacts: usize,
  maxima: usize,
  count: i32,
  weight: i32,
  limit: i32,
  outScores: usize,
  outDocuments: usize,
): i32 {
  let found = 0
  let least = -1
  for (let block = 0; block << 7 < count; block++) {
    if (i32(load<u8>(maxima + block)) * weight <= least) continue
    const end = min(count, (block + 1) << 7)
    for (let at = block << 7; at < end; at++) {
      const score = i32(load<u8>(impacts + at)) * weight
      if (score <= least) continue
      found = insert(score, load<u32>(list + (usize(at) << 2)), found, limit, outScores, outDocuments)
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
  outScores: usize,
  outDocuments: usize,
): i32 {
  let found = 0
  let least = -1
  for (let at = 0; at < count; at++) {
    const score = load<i32>(scores + (usize(at) << 2))
    if (score <= least) continue
    found = insert(score, load<u32>(list + (usize(at) << 2)), found, limit, outScores, outDocuments)
    if (found === limit) least = load<i32>(outScores + (usize(limit - 1) << 2))
  }
  return found
}

function raise(address: usize, impact: i32): void {
  if (impact > i32(load<u8>(address))) store<u8>(address, u8(impact))
}

export function raiseByRanks(
  list: usize,
  count: i32,
  bits: usize,
  ranks: usize,
  impacts: usize,
  out: usize,
): void {
  for (let at = 0; at < count; at++)
    raise(out + at, rankedImpact(bits, ranks, impacts, load<u32>(list + (usize(at) << 2))))
}

export function raiseByColumn(list: usize, count: i32, column: usize, out: usize): void {
  for (let at = 0; at < count; at++)
    raise(out + at, i32(load<u8>(column + load<u32>(list + (usize(at) << 2)))))
}

export function raiseByBits(list: usize, count: i32, bits: usize, out: usize): void {
  for (let at = 0; at < count; at++) raise(out + at, hasBit(bits, load<u32>(list + (usize(at) << 2))))
}

export function raiseByList(
  list: usize,
  count: i32,
  other: usize,
  otherCount: i32,
  impacts: usize,
  out: usize,
): void {
  let from = 0
  for (let at = 0; at < count; at++) {
    const document = load<u32>(list + (usize(at) << 2))
    from = seek(other, from, otherCount, document)
    if (from === otherCount) return
    if (load<u32>(other + (usize(from) << 2)) === document)
      raise(out + at, impacts ? i32(load<u8>(impacts + from)) : 1)
  }
}

export function addScores(impacts: usize, count: i32, weight: i32, scores: usize): void {
  for (let at = 0; at < count; at++) {
    const score = scores + (usize(at) << 2)
    store<i32>(score, load<i32>(score) + i32(load<u8>(impacts + at)) * weight)
  }
}

export function boostScores(list: usize, count: i32, bits: usize, scores: usize): void {
  for (let at = 0; at < count; at++) {
    const score = scores + (usize(at) << 2)
    store<i32>(score, boosted(load<i32>(score), bits, load<u32>(list + (usize(at) << 2))))
  }
}

export function raiseColumn(list: usize, impacts: usize, count: i32, column: usize, maxima: usize): void {
  for (let at = 0; at < count; at++) {
    const document = load<u32>(list + (usize(at) << 2))
    const impact = i32(load<u8>(impacts + at))
    raise(column + document, impact)
    raise(maxima + (document >> 7), impact)
  }
}

export function clearColumn(list: usize, count: i32, column: usize, maxima: usize): void {
  for (let at = 0; at < count; at++) {
    const document = load<u32>(list + (usize(at) << 2))
    store<u8>(column + document, 0)
    store<u8>(maxima + (document >> 7), 0)
  }
}

export function highestScore(scores: usize, count: i32): i32 {
  let highest = i32x4.splat(0)
  const end = scores + (usize(count) << 2)
  const endOfFours = scores + (usize(count & ~3) << 2)
  let at = scores
  for (; at < endOfFours; at += 16) highest = i32x4.max_s(highest, v128.load(at))
  let most = max(
    max(i32x4.extract_lane(highest, 0), i32x4.extract_lane(highest, 1)),
    max(i32x4.extract_lane(highest, 2), i32x4.extract_lane(highest, 3)),
  )
  for (; at < end; at += 4) most = max(most, load<i32>(at))
  return most
}

export function countScores(scores: usize, count: i32, shift: i32, counts: usize): void {
  for (let at = scores; at < scores + (usize(count) << 2); at += 4) {
    const bucket = counts + (usize(load<u32>(at) >> shift) << 2)
    store<u32>(bucket, load<u32>(bucket) + 1)
  }
}

export function scoresBetween(scores: usize, count: i32, lowest: i32, highest: i32, out: usize): i32 {
  let to = out
  for (let at = 0; at < count; at++) {
    const score = load<i32>(scores + (usize(at) << 2))
    store<u32>(to, at)
    to += usize(i32(score >= lowest) & i32(score <= highest)) << 2
  }
  return i32((to - out) >> 2)
}
