// Each function is described in `../kernels.ts`, and how positions are packed in `../../positions.ts`.

import { seek } from './lists'

const WIDTH_BITS: u32 = 6
const BLOCK_BYTES: usize = 512

/** Writes the positions of a block, and up to three more numbers. Returns the end of the positions. */
function unpackBlock(packed: usize, block: i32, out: usize): usize {
  const count = load<i32>(packed)
  const entry = packed + 4 + (usize(block) << 3)
  const placed = load<u32>(entry, 4)
  const width = i32(placed & ((1 << WIDTH_BITS) - 1))
  let data = packed + 4 + (usize((count + 127) >> 7) << 3) + (usize(placed >> WIDTH_BITS) << 4)
  const end = out + (usize(min(128, count - (block << 7))) << 2)
  const mask = i32x4.splat(width ? i32(u32.MAX_VALUE >> (32 - width)) : 0)
  const zero = i32x4.splat(0)
  let last = i32x4.splat(load<i32>(entry))
  let word = v128.load(data)
  let shift = 0
  for (let to = out; to < end; to += 16) {
    let four = i32x4.shr_u(word, shift)
    shift += width
    if (shift >= 32) {
      shift -= 32
      data += 16
      word = v128.load(data)
      if (shift) four = v128.or(four, i32x4.shl(word, width - shift))
    }
    four = v128.and(four, mask)
    four = i32x4.add(four, v128.shuffle<i32>(zero, four, 0, 4, 5, 6))
    four = i32x4.add(four, v128.shuffle<i32>(zero, four, 0, 1, 4, 5))
    four = i32x4.add(four, last)
    v128.store(to, four)
    last = v128.shuffle<i32>(four, four, 3, 3, 3, 3)
  }
  return end
}

export function unpackPositions(packed: usize, out: usize): i32 {
  const count = load<i32>(packed)
  for (let block = 0; block << 7 < count; block++)
    unpackBlock(packed, block, out + usize(block) * BLOCK_BYTES)
  return count
}

export function intersectPositions(
  few: usize,
  fewCount: i32,
  packed: usize,
  distance: i32,
  out: usize,
  block: usize,
): i32 {
  const blocks = (load<i32>(packed) + 127) >> 7
  const table = packed + 4
  const last = block + BLOCK_BYTES - 4
  let next = 0
  let at = block
  let to = out
  for (let index = 0; index < fewCount; index++) {
    const entry = load<u32>(few + (usize(index) << 2))
    const wanted = entry + distance
    if (next < blocks && load<u32>(table + (usize(next) << 3)) <= wanted) {
      // The first block that begins after it.
      next = seek<u64>(table, next, blocks, wanted + 1)
      const end = unpackBlock(packed, next - 1, block)
      memory.fill(end, 0xff, block + BLOCK_BYTES - end)
      at = block
    }
    if (next === 0 || load<u32>(last) < wanted) continue
    // Sixteen positions are compared with one at once.
    while (load<u32>(at, 60) < wanted) at += 64
    const all = i32x4.splat(wanted)
    const found = v128.or(
      v128.or(i32x4.eq(all, v128.load(at)), i32x4.eq(all, v128.load(at, 16))),
      v128.or(i32x4.eq(all, v128.load(at, 32)), i32x4.eq(all, v128.load(at, 48))),
    )
    store<u32>(to, entry)
    to += usize(v128.any_true(found)) << 2
  }
  return i32((to - out) >> 2)
}
