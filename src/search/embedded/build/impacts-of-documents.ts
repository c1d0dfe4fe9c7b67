import { impactOf } from '../../impact.ts'
import { weightOfOccurrence } from '../../ranking.ts'
import { type Collected, type CollectedNumbers, FIELD_END } from './collector.ts'
import type { Schema } from './segment-document.ts'
import { isWrittenNumber, termNumber, twinOf } from './term-numbers.ts'

/** The terms of texts of all documents, by the numbers of the collector, and their impacts, one document after the other. */
export type Impacts = {
  /** Those of document `n` begin at `starts[n]`, as a segment numbers documents. */
  readonly starts: Uint32Array
  readonly terms: Uint32Array
  readonly impacts: Uint8Array
  /**
   * 1 for each stem and word as it is written that have the same letters, documents and impacts. Those of the word are left
   * out. Keys have no impacts, and what is said of them here means nothing.
   */
  readonly isShared: Uint8Array
  /** How many documents have each term. */
  readonly counts: Uint32Array
}

/** Returns the impacts of the documents of a segment; `order` has the documents as it numbers them. */
export function impactsOfDocuments(collected: Collected, order: Uint32Array, { fields }: Schema): Impacts {
  const { documents, tokens, written, texts } = collected
  const terms = termNumber(texts.things.length)
  const most = tokens.numbers.length + written.numbers.length
  const found = { terms: new Uint32Array(most), impacts: new Uint8Array(most) }
  const starts = new Uint32Array(order.length + 1)
  const sums = new Float64Array(terms)
  const current = new Uint8Array(terms)
  const isShared = new Uint8Array(terms).fill(1)
  let end = 0
  const addUp = ({ starts, numbers }: CollectedNumbers, from: number) => {
    let start = starts[from]!
    let field = 0
    for (let at = start; at < starts[from + 1]!; at++) {
      if (numbers[at] !== FIELD_END) continue
      const weight = weightOfOccurrence(fields[field++]!, at - start)
      for (; start < at; start++) {
        const term = numbers[start]!
        if (sums[term] === 0) found.terms[end++] = term
        sums[term]! += weight
      }
      start = at + 1
    }
  }
  for (let document = 0; document < order.length; document++) {
    const from = order[document]!
    const start = end
    addUp(tokens, from)
    addUp(written, from)
    const { prior } = documents[from]!
    for (let at = start; at < end; at++) {
      const term = found.terms[at]!
      current[term] = found.impacts[at] = impactOf(sums[term]!, prior)
      sums[term] = 0
    }
    for (let at = start; at < end; at++) {
      const term = found.terms[at]!
      const twin = twinOf(term)
      if (current[twin] !== current[term]) isShared[term] = isShared[twin] = 0
    }
    for (let at = start; at < end; at++) current[found.terms[at]!] = 0
    starts[document + 1] = end
  }
  return withoutShared({ starts, ...found, isShared, counts: new Uint32Array(terms) })
}

/** Leaves out what is the same for a word as it is written as for its stem, in place, and counts the rest. */
function withoutShared({ starts, terms, impacts, isShared, counts }: Impacts): Impacts {
  let end = 0
  let from = 0
  for (let document = 0; document + 1 < starts.length; document++) {
    const to = starts[document + 1]!
    for (; from < to; from++) {
      const term = terms[from]!
      if (isShared[term] && isWrittenNumber(term)) continue
      counts[term]!++
      terms[end] = term
      impacts[end++] = impacts[from]!
    }
    starts[document + 1] = end
  }
  return { starts, terms: terms.subarray(0, end), impacts: impacts.subarray(0, end), isShared, counts }
}
