import type { Addresses } from './addresses.ts'
import { firstIndex } from './first-index.ts'
import type { SegmentMemory } from './memory.ts'
import { type TermList, termCount } from './term-list.ts'

/** Terms of a segment, numbered in the order of their UTF-8 bytes, so that terms that begin alike are adjacent. */
export type Dictionary = {
  readonly terms: number
  /** The bytes of all terms. */
  readonly text: number
  /** Where each term begins in them, and the end of the last one; 4 bytes each. */
  readonly starts: number
}

/** A dictionary with a hash table that finds the number of a term. */
export type HashedDictionary = Dictionary & {
  /** Slots of 4 bytes: the number of a term plus one, or 0. A term is in the first free one from its hash on. */
  readonly slots: number
  readonly slotCount: number
}

/** Slots for each term. With fewer, it takes longer to find out that a term is not there. */
const SLOTS_PER_TERM = 1.5

/** A term as it is looked up: its UTF-8 bytes and their hash, which are the same for all segments. */
type Wanted = { readonly bytes: Uint8Array; readonly hash: number }

const encoder = new TextEncoder()
const MAX_REMEMBERED = 10_000
const remembered = new Map<string, Wanted>()

/** Returns a term as it is looked up. It is remembered, as a query looks it up in each segment. */
function wantedOf(term: string): Wanted {
  const known = remembered.get(term)
  if (known) return known
  const bytes = encoder.encode(term)
  const wanted = { bytes, hash: hashOf(bytes, 0, bytes.length) }
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  remembered.set(term, wanted)
  return wanted
}

/** Reserves memory for a dictionary of these terms. */
export function placeDictionary(addresses: Addresses, list: TermList): Dictionary {
  const terms = termCount(list)
  return { terms, text: addresses.take(list.bytes.length), starts: addresses.take((terms + 1) * 4) }
}

/** Reserves memory for a dictionary of these terms with a hash table. */
export function placeHashedDictionary(addresses: Addresses, list: TermList): HashedDictionary {
  const dictionary = placeDictionary(addresses, list)
  const slotCount = Math.ceil(dictionary.terms * SLOTS_PER_TERM) + 1
  return { ...dictionary, slots: addresses.take(slotCount * 4), slotCount }
}

/** Writes the terms, in ascending order of their bytes. */
export function writeDictionary(
  { bytes, words }: SegmentMemory,
  { text, starts }: Dictionary,
  list: TermList,
): void {
  bytes.set(list.bytes, text)
  words.set(list.starts, starts >> 2)
}

/** Writes the terms, and the hash table. */
export function writeHashedDictionary(
  memory: SegmentMemory,
  dictionary: HashedDictionary,
  list: TermList,
): void {
  writeDictionary(memory, dictionary, list)
  const { words } = memory
  const { slots, slotCount, terms } = dictionary
  for (let number = 0; number < terms; number++) {
    let slot = hashOf(list.bytes, list.starts[number]!, list.starts[number + 1]!) % slotCount
    while (words[(slots >> 2) + slot] !== 0) slot = slot + 1 === slotCount ? 0 : slot + 1
    words[(slots >> 2) + slot] = number + 1
  }
}

/** Returns the terms of a dictionary as a view of the memory. */
export function termsOf({ bytes, words }: SegmentMemory, { text, starts, terms }: Dictionary): TermList {
  const views = words.subarray(starts >> 2, (starts >> 2) + terms + 1)
  return { bytes: bytes.subarray(text, text + views[terms]!), starts: views }
}

/** Returns the number of a term; -1 if the segment does not have it. */
export const findTerm = (memory: SegmentMemory, dictionary: HashedDictionary, term: string): number =>
  find(memory, dictionary, wantedOf(term))

/** Returns the number of the term with these UTF-8 bytes; -1 if the segment does not have it. */
export const findTermOfBytes = (
  memory: SegmentMemory,
  dictionary: HashedDictionary,
  bytes: Uint8Array,
): number => find(memory, dictionary, { bytes, hash: hashOf(bytes, 0, bytes.length) })

function find(memory: SegmentMemory, dictionary: HashedDictionary, { bytes, hash }: Wanted): number {
  const { words } = memory
  const { slots, slotCount } = dictionary
  let slot = hash % slotCount
  for (;;) {
    const number = words[(slots >> 2) + slot]! - 1
    if (number < 0 || isTerm(memory, dictionary, number, bytes)) return number
    slot = slot + 1 === slotCount ? 0 : slot + 1
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
  const wanted = wantedOf(prefix).bytes
  const compare = (number: number) => compareBeginning(memory, dictionary, number, wanted)
  const from = firstIndex(dictionary.terms, (number) => compare(number) >= 0)
  // Few terms begin like that, so the end is near.
  let step = 1
  while (from + step < dictionary.terms && compare(from + step) === 0) step *= 2
  const near = from + (step >> 1)
  const rest = Math.min(from + step, dictionary.terms) - near
  return [from, near + firstIndex(rest, (index) => compare(near + index) > 0)]
}

/** Returns the order of a term and a prefix: negative if the term comes first, 0 if it begins like that. */
function compareBeginning(
  { bytes, words }: SegmentMemory,
  { starts, text }: Dictionary,
  number: number,
  wanted: Uint8Array,
): number {
  const start = words[(starts >> 2) + number]!
  const length = Math.min(words[(starts >> 2) + number + 1]! - start, wanted.length)
  for (let at = 0; at < length; at++) {
    const difference = bytes[text + start + at]! - wanted[at]!
    if (difference !== 0) return difference
  }
  return length - wanted.length
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

/**
 * FNV-1a (draft-eastlake-fnv) with a final mix, so that all bits depend on all of a term. 30 bits of it, of which processors can
 * compute the remainder as integers.
 */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 2
}
