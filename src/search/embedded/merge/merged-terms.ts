import { type Dictionary, termBytes } from '../dictionary.ts'
import type { Segment } from '../segment.ts'

/** A term of several segments, and its number in each of them, or -1. */
export type MergedTerm = { readonly bytes: Uint8Array; readonly numbers: Int32Array }

/** Yields the terms of a dictionary of each segment in ascending order of their bytes. */
export function* mergedTerms(
  segments: readonly Segment[],
  dictionaryOf: (segment: Segment) => Dictionary,
): Generator<MergedTerm> {
  const heads = segments.map(() => 0)
  const read = (index: number) => {
    const segment = segments[index]!
    const dictionary = dictionaryOf(segment)
    return heads[index] === dictionary.terms ? null : termBytes(segment.memory, dictionary, heads[index]!)
  }
  const terms = segments.map((_, index) => read(index))
  for (;;) {
    let least: Uint8Array | null = null
    for (const term of terms) if (term && (!least || Buffer.compare(term, least) < 0)) least = term
    if (least === null) return
    const numbers = new Int32Array(segments.length).fill(-1)
    for (let index = 0; index < segments.length; index++) {
      const term = terms[index]
      if (!term || (term !== least && Buffer.compare(term, least) !== 0)) continue
      numbers[index] = heads[index]!++
      terms[index] = read(index)
    }
    yield { bytes: least, numbers }
  }
}
