import type { Addresses } from './addresses.ts'
import type { SegmentMemory } from './memory.ts'

/**
 * The terms of a segment, numbered in the order of their UTF-8 bytes, so that terms that begin alike are adjacent.
 * A hash table finds the number of a term.
 */
export type Dictionary = {
  readonly terms: number
  /** The bytes of all terms. */
  readonly text: number
  /** Where each term begins in them, and the end of the last one; 4 bytes each. */
  readonly starts: number
  /** A power of two of slots of 4 bytes: the number of a term plus one, or 0. */
  readonly slots: number
  readonly slotCount: number
}

const encoder = new TextEncoder()

/** Returns the UTF-8 bytes of a term. */
export const encodeTerm = (term: string): Uint8Array => encoder.encode(term)

/** Reserves memory for a dictionary of these terms. */
export function placeDictionary(addresses: Addresses, terms: readonly Uint8Array[]): Dictionary {
  const slotCount = 2 ** Math.ceil(Math.log2(Math.max(2, terms.length * 2)))
  return {
    terms: terms.length,
    text: addresses.take(terms.reduce((sum, term) => sum + term.length, 0)),
    starts: addresses.take((terms.length + 1) * 4),
    slots: addresses.take(slotCount * 4),
    slotCount,
  }
}

/** Writes the terms, in ascending order of their bytes. */
export function writeDictionary(
  { bytes, words }: SegmentMemory,
  dictionary: Dictionary,
  terms: readonly Uint8Array[],
): void {
  const { text, starts, slots, slotCount } = dictionary
  let number = 0
  let end = 0
  for (const term of terms) {
    bytes.set(term, text + end)
    words[(starts >> 2) + number] = end
    end += term.length
    let slot = hashOf(term) & (slotCount - 1)
    while (words[(slots >> 2) + slot] !== 0) slot = (slot + 1) & (slotCount - 1)
    words[(slots >> 2) + slot] = ++number
  }
  words[(starts >> 2) + number] = end
}

/** Returns the number of a term; -1 if the segment does not have it. */
export function findTerm(memory: SegmentMemory, dictionary: Dictionary, term: string): number {
  const { words } = memory
  const wanted = encodeTerm(term)
  const { slots, slotCount } = dictionary
  let slot = hashOf(wanted) & (slotCount - 1)
  for (;;) {
    const number = words[(slots >> 2) + slot]! - 1
    if (number < 0 || isTerm(memory, dictionary, number, wanted)) return number
    slot = (slot + 1) & (slotCount - 1)
  }
}

/** Returns the bytes of a term, as a view of the memory. */
export function termBytes(
  { bytes, words }: SegmentMemory,
  dictionary: Dictionary,
  number: number,
): Uint8Array {
  const at = (dictionary.starts >> 2) + number
  return bytes.subarray(dictionary.text + words[at]!, dictionary.text + words[at + 1]!)
}

/** Returns the numbers of the terms that begin with `prefix`: from the first to before the second. */
export function termsWithPrefix(
  memory: SegmentMemory,
  dictionary: Dictionary,
  prefix: string,
): [from: number, to: number] {
  const wanted = encodeTerm(prefix)
  const firstAfter = (isBefore: (order: number) => boolean) => {
    let low = 0
    let high = dictionary.terms
    while (low < high) {
      const middle = (low + high) >>> 1
      const begin = termBytes(memory, dictionary, middle).subarray(0, wanted.length)
      if (isBefore(Buffer.compare(begin, wanted))) low = middle + 1
      else high = middle
    }
    return low
  }
  return [firstAfter((order) => order < 0), firstAfter((order) => order <= 0)]
}

function isTerm(
  { bytes, words }: SegmentMemory,
  { starts, text }: Dictionary,
  number: number,
  wanted: Uint8Array,
): boolean {
  const start = words[(starts >> 2) + number]!
  if (words[(starts >> 2) + number + 1]! - start !== wanted.length) return false
  for (let at = 0; at < wanted.length; at++) if (bytes[text + start + at] !== wanted[at]) return false
  return true
}

/** FNV-1a (draft-eastlake-fnv) with a final mix, because only the low bits are used. */
function hashOf(term: Uint8Array): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < term.length; at++) hash = Math.imul(hash ^ term[at]!, 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
