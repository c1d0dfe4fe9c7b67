import { compareTerms, prefixOf, type TermList, termCount } from '../term-list.ts'

/** The terms of several lists. */
export type MergedTerms = {
  readonly list: TermList
  /** For each term, its number in each of the lists one after the other, or -1. */
  readonly numbers: Int32Array
}

/** Merges lists of terms, each in ascending order of their bytes. */
export function mergeTerms(lists: readonly TermList[]): MergedTerms {
  const most = lists.reduce((sum, list) => sum + termCount(list), 0)
  const numbers = new Int32Array(most * lists.length).fill(-1)
  const starts = new Uint32Array(most + 1)
  const bytes = new Uint8Array(lists.reduce((sum, list) => sum + list.bytes.length, 0))
  const heads = lists.map(() => 0)
  const prefixOfHead = (list: number) =>
    heads[list]! < termCount(lists[list]!) ? prefixOf(lists[list]!, heads[list]!) : Infinity
  const prefixes = Float64Array.from(lists, (_, list) => prefixOfHead(list))
  const order = (a: number, b: number) =>
    prefixes[a]! - prefixes[b]! || compareTerms(lists[a]!, heads[a]!, lists[b]!, heads[b]!)
  const least: number[] = []
  let end = 0
  let count = 0
  for (;;) {
    least.length = 0
    for (let list = 0; list < lists.length; list++) {
      if (prefixes[list] === Infinity) continue
      const compared = least.length === 0 ? -1 : order(list, least[0]!)
      if (compared > 0) continue
      if (compared < 0) least.length = 0
      least.push(list)
    }
    if (least.length === 0) break
    const source = lists[least[0]!]!
    const term = heads[least[0]!]!
    for (let at = source.starts[term]!; at < source.starts[term + 1]!; at++) bytes[end++] = source.bytes[at]!
    for (const list of least) {
      numbers[count * lists.length + list] = heads[list]!++
      prefixes[list] = prefixOfHead(list)
    }
    starts[++count] = end
  }
  return {
    list: { bytes: bytes.subarray(0, end), starts: starts.subarray(0, count + 1) },
    numbers: numbers.subarray(0, count * lists.length),
  }
}

/** Returns only those terms of which `kept` is not 0. */
export function keepTerms({ list, numbers }: MergedTerms, kept: Uint32Array | Uint8Array): MergedTerms {
  if (!kept.includes(0)) return { list, numbers }
  const perTerm = numbers.length / kept.length
  const bytes = new Uint8Array(list.bytes.length)
  const starts = new Uint32Array(list.starts.length)
  const keptNumbers = new Int32Array(numbers.length)
  let count = 0
  let end = 0
  for (let term = 0; term < kept.length; term++) {
    if (kept[term] === 0) continue
    for (let at = list.starts[term]!; at < list.starts[term + 1]!; at++) bytes[end++] = list.bytes[at]!
    for (let at = 0; at < perTerm; at++) keptNumbers[count * perTerm + at] = numbers[term * perTerm + at]!
    starts[++count] = end
  }
  return {
    list: { bytes: bytes.subarray(0, end), starts: starts.subarray(0, count + 1) },
    numbers: keptNumbers.subarray(0, count * perTerm),
  }
}
