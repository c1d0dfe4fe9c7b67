// Each function is described in `../kernels.ts`.

/** How many times longer a list must be than another one for searching in it to be faster than reading it. */
const GALLOP_FROM = 24

/**
 * Returns the index of the first entry from index `from` on that is at least `wanted`; `length` if there is none. Entries are
 * numbers of 4 bytes, or begin with one, and have the size of `Entry`.
 */
export function seek<Entry>(list: usize, from: i32, length: i32, wanted: u32): i32 {
  let step = 1
  let low = from
  let probed = from
  while (probed < length && load<u32>(list + usize(probed) * sizeof<Entry>()) < wanted) {
    low = probed + 1
    probed += step
    step <<= 1
  }
  let high = min(probed, length)
  while (low < high) {
    const middle = (low + high) >>> 1
    if (load<u32>(list + usize(middle) * sizeof<Entry>()) < wanted) low = middle + 1
    else high = middle
  }
  return low
}

export function probe(list: usize, count: i32, bits: usize, wanted: i32, out: usize): i32 {
  let to = out
  for (let at = list; at < list + (usize(count) << 2); at += 4) {
    const document = load<u32>(at)
    store<u32>(to, document)
    to += usize(((i32(load<u8>(bits + (document >> 3))) >> (document & 7)) & 1) === wanted) << 2
  }
  return i32((to - out) >> 2)
}

export function intersect(
  few: usize,
  fewCount: i32,
  many: usize,
  manyCount: i32,
  distance: i32,
  shift: i32,
  out: usize,
): i32 {
  let to = out
  if (fewCount * GALLOP_FROM < manyCount) {
    let at = 0
    for (let index = 0; index < fewCount; index++) {
      const entry = load<u32>(few + (usize(index) << 2))
      at = seek<u32>(many, at, manyCount, entry + distance)
      if (at === manyCount) break
      if (load<u32>(many + (usize(at) << 2)) !== entry + distance) continue
      store<u32>(to, entry + shift)
      to += 4
    }
    return i32((to - out) >> 2)
  }
  let a = few
  let b = many
  const endOfFew = few + (usize(fewCount) << 2)
  const endOfSixteens = many + (usize(manyCount & ~15) << 2)
  const endOfMany = many + (usize(manyCount) << 2)
  // Sixteen entries of the longer list are compared with one of the shorter list at once.
  while (a < endOfFew && b < endOfSixteens) {
    const entry = load<u32>(a)
    const wanted = entry + distance
    if (load<u32>(b, 60) < wanted) {
      b += 64
      continue
    }
    const all = i32x4.splat(wanted)
    const found = v128.or(
      v128.or(i32x4.eq(all, v128.load(b)), i32x4.eq(all, v128.load(b, 16))),
      v128.or(i32x4.eq(all, v128.load(b, 32)), i32x4.eq(all, v128.load(b, 48))),
    )
    store<u32>(to, entry + shift)
    to += usize(v128.any_true(found)) << 2
    a += 4
  }
  while (a < endOfFew && b < endOfMany) {
    const entry = load<u32>(a)
    const wanted = entry + distance
    const other = load<u32>(b)
    if (wanted === other) {
      store<u32>(to, entry + shift)
      to += 4
    }
    a += usize(wanted <= other) << 2
    b += usize(other <= wanted) << 2
  }
  return i32((to - out) >> 2)
}

export function subtract(list: usize, count: i32, other: usize, otherCount: i32, out: usize): i32 {
  let to = out
  let at = 0
  for (let index = 0; index < count; index++) {
    const entry = load<u32>(list + (usize(index) << 2))
    at = seek<u32>(other, at, otherCount, entry)
    if (at < otherCount && load<u32>(other + (usize(at) << 2)) === entry) continue
    store<u32>(to, entry)
    to += 4
  }
  return i32((to - out) >> 2)
}

export function documentsOf(positions: usize, count: i32, starts: usize, documents: i32, out: usize): i32 {
  let to = out
  let document = -1
  for (let index = 0; index < count; index++) {
    const position = load<u32>(positions + (usize(index) << 2))
    if (document >= 0 && load<u32>(starts + (usize(document) << 2), 4) > position) continue
    document = seek<u32>(starts, document + 1, documents + 1, position + 1) - 1
    store<u32>(to, document)
    to += 4
  }
  return i32((to - out) >> 2)
}
