import { writtenKey } from '../keys.ts'
import { GrowingNumbers } from './growing-numbers.ts'
import { NameCollector } from './name-collector.ts'
import type { Schema, SegmentDocument } from './segment-document.ts'

/** Stands for the end of a field among the terms of a document. */
export const FIELD_END = 0xffffffff

/** Documents whose terms are numbered in the order of their first occurrence. */
export type Collected = {
  readonly documents: readonly CollectedDocument[]
  readonly terms: readonly string[]
  /** 1 for terms of texts, 0 for keys. */
  readonly isText: readonly number[]
  /** The terms of texts of all documents; each field ends with FIELD_END. */
  readonly tokens: Uint32Array
  /** The words of texts as they are written, likewise. */
  readonly written: Uint32Array
  readonly keys: Uint32Array
  /** Words as they are spelt, and names, as a segment stores them; distinct. */
  readonly names: readonly string[]
}

type CollectedDocument = Pick<
  SegmentDocument,
  'id' | 'createdMs' | 'prior' | 'numbers' | 'values' | 'colours'
> & {
  /** Where those of the document begin and end. */
  readonly tokens: readonly [number, number]
  readonly written: readonly [number, number]
  readonly keys: readonly [number, number]
}

/** Numbers the terms of documents. */
export function collect(documents: Iterable<SegmentDocument>, schema: Schema): Collected {
  const terms: string[] = []
  const isText: number[] = []
  const numbering = (isOfText: boolean, termOf: (text: string) => string) => {
    const known = new Map<string, number>()
    return (text: string): number => {
      const number = known.get(text)
      if (number !== undefined) return number
      known.set(text, terms.length)
      isText.push(Number(isOfText))
      return terms.push(termOf(text)) - 1
    }
  }
  const numberOfTerm = numbering(true, (text) => text)
  const numberOfWritten = numbering(true, writtenKey)
  const numberOfKey = numbering(false, (text) => text)
  const tokens = new GrowingNumbers()
  const written = new GrowingNumbers()
  const keys = new GrowingNumbers()
  const names = new NameCollector()
  const collected: CollectedDocument[] = []
  for (const { id, createdMs, prior, numbers: columns, values, colours, ...document } of documents) {
    const from = { tokens: tokens.length, written: written.length, keys: keys.length }
    for (let field = 0; field < schema.fields.length; field++) {
      for (const term of document.texts[field]!) tokens.push(numberOfTerm(term))
      tokens.push(FIELD_END)
      for (const word of document.written[field]!) written.push(numberOfWritten(word))
      written.push(FIELD_END)
    }
    if (document.named) names.add(document.named)
    for (const key of document.keys) keys.push(numberOfKey(key))
    collected.push({
      id,
      createdMs,
      prior,
      numbers: columns,
      values,
      colours,
      tokens: [from.tokens, tokens.length],
      written: [from.written, written.length],
      keys: [from.keys, keys.length],
    })
  }
  return {
    documents: collected,
    terms,
    isText,
    tokens: tokens.view,
    written: written.view,
    keys: keys.view,
    names: names.stored(),
  }
}
