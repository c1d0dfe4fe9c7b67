// Each function is described in `../kernels.ts`.

/** A term in at least one document of so many is a bitmap (`postings.ts`). */
const DENSE_FROM: u64 = 64

export function hasBit(bits: usize, document: u32): i32 {
  return (i32(load<u8>(bits + (document >> 3))) >> (document & 7)) & 1
}

function bitsOf16(bits: v128): v128 {
  return i16x8.extadd_pairwise_i8x16_u(i8x16.popcnt(bits))
}

function sumOf(sums: v128): i32 {
  return (
    i32x4.extract_lane(sums, 0) +
    i32x4.extract_lane(sums, 1) +
    i32x4.extract_lane(sums, 2) +
    i32x4.extract_lane(sums, 3)
  )
}

export function andBits(sets: usize, count: i32, excluded: i32, out: usize, bytes: usize): i32 {
  const first = usize(load<u32>(sets))
  const second = count > 1 ? usize(load<u32>(sets, 4)) : first
  const endOfRequired = sets + (usize(count) << 2)
  const end = endOfRequired + (usize(excluded) << 2)
  let sums = i32x4.splat(0)
  for (let at: usize = 0; at < bytes; at += 32) {
    let low = v128.and(v128.load(first + at), v128.load(second + at))
    let high = v128.and(v128.load(first + at, 16), v128.load(second + at, 16))
    let set = sets + 8
    for (; set < endOfRequired; set += 4) {
      const bits = usize(load<u32>(set)) + at
      low = v128.and(low, v128.load(bits))
      high = v128.and(high, v128.load(bits, 16))
    }
    for (set = endOfRequired; set < end; set += 4) {
      const bits = usize(load<u32>(set)) + at
      low = v128.andnot(low, v128.load(bits))
      high = v128.andnot(high, v128.load(bits, 16))
    }
    v128.store(out + at, low)
    v128.store(out + at, high, 16)
    sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.add(bitsOf16(low), bitsOf16(high))))
  }
  return sumOf(sums)
}

export function clear(address: usize, bytes: usize): void {
  memory.fill(address, 0, bytes)
}

export function orBits(bits: usize, other: usize, bytes: usize): i32 {
  let sums = i32x4.splat(0)
  for (let at: usize = 0; at < bytes; at += 16) {
    const before = v128.load(bits + at)
    const others = v128.load(other + at)
    v128.store(bits + at, v128.or(before, others))
    sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(bitsOf16(v128.andnot(others, before))))
  }
  return sumOf(sums)
}

export function notBits(bits: usize, documents: i32, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) v128.store(bits + at, v128.not(v128.load(bits + at)))
  const last = bits + (usize(documents >> 5) << 2)
  if (documents & 31) store<u32>(last, load<u32>(last) & ~(u32(0xffffffff) << (documents & 31)))
  for (let at = last + (documents & 31 ? 4 : 0); at < bits + bytes; at += 4) store<u32>(at, 0)
}

export function countBits(bits: usize, bytes: usize): i32 {
  let sums = i32x4.splat(0)
  for (let at: usize = 0; at < bytes; at += 16)
    sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(bitsOf16(v128.load(bits + at))))
  return sumOf(sums)
}

export function countBoth(bits: usize, other: usize, bytes: usize): i32 {
  let sums = i32x4.splat(0)
  for (let at: usize = 0; at < bytes; at += 16) {
    const both = v128.and(v128.load(bits + at), v128.load(other + at))
    sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(bitsOf16(both)))
  }
  return sumOf(sums)
}

export function setBits(list: usize, count: i32, bits: usize): i32 {
  let added = 0
  for (let at = list; at < list + (usize(count) << 2); at += 4) {
    const document = load<u32>(at)
    const byte = bits + (document >> 3)
    const before = i32(load<u8>(byte))
    const own = 1 << (document & 7)
    added += i32((before & own) === 0)
    store<u8>(byte, u8(before | own))
  }
  return added
}

export function clearBits(list: usize, count: i32, bits: usize): void {
  for (let at = list; at < list + (usize(count) << 2); at += 4) {
    const document = load<u32>(at)
    const byte = bits + (document >> 3)
    store<u8>(byte, load<u8>(byte) & ~(u8(1) << u8(document & 7)))
  }
}

export function setRange(bits: usize, from: u32, to: u32): void {
  let document = from
  for (; document < to && document & 7; document++) setOne(bits, document)
  if (document < to && to - document >= 8) {
    memory.fill(bits + (document >> 3), 0xff, (to >> 3) - (document >> 3))
    document = to & ~7
  }
  for (; document < to; document++) setOne(bits, document)
}

function setOne(bits: usize, document: u32): void {
  const byte = bits + (document >> 3)
  store<u8>(byte, load<u8>(byte) | (u8(1) << u8(document & 7)))
}

export function listBits(bits: usize, bytes: usize, out: usize): i32 {
  let to = out
  for (let block: usize = 0; block < bytes; block += 32) {
    if (!v128.any_true(v128.or(v128.load(bits + block), v128.load(bits + block, 16)))) continue
    for (let at = block; at < block + 32; at += 8) {
      const document = u32(at) << 3
      for (let left = load<u64>(bits + at); left; left &= left - 1) {
        store<u32>(to, document + u32(ctz<u64>(left)))
        to += 4
      }
    }
  }
  return i32((to - out) >> 2)
}

export function documentsAtRanks(bits: usize, bytes: usize, ranks: usize, count: i32, out: usize): void {
  let before = 0
  let at: usize = 0
  for (let index: usize = 0; index < usize(count) << 2; index += 4) {
    const rank = load<i32>(ranks + index)
    let left = load<u64>(bits + at)
    let here = i32(popcnt<u64>(left))
    while (before + here <= rank && at < bytes) {
      before += here
      at += 8
      left = load<u64>(bits + at)
      here = i32(popcnt<u64>(left))
    }
    for (let skip = rank - before; skip > 0; skip--) left &= left - 1
    store<u32>(out + index, (u32(at) << 3) + u32(ctz<u64>(left)))
  }
}

export function joinTerms(
  counts: usize,
  postings: usize,
  kinds: usize,
  from: i32,
  to: i32,
  documents: i32,
  bits: usize,
  bytes: usize,
): i32 {
  let joined = 0
  for (let term = usize(from); term < usize(to); term++) {
    if (!load<u8>(kinds + term)) continue
    const count = load<i32>(counts + (term << 2))
    const address = usize(load<u32>(postings + (term << 2)))
    joined +=
      u64(count) * DENSE_FROM >= u64(documents) ? orBits(bits, address, bytes) : setBits(address, count, bits)
  }
  return joined
}

export function pageOfBits(bits: usize, bytes: usize, skip: i32, count: i32, out: usize): i32 {
  let found = 0
  for (let at: usize = 0; at < bytes && found < count; at += 8) {
    let left = load<u64>(bits + at)
    if (!left) continue
    const here = i32(popcnt<u64>(left))
    if (here <= skip) {
      skip -= here
      continue
    }
    for (; skip > 0; skip--) left &= left - 1
    for (; left && found < count; left &= left - 1)
      store<u32>(out + (usize(found++) << 2), (u32(at) << 3) + u32(ctz<u64>(left)))
  }
  return found
}

export function pageOfBitsBackwards(bits: usize, bytes: usize, skip: i32, count: i32, out: usize): i32 {
  let found = 0
  for (let at = bytes; at > 0 && found < count; ) {
    at -= 8
    let left = load<u64>(bits + at)
    if (!left) continue
    const here = i32(popcnt<u64>(left))
    if (here <= skip) {
      skip -= here
      continue
    }
    while (left && found < count) {
      const highest = 63 - clz<u64>(left)
      left &= ~(u64(1) << highest)
      if (skip > 0) skip--
      else store<u32>(out + (usize(found++) << 2), (u32(at) << 3) + u32(highest))
    }
  }
  return found
}
