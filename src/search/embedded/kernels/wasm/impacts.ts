// Each function is described in `../kernels.ts`.

import { hasBit } from './bitmaps'
import { lifted, liftOf } from './lifts'
import { seek } from './lists'
import { rankedImpact } from './scores'

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

export function raiseHitsByRanks(
  hits: usize,
  bytes: usize,
  bits: usize,
  ranks: usize,
  impacts: usize,
  out: usize,
): void {
  let to = out
  for (let at: usize = 0; at < bytes; at += 8) {
    let left = load<u64>(hits + at)
    if (!left) continue
    const own = load<u64>(bits + at)
    const isHigh = (at & 8) !== 0
    const first =
      impacts +
      usize(load<u32>(ranks + ((at >> 4) << 2))) +
      (isHigh ? usize(popcnt<u64>(load<u64>(bits + at - 8))) : 0)
    for (; left; left &= left - 1, to++) {
      const before = (left & -left) - 1
      if ((own >> ctz<u64>(left)) & 1) raise(to, i32(load<u8>(first + usize(popcnt<u64>(own & before)))))
    }
  }
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
    from = seek<u32>(other, from, otherCount, document)
    if (from === otherCount) return
    if (load<u32>(other + (usize(from) << 2)) === document)
      raise(out + at, impacts ? i32(load<u8>(impacts + from)) : 1)
  }
}

/** Adds four impacts, multiplied by weights, to scores. */
function addFour(scores: usize, impacts: v128, weights: v128): void {
  v128.store(scores, i32x4.add(v128.load(scores), i32x4.mul(impacts, weights)))
}

export function addScores(impacts: usize, count: i32, weight: i32, scores: usize): void {
  const weights = i32x4.splat(weight)
  let at = 0
  for (; at < (count & ~15); at += 16) {
    const sixteen = v128.load(impacts + at)
    const low = i16x8.extend_low_i8x16_u(sixteen)
    const high = i16x8.extend_high_i8x16_u(sixteen)
    const four = scores + (usize(at) << 2)
    addFour(four, i32x4.extend_low_i16x8_u(low), weights)
    addFour(four + 16, i32x4.extend_high_i16x8_u(low), weights)
    addFour(four + 32, i32x4.extend_low_i16x8_u(high), weights)
    addFour(four + 48, i32x4.extend_high_i16x8_u(high), weights)
  }
  for (; at < count; at++) {
    const score = scores + (usize(at) << 2)
    store<i32>(score, load<i32>(score) + i32(load<u8>(impacts + at)) * weight)
  }
}

export function liftScores(list: usize, count: i32, table: usize, scores: usize): void {
  for (let at = 0; at < count; at++) {
    const score = scores + (usize(at) << 2)
    store<i32>(score, lifted(load<i32>(score), liftOf(table, load<u32>(list + (usize(at) << 2)))))
  }
}

export function raiseColumn(list: usize, impacts: usize, count: i32, column: usize, maxima: usize): void {
  for (let at = 0; at < count; at++) {
    const document = load<u32>(list + (usize(at) << 2))
    const impact = impacts ? i32(load<u8>(impacts + at)) : 1
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

/** Adds the last three of four tables to the first one. */
function addTables(counts: usize, buckets: i32): void {
  const bytes = usize(buckets) << 2
  for (let at = counts; at < counts + bytes; at += 16) {
    const low = i32x4.add(v128.load(at), v128.load(at + bytes))
    const high = i32x4.add(v128.load(at + 2 * bytes), v128.load(at + 3 * bytes))
    v128.store(at, i32x4.add(low, high))
  }
}

export function countScores(scores: usize, count: i32, shift: i32, counts: usize, buckets: i32): void {
  for (let at = 0; at < count; at++) {
    const table = counts + usize((at & 3) * buckets) * 4
    const bucket = table + (usize(load<u32>(scores + (usize(at) << 2)) >> shift) << 2)
    store<u32>(bucket, load<u32>(bucket) + 1)
  }
  addTables(counts, buckets)
}

export function countBytes(values: usize, count: i32, counts: usize): void {
  let at = 0
  for (; at < (count & ~3); at += 4) {
    const four = load<u32>(values + at)
    increase(counts + (usize(four & 255) << 2))
    increase(counts + 1024 + (usize((four >> 8) & 255) << 2))
    increase(counts + 2048 + (usize((four >> 16) & 255) << 2))
    increase(counts + 3072 + (usize(four >> 24) << 2))
  }
  for (; at < count; at++) increase(counts + (usize(((at & 3) << 8) | i32(load<u8>(values + at))) << 2))
  addTables(counts, 256)
}

function increase(count: usize): void {
  store<u32>(count, load<u32>(count) + 1)
}

export function bytesBetween(values: usize, count: i32, lowest: i32, highest: i32, out: usize): i32 {
  let to = out
  const low = i8x16.splat(i8(lowest))
  const high = i8x16.splat(i8(highest))
  let at = 0
  for (; at < (count & ~15); at += 16) {
    const sixteen = v128.load(values + at)
    let within = i8x16.bitmask(v128.and(i8x16.ge_u(sixteen, low), i8x16.le_u(sixteen, high)))
    for (; within; within &= within - 1) {
      store<u32>(to, at + ctz<i32>(within))
      to += 4
    }
  }
  for (; at < count; at++) {
    const value = i32(load<u8>(values + at))
    if (value < lowest || value > highest) continue
    store<u32>(to, at)
    to += 4
  }
  return i32((to - out) >> 2)
}

export function scoresBetween(scores: usize, count: i32, lowest: i32, highest: i32, out: usize): i32 {
  let to = out
  const low = i32x4.splat(lowest)
  const high = i32x4.splat(highest)
  let at = 0
  for (; at < (count & ~3); at += 4) {
    const four = v128.load(scores + (usize(at) << 2))
    let within = i32x4.bitmask(v128.and(i32x4.ge_s(four, low), i32x4.le_s(four, high)))
    for (; within; within &= within - 1) {
      store<u32>(to, at + ctz<i32>(within))
      to += 4
    }
  }
  for (; at < count; at++) {
    const score = load<i32>(scores + (usize(at) << 2))
    if (score < lowest || score > highest) continue
    store<u32>(to, at)
    to += 4
  }
  return i32((to - out) >> 2)
}

export function countAtRank(counts: usize, count: i32, rank: i32, best: usize): u32 {
  memory.fill(best, 0, usize(rank) << 2)
  const last = best + (usize(rank - 1) << 2)
  let at = counts
  const end = counts + (usize(count) << 2)
  const endOfFours = counts + (usize(count & ~3) << 2)
  while (at < end) {
    if (at < endOfFours && !v128.any_true(i32x4.gt_u(v128.load(at), i32x4.splat(load<u32>(last))))) {
      at += 16
      continue
    }
    const stop = min(end, at + 16)
    for (; at < stop; at += 4) {
      const own = load<u32>(at)
      if (own <= load<u32>(last)) continue
      let place = last
      for (; place > best && load<u32>(place - 4) < own; place -= 4) store<u32>(place, load<u32>(place - 4))
      store<u32>(place, own)
    }
  }
  return load<u32>(last)
}
