import type { Kernels } from '../kernels.ts'
import type { Views } from './views.ts'

type ListKernels = Pick<Kernels, 'probe' | 'intersect' | 'subtract' | 'documentsOf'>

/** How many times longer a list must be than another one for searching in it to be faster than reading it. */
const GALLOP_FROM = 12

/**
 * Returns the index of the first entry of an ascending list that is at least `wanted`, from index `from` on, where
 * `length` stands for none. The step doubles until it has passed the entry, which is then found by bisection.
 */
export function seek(words: Uint32Array, list: number, from: number, length: number, wanted: number): number {
  let step = 1
  let low = from
  let probe = from
  while (probe < length && words[list + probe]! < wanted) {
    low = probe + 1
    probe += step
    step <<= 1
  }
  let high = Math.min(probe, length)
  while (low < high) {
    const middle = (low + high) >>> 1
    if (words[list + middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low
}

/** The kernels of lists over typed arrays. */
export function listKernels({ bytes, words }: Views): ListKernels {
  function probe(list: number, count: number, bits: number, wanted: number, out: number): number {
    const from = list >> 2
    const to = out >> 2
    let kept = 0
    for (let at = 0; at < count; at++) {
      const document = words[from + at]!
      words[to + kept] = document
      if (((bytes[bits + (document >> 3)]! >> (document & 7)) & 1) === wanted) kept++
    }
    return kept
  }

  function intersect(
    few: number,
    fewCount: number,
    many: number,
    manyCount: number,
    distance: number,
    shift: number,
    out: number,
  ): number {
    const a = few >> 2
    const b = many >> 2
    const to = out >> 2
    let kept = 0
    let at = 0
    if (fewCount * GALLOP_FROM < manyCount) {
      for (let i = 0; i < fewCount; i++) {
        const entry = words[a + i]!
        at = seek(words, b, at, manyCount, entry + distance)
        if (at === manyCount) break
        if (words[b + at] === entry + distance) words[to + kept++] = entry + shift
      }
      return kept
    }
    for (let i = 0; i < fewCount && at < manyCount; ) {
      const entry = words[a + i]!
      const other = words[b + at]!
      const wanted = entry + distance
      if (wanted === other) words[to + kept++] = entry + shift
      if (wanted <= other) i++
      if (other <= wanted) at++
    }
    return kept
  }

  function subtract(list: number, count: number, other: number, otherCount: number, out: number): number {
    const from = list >> 2
    const to = out >> 2
    let kept = 0
    let at = 0
    for (let i = 0; i < count; i++) {
      const entry = words[from + i]!
      at = seek(words, other >> 2, at, otherCount, entry)
      if (at === otherCount || words[(other >> 2) + at] !== entry) words[to + kept++] = entry
    }
    return kept
  }

  function documentsOf(
    positions: number,
    count: number,
    starts: number,
    documents: number,
    out: number,
  ): number {
    const start = starts >> 2
    let found = 0
    let document = -1
    for (let at = 0; at < count; at++) {
      const position = words[(positions >> 2) + at]!
      if (document >= 0 && words[start + document + 1]! > position) continue
      document = seek(words, start, document + 1, documents + 1, position + 1) - 1
      words[(out >> 2) + found++] = document
    }
    return found
  }

  return { probe, intersect, subtract, documentsOf }
}
