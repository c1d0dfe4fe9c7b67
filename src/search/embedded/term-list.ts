/** Terms, the UTF-8 bytes of one after those of the other. */
export type TermList = {
  readonly bytes: Uint8Array
  /** Where each term begins, and the end of the last one. */
  readonly starts: Uint32Array
}

/** Bytes of a term that are compared as one number, which has to be exact. */
const PREFIX_BYTES = 6

/** Sorts terms of a list by their bytes, in place. */
export const sortTerms = (list: TermList, terms: Uint32Array): void => sortFrom(list, terms, 0)

/** Bytes that a key of a sort has, and the terms that it can tell from each other: together they have to be exact. */
const KEY_BYTES = 4
const MAX_KEYED = 2 ** 20
/** Fewer terms are compared with each other, and those that begin with the same so many bytes. */
const MIN_KEYED = 24
const MAX_DEPTH = 256

/**
 * Sorts terms that begin with the same `depth` bytes. The next bytes and the place of a term make one number, because numbers
 * are sorted without calling a function for each comparison.
 */
function sortFrom(list: TermList, order: Uint32Array, depth: number): void {
  if (order.length < MIN_KEYED || order.length > MAX_KEYED || depth > MAX_DEPTH) {
    order.sort((a, b) => compareTerms(list, a, list, b))
    return
  }
  const keys = new Float64Array(order.length)
  for (let at = 0; at < order.length; at++)
    keys[at] = bytesOf(list, order[at]!, depth, KEY_BYTES) * MAX_KEYED + at
  keys.sort()
  const before = order.slice()
  let start = 0
  for (let at = 0; at < order.length; at++) {
    order[at] = before[keys[at]! % MAX_KEYED]!
    const isEnd =
      at + 1 === order.length || Math.floor(keys[at + 1]! / MAX_KEYED) !== Math.floor(keys[at]! / MAX_KEYED)
    if (!isEnd) continue
    if (at > start) sortFrom(list, order.subarray(start, at + 1), depth + KEY_BYTES)
    start = at + 1
  }
}

/** Returns the number of terms of a list. */
export const termCount = ({ starts }: TermList): number => starts.length - 1

/** Returns the order of two terms by their bytes: negative if `a` comes first. */
export function compareTerms(one: TermList, a: number, other: TermList, b: number): number {
  const [startOfA, startOfB] = [one.starts[a]!, other.starts[b]!]
  const [lengthOfA, lengthOfB] = [one.starts[a + 1]! - startOfA, other.starts[b + 1]! - startOfB]
  const length = Math.min(lengthOfA, lengthOfB)
  for (let at = 0; at < length; at++) {
    const difference = one.bytes[startOfA + at]! - other.bytes[startOfB + at]!
    if (difference !== 0) return difference
  }
  return lengthOfA - lengthOfB
}

/** Returns the first bytes of a term as a number that orders terms; it is the same for terms that begin alike. */
export const prefixOf = (list: TermList, term: number): number => bytesOf(list, term, 0, PREFIX_BYTES)

/** Returns so many bytes of a term as a number, from a place on; 0 for those behind its end. */
function bytesOf({ bytes, starts }: TermList, term: number, from: number, count: number): number {
  const start = starts[term]! + from
  const end = starts[term + 1]!
  let number = 0
  for (let at = start; at < start + count; at++) number = number * 256 + (at < end ? bytes[at]! : 0)
  return number
}

/** Encodes all terms at once, because each call of the encoder takes longer than most terms. */
export function encodeTerms(terms: readonly string[]): TermList {
  const text = terms.join('')
  const bytes = Buffer.from(text)
  const isAscii = bytes.length === text.length
  const starts = new Uint32Array(terms.length + 1)
  terms.forEach((term, number) => {
    starts[number + 1] = starts[number]! + (isAscii ? term.length : Buffer.byteLength(term))
  })
  return { bytes, starts }
}

/** Returns some terms of a list, in an order. */
export function termsAt({ bytes, starts }: TermList, order: Uint32Array): TermList {
  const ends = new Uint32Array(order.length + 1)
  for (let place = 0; place < order.length; place++)
    ends[place + 1] = ends[place]! + starts[order[place]! + 1]! - starts[order[place]!]!
  const chosen = new Uint8Array(ends[order.length]!)
  let to = 0
  for (const term of order)
    for (let from = starts[term]!; from < starts[term + 1]!; from++) chosen[to++] = bytes[from]!
  return { bytes: chosen, starts: ends }
}
