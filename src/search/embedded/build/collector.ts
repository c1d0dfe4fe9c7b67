import type { IndexedPart, IndexedTag } from '../../search-index.ts'
import { listOfTag } from '../facet-names.ts'
import { tagKey, writtenKey } from '../keys.ts'
import { TERM } from '../term-kinds.ts'
import { GrowingNumbers } from './growing-numbers.ts'
import { type CollectedNames, NameCollector } from './name-collector.ts'
import type { Schema, SegmentDocument } from './segment-document.ts'
import { type CollectedValues, ValueCollector } from './value-collector.ts'

/** Stands for the end of a field among the terms of a document. */
export const FIELD_END = 0xffffffff

/** Numbers of all documents, one document after the other: those of document `n` begin at `starts[n]`. */
export type CollectedNumbers = { readonly starts: Uint32Array; readonly numbers: Uint32Array }

/** Documents whose terms are numbered in the order of their first occurrence. */
export type Collected = {
  readonly documents: readonly SegmentDocument[]
  readonly terms: readonly string[]
  /** TERM.key, TERM.stem or TERM.written. */
  readonly kinds: readonly number[]
  /** The terms of texts; each field ends with FIELD_END. */
  readonly tokens: CollectedNumbers
  /** The words of texts as they are written, likewise. */
  readonly written: CollectedNumbers
  /** For each stem, the word as it is written that has the same letters, and the other way round; -1 if there is none. */
  readonly twins: Int32Array
  readonly keys: CollectedNumbers
  readonly names: CollectedNames
  /** The values that facets count, by list. */
  readonly values: Readonly<Record<string, CollectedValues>>
}

/** A part with its terms as numbers. */
type NumberedPart = {
  readonly tokens: readonly number[]
  readonly written: readonly number[]
  readonly tags: readonly NumberedTag[]
}

/** A tag: the number of its key and, if facets count it, its value in a list. */
type NumberedTag = { readonly key: number; readonly list: ValueCollector | null; readonly value: number }

/** Numbers the terms of documents. */
export function collect(documents: Iterable<SegmentDocument>, schema: Schema): Collected {
  const terms: string[] = []
  const kinds: number[] = []
  const numbering = (kind: number, termOf: (text: string) => string) => {
    const known = new Map<string, number>()
    const numberOf = (text: string): number => {
      const number = known.get(text)
      if (number !== undefined) return number
      known.set(text, terms.length)
      kinds.push(kind)
      return terms.push(termOf(text)) - 1
    }
    return { numberOf, known }
  }
  const ofTerms = numbering(TERM.stem, (text) => text)
  const ofWritten = numbering(TERM.written, writtenKey)
  const ofKeys = numbering(TERM.key, (text) => text)
  const [tokens, written, keys] = [new Stream(), new Stream(), new Stream()]
  const names = new NameCollector()
  const lists = new Map<string, ValueCollector>()
  const numbered = new Map<IndexedPart, NumberedPart>()

  const listNamed = (name: string): ValueCollector => {
    const list = lists.get(name) ?? new ValueCollector()
    lists.set(name, list)
    return list
  }
  const numberTag = (tag: IndexedTag): NumberedTag => {
    const name = listOfTag(tag)
    const list = name === null ? null : listNamed(name)
    return { key: ofKeys.numberOf(tagKey(tag.of, tag.id)), list, value: list?.indexOf(tag.id) ?? 0 }
  }
  const numberPart = (part: IndexedPart): NumberedPart => {
    names.add(part)
    const made = {
      tokens: part.terms.map(ofTerms.numberOf),
      written: part.written.map(ofWritten.numberOf),
      tags: part.tags.map(numberTag),
    }
    numbered.set(part, made)
    return made
  }
  const all: SegmentDocument[] = []
  for (const document of documents) {
    const at = all.push(document) - 1
    for (const stream of [tokens, written, keys]) stream.begin()
    const addTag = ({ key, list, value }: NumberedTag) => {
      keys.numbers.push(key)
      list?.add(at, value)
    }
    for (const key of document.keys) keys.numbers.push(ofKeys.numberOf(key))
    for (let field = 0; field < schema.fields.length; field++) {
      for (const part of document.texts[field]!) {
        const known = numbered.get(part) ?? numberPart(part)
        tokens.numbers.pushAll(known.tokens)
        written.numbers.pushAll(known.written)
        for (const tag of known.tags) addTag(tag)
      }
      tokens.numbers.push(FIELD_END)
      written.numbers.push(FIELD_END)
    }
    for (const tag of document.tags) addTag(numberTag(tag))
  }
  return {
    documents: all,
    terms,
    kinds,
    tokens: tokens.finish(),
    written: written.finish(),
    twins: twinsOf(terms.length, ofTerms.known, ofWritten.known),
    keys: keys.finish(),
    names: names.finish({
      written: (text) => ofWritten.known.get(text),
      key: (key) => ofKeys.known.get(key),
    }),
    values: Object.fromEntries([...lists].map(([name, list]) => [name, list.finish(all.length)])),
  }
}

function twinsOf(
  count: number,
  stems: ReadonlyMap<string, number>,
  written: ReadonlyMap<string, number>,
): Int32Array {
  const twins = new Int32Array(count).fill(-1)
  for (const [text, number] of written) {
    const stem = stems.get(text)
    if (stem === undefined) continue
    twins[number] = stem
    twins[stem] = number
  }
  return twins
}

/** Numbers of one document after the other. */
class Stream {
  readonly #starts = new GrowingNumbers()
  readonly numbers = new GrowingNumbers()

  begin(): void {
    this.#starts.push(this.numbers.length)
  }

  finish(): CollectedNumbers {
    this.begin()
    return { starts: this.#starts.view, numbers: this.numbers.view }
  }
}
