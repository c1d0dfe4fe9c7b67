/** Terms, the UTF-8 bytes of one after those of the other. */
export type TermList = {
  readonly bytes: Uint8Array
  /** Where each term begins, and the end of the last one. */
  readonly starts: Uint32Array
}

/** Bytes of a term that are compared as one number, which has to be exact. */
const PREFIX_BYTES = 6

/** Returns the terms in ascending order of their bytes, and which one is at each place. */
export function sortedTerms(terms: readonly string[]): { list: TermList; order: Uint32Array } {
  const list = encode(terms)
  const prefixes = Float64Array.from(terms, (_, term) => prefixOf(list, term))
  const order = Uint32Array.from(terms, (_, term) => term).sort(
    (a, b) => prefixes[a]! - prefixes[b]! || compareTerms(list, a, list, b),
  )
  return { list: inOrder(list, order), order }
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
export function prefixOf({ bytes, starts }: TermList, term: number): number {
  const start = starts[term]!
  const end = starts[term + 1]!
  let prefix = 0
  for (let at = 0; at < PREFIX_BYTES; at++)
    prefix = prefix * 256 + (start + at < end ? bytes[start + at]! : 0)
  return prefix
}

/** Encodes all terms at once, because each call of the encoder takes longer than most terms. */
function encode(terms: readonly string[]): TermList {
  const text = terms.join('')
  const bytes = Buffer.from(text)
  const isAscii = bytes.length === text.length
  const starts = new Uint32Array(terms.length + 1)
  terms.forEach((term, number) => {
    starts[number + 1] = starts[number]! + (isAscii ? term.length : Buffer.byteLength(term))
  })
  return { bytes, starts }
}

function inOrder({ bytes, starts }: TermList, order: Uint32Array): TermList {
  const sorted = new Uint8Array(bytes.length)
  const ends = new Uint32Array(starts.length)
  let to = 0
  order.forEach((term, place) => {
    for (let from = starts[term]!; from < starts[term + 1]!; from++) sorted[to++] = bytes[from]!
    ends[place + 1] = to
  })
  return { bytes: sorted, starts: ends }
}
