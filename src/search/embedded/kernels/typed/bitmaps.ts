import { isDense } from '../../postings.ts'
import type { Kernels } from '../kernels.ts'
import { lowestBit, popcount, type Views } from './views.ts'

type BitmapKernels = Pick<
  Kernels,
  | 'clear'
  | 'andBits'
  | 'orBits'
  | 'notBits'
  | 'countBits'
  | 'countBoth'
  | 'setBits'
  | 'clearBits'
  | 'setRange'
  | 'listBits'
  | 'documentsAtRanks'
  | 'joinTerms'
  | 'pageOfBits'
  | 'pageOfBitsBackwards'
>

/** The kernels of bitmaps over typed arrays. */
export function bitmapKernels({ bytes: u8, words, signed }: Views): BitmapKernels {
  function clear(address: number, length: number): void {
    u8.fill(0, address, address + length)
  }

  function andBits(sets: number, count: number, excluded: number, out: number, bytes: number): number {
    const from = sets >> 2
    const end = from + count
    const target = out >> 2
    let total = 0
    for (let word = 0; word < bytes >> 2; word++) {
      let bits = -1
      for (let set = from; set < end; set++) bits &= signed[(words[set]! >> 2) + word]!
      for (let set = end; set < end + excluded; set++) bits &= ~signed[(words[set]! >> 2) + word]!
      signed[target + word] = bits
      total += popcount(bits)
    }
    return total
  }

  function orBits(bits: number, other: number, bytes: number): number {
    let added = 0
    for (let word = 0; word < bytes >> 2; word++) {
      const before = signed[(bits >> 2) + word]!
      const others = signed[(other >> 2) + word]!
      added += popcount(others & ~before)
      signed[(bits >> 2) + word] = before | others
    }
    return added
  }

  function notBits(bits: number, documents: number, bytes: number): void {
    for (let word = bits >> 2; word < (bits + bytes) >> 2; word++) signed[word] = ~signed[word]!
    clearAfter(bits, documents, bytes)
  }

  function clearAfter(bits: number, documents: number, bytes: number): void {
    const last = documents >> 5
    if (documents & 31) signed[(bits >> 2) + last]! &= ~(-1 << (documents & 31))
    for (let word = last + (documents & 31 ? 1 : 0); word < bytes >> 2; word++) signed[(bits >> 2) + word] = 0
  }

  function countBits(bits: number, bytes: number): number {
    let total = 0
    for (let word = bits >> 2; word < (bits + bytes) >> 2; word++) total += popcount(signed[word]!)
    return total
  }

  function countBoth(bits: number, other: number, bytes: number): number {
    let total = 0
    for (let word = 0; word < bytes >> 2; word++)
      total += popcount(signed[(bits >> 2) + word]! & signed[(other >> 2) + word]!)
    return total
  }

  function setBits(list: number, count: number, bits: number): number {
    let added = 0
    for (let at = list >> 2; at < (list >> 2) + count; at++) {
      const document = words[at]!
      const byte = bits + (document >> 3)
      const own = 1 << (document & 7)
      if ((u8[byte]! & own) === 0) added++
      u8[byte]! |= own
    }
    return added
  }

  function clearBits(list: number, count: number, bits: number): void {
    for (let at = list >> 2; at < (list >> 2) + count; at++) {
      const document = words[at]!
      u8[bits + (document >> 3)]! &= ~(1 << (document & 7))
    }
  }

  function setRange(bits: number, from: number, to: number): void {
    let document = from
    for (; document < to && document & 7; document++) u8[bits + (document >> 3)]! |= 1 << (document & 7)
    if (to - document >= 8) {
      u8.fill(0xff, bits + (document >> 3), bits + (to >> 3))
      document = to & ~7
    }
    for (; document < to; document++) u8[bits + (document >> 3)]! |= 1 << (document & 7)
  }

  function listBits(bits: number, bytes: number, out: number): number {
    let at = out >> 2
    for (let word = 0; word < bytes >> 2; word++) {
      let left = signed[(bits >> 2) + word]!
      while (left) {
        words[at++] = (word << 5) + lowestBit(left)
        left &= left - 1
      }
    }
    return at - (out >> 2)
  }

  function documentsAtRanks(bits: number, bytes: number, ranks: number, count: number, out: number): void {
    let before = 0
    let word = 0
    for (let index = 0; index < count; index++) {
      const rank = words[(ranks >> 2) + index]!
      let left = signed[(bits >> 2) + word]!
      let here = popcount(left)
      while (before + here <= rank && word << 2 < bytes) {
        before += here
        left = signed[(bits >> 2) + ++word]!
        here = popcount(left)
      }
      for (let skip = rank - before; skip > 0; skip--) left &= left - 1
      words[(out >> 2) + index] = (word << 5) + lowestBit(left)
    }
  }

  function joinTerms(
    counts: number,
    postings: number,
    kinds: number,
    from: number,
    to: number,
    documents: number,
    bits: number,
    bytes: number,
  ): number {
    let joined = 0
    for (let term = from; term < to; term++) {
      if (u8[kinds + term] === 0) continue
      const count = words[(counts >> 2) + term]!
      const address = words[(postings >> 2) + term]!
      joined += isDense({ count, documents }) ? orBits(bits, address, bytes) : setBits(address, count, bits)
    }
    return joined
  }

  function pageOfBits(bits: number, bytes: number, skip: number, count: number, out: number): number {
    let toSkip = skip
    let found = 0
    for (let word = 0; word < bytes >> 2 && found < count; word++) {
      let left = signed[(bits >> 2) + word]!
      if (left === 0) continue
      const here = popcount(left)
      if (here <= toSkip) {
        toSkip -= here
        continue
      }
      for (; toSkip > 0; toSkip--) left &= left - 1
      for (; left && found < count; left &= left - 1)
        words[(out >> 2) + found++] = (word << 5) + lowestBit(left)
    }
    return found
  }

  function pageOfBitsBackwards(
    bits: number,
    bytes: number,
    skip: number,
    count: number,
    out: number,
  ): number {
    let toSkip = skip
    let found = 0
    for (let word = (bytes >> 2) - 1; word >= 0 && found < count; word--) {
      let left = signed[(bits >> 2) + word]!
      if (left === 0) continue
      const here = popcount(left)
      if (here <= toSkip) {
        toSkip -= here
        continue
      }
      while (left && found < count) {
        const highest = 31 - Math.clz32(left)
        left &= ~(1 << highest)
        if (toSkip > 0) toSkip--
        else words[(out >> 2) + found++] = (word << 5) + highest
      }
    }
    return found
  }

  return {
    clear,
    andBits,
    orBits,
    notBits,
    countBits,
    countBoth,
    setBits,
    clearBits,
    setRange,
    listBits,
    documentsAtRanks,
    joinTerms,
    pageOfBits,
    pageOfBitsBackwards,
  }
}
