import { WRITTEN } from '../keys.ts'
import { TERM } from '../term-kinds.ts'
import type { TermList } from '../term-list.ts'
import type { Collected } from './collector.ts'
import type { Impacts } from './impacts-of-documents.ts'
import type { KnownTexts } from './known-texts.ts'
import { isWrittenNumber, termNumber, textOfTerm, twinOf, writtenNumber } from './term-numbers.ts'

const MARK = WRITTEN.charCodeAt(0)

/** The terms of a segment, in ascending order of their bytes. */
export type StoredTerms = {
  readonly list: TermList
  readonly kinds: Uint8Array
  /** The number of documents of each term. */
  readonly counts: Uint32Array
  /**
   * The place of each of the collector's numbers. A word as it is written has that of its stem, if they are one term.
   */
  readonly places: Uint32Array
  /** Returns the number of documents of a term with one of the numbers of known texts; 0 if the segment does not have it. */
  readonly countOf: (term: number) => number
}

/** Returns the terms that the documents of a segment have. */
export function storedTerms(
  known: KnownTexts,
  collected: Collected,
  { isShared, counts: withImpacts }: Impacts,
): StoredTerms {
  const { counts, isKey } = withKeys(collected, withImpacts)
  const kindOf = (term: number) => {
    if (isKey[term]) return TERM.key
    if (isShared[term]) return TERM.both
    return isWrittenNumber(term) ? TERM.written : TERM.stem
  }
  const terms = inOrder(known, collected, counts)
  const places = new Uint32Array(counts.length)
  const kinds = new Uint8Array(terms.length)
  const ownCounts = new Uint32Array(terms.length)
  terms.forEach((term, place) => {
    places[term] = place
    kinds[place] = kindOf(term)
    ownCounts[place] = counts[term]!
    if (kinds[place] !== TERM.both) return
    places[twinOf(term)] = place
    counts[twinOf(term)] = counts[term]!
  })
  const countOf = (term: number) => {
    const text = collected.texts.find(textOfTerm(term))
    return text < 0 ? 0 : counts[isWrittenNumber(term) ? writtenNumber(text) : termNumber(text)]!
  }
  return { list: listOf(known, collected, terms), kinds, counts: ownCounts, places, countOf }
}

/** Adds the documents of keys to those of the other terms. */
function withKeys({ documents, keys }: Collected, withImpacts: Uint32Array) {
  const counts = withImpacts.slice()
  const isKey = new Uint8Array(counts.length)
  const last = new Int32Array(counts.length).fill(-1)
  for (let document = 0; document < documents.length; document++)
    for (let at = keys.starts[document]!; at < keys.starts[document + 1]!; at++) {
      const key = keys.numbers[at]!
      if (last[key] !== document) counts[key]!++
      last[key] = document
      isKey[key] = 1
    }
  return { counts, isKey }
}

/** Returns the terms that have documents, in ascending order of their bytes. */
function inOrder(known: KnownTexts, { texts }: Collected, counts: Uint32Array): Uint32Array {
  const sorted = texts.things.slice()
  known.sort(sorted)
  const { bytes, starts } = known.bytes
  const isBehindWritten = (text: number) => bytes[starts[text]!]! > MARK && starts[text] !== starts[text + 1]
  const behind = sorted.findIndex(isBehindWritten)
  const middle = behind < 0 ? sorted.length : behind
  const terms = new Uint32Array(2 * sorted.length)
  let end = 0
  const addAll = (from: number, to: number, numberOf: (text: number) => number) => {
    for (let at = from; at < to; at++) {
      const term = numberOf(texts.find(sorted[at]!))
      if (counts[term]! > 0) terms[end++] = term
    }
  }
  addAll(0, middle, termNumber)
  addAll(0, sorted.length, writtenNumber)
  addAll(middle, sorted.length, termNumber)
  return terms.subarray(0, end)
}

function listOf(known: KnownTexts, { texts }: Collected, terms: Uint32Array): TermList {
  const { bytes, starts } = known.bytes
  const own = texts.things
  const ends = new Uint32Array(terms.length + 1)
  for (let place = 0; place < terms.length; place++) {
    const term = terms[place]!
    const text = own[textOfTerm(term)]!
    ends[place + 1] = ends[place]! + starts[text + 1]! - starts[text]! + Number(isWrittenNumber(term))
  }
  const sorted = new Uint8Array(ends[terms.length]!)
  let end = 0
  for (let place = 0; place < terms.length; place++) {
    const term = terms[place]!
    const text = own[textOfTerm(term)]!
    if (isWrittenNumber(term)) sorted[end++] = MARK
    for (let at = starts[text]!; at < starts[text + 1]!; at++) sorted[end++] = bytes[at]!
  }
  return { bytes: sorted, starts: ends }
}
