import { findTermOfBytes, termBytes } from '../dictionary.ts'
import { indexOfKind, isWordKind, KINDS, SEPARATOR, termOfName } from '../names.ts'
import type { Segment } from '../segment.ts'
import { TERM } from '../term-kinds.ts'

const AN_ID = '0'
const SEPARATOR_BYTE = SEPARATOR.charCodeAt(0)

/** For each kind: whether it is of words, and the bytes of its terms before the folded word or the id. */
const kinds = KINDS.map((kind) => {
  const isWord = isWordKind(kind)
  const term = termOfName({ kind, folded: '', value: AN_ID })
  return { isWord, beginning: Buffer.from(isWord ? term : term.slice(0, -AN_ID.length)) }
})

/**
 * Writes the number of documents of each name, once the terms of the segment are complete. NOTE: terms are put together from
 * the bytes of names, because making strings of them took a third of the time of merges.
 */
export function countNames(segment: Segment): void {
  const { memory, layout } = segment
  const find = (term: Uint8Array) => findTermOfBytes(memory, layout.dictionary, term)
  let term = new Uint8Array(256)
  for (let number = 0; number < layout.names.terms; number++) {
    const name = termBytes(memory, layout.names, number)
    const { isWord, beginning } = kinds[indexOfKind(name[0]!)]!
    const separator = name.indexOf(SEPARATOR_BYTE)
    const rest = isWord ? name.subarray(1, separator) : name.subarray(separator + 1)
    const stem = isWord ? find(rest) : -1
    let found = stem
    if (stem < 0 || memory.bytes[layout.kinds + stem] !== TERM.both) {
      const length = beginning.length + rest.length
      if (length > term.length) term = new Uint8Array(length * 2)
      term.set(beginning)
      term.set(rest, beginning.length)
      found = find(term.subarray(0, length))
    }
    memory.words[(layout.nameCounts >> 2) + number] =
      found < 0 ? 0 : memory.words[(layout.counts >> 2) + found]!
  }
}
