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
  const heads = new Uint32Array(lists.length)
  /** The first bytes of the next term of each list, which decide about most pairs; Infinity at the end of a list. */
  const prefixes = new Float64Array(lists.length)
  const readPrefix = (list: number) => {
    const isEnd = heads[list] === termCount(lists[list]!)
    prefixes[list] = isEnd ? Infinity : prefixOf(lists[list]!, heads[list]!)
  }
  for (let list = 0; list < lists.length; list++) readPrefix(list)
  /** The lists whose next term is the least. */
  const least = new Uint32Array(lists.length)
  let end = 0
  let count = 0
  for (;;) {
    let found = 0
    for (let list = 0; list < lists.length; list++) {
      const first = least[0]!
      if (prefixes[list] === Infinity || (found > 0 && prefixes[list]! > prefixes[first]!)) continue
      const isLess = found === 0 || prefixes[list]! < prefixes[first]!
      const compared = isLess ? -1 : compareTerms(lists[list]!, heads[list]!, lists[first]!, heads[first]!)
      if (compared > 0) continue
      if (compared < 0) found = 0
      least[found++] = list
    }
    if (found === 0) break
    const source = lists[least[0]!]!
    const term = heads[least[0]!]!
    for (let at = source.starts[term]!; at < source.starts[term + 1]!; at++) bytes[end++] = source.bytes[at]!
    for (let at = 0; at < found; at++) {
      const list = least[at]!
      numbers[count * lists.length + list] = heads[list]!++
      readPrefix(list)
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
