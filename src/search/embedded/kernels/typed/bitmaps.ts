import type { Kernels } from '../kernels.ts'
import { lowestBit, popcount, type Views } from './views.ts'

type BitmapKernels = Pick<
  Kernels,
  | 'andBits'
  | 'orBits'
  | 'notBits'
  | 'countBits'
  | 'countBoth'
  | 'setBits'
  | 'clearBits'
  | 'setRange'
  | 'listBits'
  | 'pageOfBits'
  | 'pageOfBitsBackwards'
>

/** The kernels of bitmaps over typed arrays. */
export function bitmapKernels({ bytes: u8, words, signed }: Views): BitmapKernels {
  function andBits(sets: number, count: number, excluded: number, out: number, bytes: number): number {
    const from = sets >> 2
    const required = Array.from({ length: count }, (_, set) => words[from + set]! >> 2)
    const refused = Array.from({ length: excluded }, (_, set) => words[from + count + set]! >> 2)
    const first = required[0]!
    const second = required[1] ?? first
    const others = required.slice(2)
    const target = out >> 2
    let total = 0
    for (let word = 0; word < bytes >> 2; word++) {
      let bits = signed[first + word]! & signed[second + word]!
      for (let set = 0; set < others.length; set++) bits &= signed[others[set]! + word]!
      for (let set = 0; set < refused.length; set++) bits &= ~signed[refused[set]! + word]!
      signed[target + word] = bits
      total += popcount(bits)
    }
    return total
  }

  function orBits(bits: number, other: number, bytes: number): void {
    for (let word = 0; word < bytes >> 2; word++) signed[(bits >> 2) + word]! |= signed[(other >> 2) + word]!
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

  function setBits(list: number, count: number, bits: number): void {
    for (let at = list >> 2; at < (list >> 2) + count; at++) {
      const document = words[at]!
      u8[bits + (document >> 3)]! |= 1 << (document & 7)
    }
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
    andBits,
    orBits,
    notBits,
    countBits,
    countBoth,
    setBits,
    clearBits,
    setRange,
    listBits,
    pageOfBits,
    pageOfBitsBackwards,
  }
}
