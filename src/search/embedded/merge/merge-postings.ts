import type { PostingWriter } from '../posting-writer.ts'
import { postingOf, type Segment } from '../segment.ts'
import { type DocumentOrder, DROPPED } from './document-order.ts'

/** Makes the functions that merge the documents of a term, of which `numbers` is the number in each segment, or -1. */
export function postingMerger(segments: readonly Segment[], order: DocumentOrder) {
  const total = order.documents.length
  const source = new Uint32Array(Math.max(...segments.map(({ layout }) => layout.documents)))
  let merged = { list: new Uint32Array(total), impacts: new Uint8Array(total) }
  let spare = { list: new Uint32Array(total), impacts: new Uint8Array(total) }

  /** Appends the documents of a term in a segment by their new numbers. Returns the new length. */
  function append(index: number, number: number, length: number): number {
    const segment = segments[index]!
    const { words, bytes } = segment.memory
    const posting = postingOf(segment, number)
    const renumbered = order.renumbered[index]!
    const old = posting.kind === 'list' ? words : source
    const from = posting.kind === 'list' ? posting.list >> 2 : 0
    if (posting.kind === 'bits') documentsOfBits(words, posting.bits, segment.layout.documents, source)
    let end = length
    for (let at = 0; at < posting.count; at++) {
      const document = renumbered[old[from + at]!]!
      if (document === DROPPED) continue
      merged.list[end] = document
      merged.impacts[end++] = posting.impacts === 0 ? 0 : bytes[posting.impacts + at]!
    }
    return end
  }

  return {
    /** Returns how many documents have the term. */
    count(numbers: Int32Array): number {
      let count = 0
      for (let index = 0; index < segments.length; index++) {
        const number = numbers[index]!
        if (number < 0) continue
        const { memory, layout } = segments[index]!
        count += order.isComplete[index]
          ? memory.words[(layout.counts >> 2) + number]!
          : append(index, number, 0)
      }
      return count
    },
    write(numbers: Int32Array, postings: PostingWriter, term: number): void {
      let count = 0
      for (let index = 0; index < segments.length; index++) {
        if (numbers[index]! < 0) continue
        const end = append(index, numbers[index]!, count)
        if (count > 0 && end > count) mergeRuns(count, end)
        count = end
      }
      for (let at = 0; at < count; at++) postings.add(term, merged.list[at]!, merged.impacts[at]!)
    },
  }

  /** Merges the entries before `middle` with those from there to `end`. */
  function mergeRuns(middle: number, end: number): void {
    const { list, impacts } = merged
    if (list[middle - 1]! < list[middle]!) return
    let i = 0
    let j = middle
    for (let at = 0; at < end; at++) {
      const isFirst = j === end || (i < middle && list[i]! < list[j]!)
      const from = isFirst ? i++ : j++
      spare.list[at] = list[from]!
      spare.impacts[at] = impacts[from]!
    }
    ;[merged, spare] = [spare, merged]
  }
}

function documentsOfBits(words: Uint32Array, bits: number, documents: number, out: Uint32Array): void {
  let count = 0
  for (let word = 0; word << 5 < documents; word++)
    for (let left = words[(bits >> 2) + word]!; left; left &= left - 1)
      out[count++] = (word << 5) + 31 - Math.clz32(left & -left)
}
