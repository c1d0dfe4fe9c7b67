import { postingOf, type Segment } from '../segment.ts'
import { type DocumentOrder, DROPPED } from './document-order.ts'
import type { MergedTerm } from './merged-terms.ts'

/** The documents of a term in ascending order, and their impacts if it has any. */
type Entries = { readonly list: Uint32Array; readonly impacts: Uint8Array | null }

/** Makes the functions that merge the documents of terms. Results are valid until the next one. */
export function postingMerger(segments: readonly Segment[], order: DocumentOrder) {
  const total = order.documents.length
  const largest = Math.max(...segments.map(({ layout }) => layout.documents))
  const source = new Uint32Array(largest)
  const own = { list: new Uint32Array(largest), impacts: new Uint8Array(largest) }
  let merged = { list: new Uint32Array(total), impacts: new Uint8Array(total) }
  let spare = { list: new Uint32Array(total), impacts: new Uint8Array(total) }

  /** Reads the documents of a term in a segment by their new numbers. Returns how many are left. */
  function readFrom(index: number, number: number, list: Uint32Array, impacts: Uint8Array | null): number {
    const segment = segments[index]!
    const { words, bytes } = segment.memory
    const posting = postingOf(segment, number)
    const numbers = order.renumbered[index]!
    const old = posting.kind === 'list' ? words.subarray(posting.list >> 2) : source
    if (posting.kind === 'bits') documentsOfBits(bytes, posting.bits, segment.layout.documents, source)
    let kept = 0
    for (let at = 0; at < posting.count; at++) {
      const document = numbers[old[at]!]!
      if (document === DROPPED) continue
      list[kept] = document
      if (impacts) impacts[kept] = bytes[posting.impacts + at]!
      kept++
    }
    return kept
  }

  function hasImpacts({ numbers }: MergedTerm): boolean {
    const index = numbers.findIndex((number) => number >= 0)
    const { memory, layout } = segments[index]!
    return memory.bytes[layout.withImpacts + numbers[index]!] === 1
  }

  function read(term: MergedTerm): Entries {
    const withImpacts = hasImpacts(term)
    let count = 0
    term.numbers.forEach((number, index) => {
      if (number < 0) return
      const length = readFrom(index, number, own.list, withImpacts ? own.impacts : null)
      mergeInto(spare, { ...merged, count }, { ...own, count: length })
      ;[merged, spare] = [spare, merged]
      count += length
    })
    return {
      list: merged.list.subarray(0, count),
      impacts: withImpacts ? merged.impacts.subarray(0, count) : null,
    }
  }

  /** Returns how many documents have a term. */
  function count({ numbers }: MergedTerm): number {
    let total = 0
    numbers.forEach((number, index) => {
      if (number < 0) return
      total += order.isComplete[index]
        ? postingOf(segments[index]!, number).count
        : readFrom(index, number, own.list, null)
    })
    return total
  }

  return { hasImpacts, read, count }
}

type Counted = { readonly list: Uint32Array; readonly impacts: Uint8Array; readonly count: number }

function mergeInto(out: Omit<Counted, 'count'>, a: Counted, b: Counted): void {
  let i = 0
  let j = 0
  for (let at = 0; at < a.count + b.count; at++) {
    const isFirst = j === b.count || (i < a.count && a.list[i]! < b.list[j]!)
    out.list[at] = isFirst ? a.list[i]! : b.list[j]!
    out.impacts[at] = isFirst ? a.impacts[i++]! : b.impacts[j++]!
  }
}

function documentsOfBits(bytes: Uint8Array, bits: number, documents: number, out: Uint32Array): void {
  let count = 0
  for (let byte = 0; byte << 3 < documents; byte++)
    for (let left = bytes[bits + byte]!; left; left &= left - 1)
      out[count++] = (byte << 3) + 31 - Math.clz32(left & -left)
}
