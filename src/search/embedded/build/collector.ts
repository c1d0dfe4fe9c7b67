import type { IndexedPart } from '../../search-index.ts'
import { GrowingNumbers } from './growing-numbers.ts'
import { type KnownTerms, PART_HEAD } from './known-terms.ts'
import type { Schema, SegmentDocument } from './segment-document.ts'
import { SegmentNumbers } from './segment-numbers.ts'
import { termNumber, twinOf, writtenNumber } from './term-numbers.ts'
import { type CollectedValues, ValueCollector } from './value-collector.ts'

/** Stands for the end of a field among the terms of a document. */
export const FIELD_END = 0xffffffff

/** Numbers of all documents, one document after the other: those of document `n` begin at `starts[n]`. */
export type CollectedNumbers = { readonly starts: Uint32Array; readonly numbers: Uint32Array }

/** Documents with their terms as numbers (`term-numbers.ts`) by those texts that the segment has. */
export type Collected = {
  readonly documents: readonly SegmentDocument[]
  readonly texts: SegmentNumbers
  /** The terms of texts; each field ends with FIELD_END. */
  readonly tokens: CollectedNumbers
  /** The words of texts as they are written, likewise. */
  readonly written: CollectedNumbers
  readonly keys: CollectedNumbers
  readonly names: SegmentNumbers
  /** The values that facets count, by list. */
  readonly values: Readonly<Record<string, CollectedValues>>
}

/** Numbers the terms of documents. */
export function collect(documents: Iterable<SegmentDocument>, schema: Schema, known: KnownTerms): Collected {
  const collector = new Collector(known)
  for (const document of documents) collector.add(document, schema.fields.length)
  return collector.finish()
}

class Collector {
  readonly #known: KnownTerms
  readonly #documents: SegmentDocument[] = []
  readonly #texts: SegmentNumbers
  readonly #names: SegmentNumbers
  readonly #tokens = new Stream()
  readonly #written = new Stream()
  readonly #keys = new Stream()
  readonly #lists = new Map<string, ValueCollector>()

  constructor(known: KnownTerms) {
    this.#known = known
    this.#texts = new SegmentNumbers(known.texts.size)
    this.#names = new SegmentNumbers(known.names.forms.size)
  }

  add(document: SegmentDocument, fields: number): void {
    this.#documents.push(document)
    for (const stream of [this.#tokens, this.#written, this.#keys]) stream.begin()
    for (const key of document.keys) this.#addKey(this.#known.texts.numberOf(key))
    for (let field = 0; field < fields; field++) {
      for (const part of document.texts[field]!)
        if (part.isCommon) this.#addCommonPart(this.#known.indexOfPart(part))
        else this.#addPart(part)
      this.#tokens.numbers.push(FIELD_END)
      this.#written.numbers.push(FIELD_END)
    }
    for (const tag of document.tags) this.#addTag(this.#known.tags.numberOf(tag))
  }

  finish(): Collected {
    const values = [...this.#lists].map(([name, list]) => [name, list.finish(this.#documents.length)])
    return {
      documents: this.#documents,
      texts: this.#texts,
      tokens: this.#tokens.finish(),
      written: this.#written.finish(),
      keys: this.#keys.finish(),
      names: this.#names,
      values: Object.fromEntries(values),
    }
  }

  #addPart({ terms, written, spelt, speltIn, labelWords, names, tags }: IndexedPart): void {
    const known = this.#known
    const tokens = this.#tokens.numbers
    const start = tokens.length
    for (const term of terms) this.#addTerm(known.texts.numberOf(term))
    // Most words are their own stems, whose numbers need not be looked up again.
    for (let at = 0; at < written.length; at++)
      if (written[at] === terms[at]) this.#written.numbers.push(twinOf(tokens.at(start + at)))
      else this.#addWritten(known.texts.numberOf(written[at]!))
    for (const word of spelt) this.#names.of(known.names.numberOfWord(word, speltIn))
    for (const word of labelWords) this.#names.of(known.names.numberOfLabelWord(word))
    for (const name of names) this.#names.of(known.names.numberOfName(name))
    for (const tag of tags) this.#addTag(known.tags.numberOf(tag))
  }

  #addCommonPart(index: number): void {
    const { parts } = this.#known
    let at = index + PART_HEAD
    let end = at + parts.at(index)
    for (; at < end; at++) this.#addTerm(parts.at(at))
    for (end += parts.at(index + 1); at < end; at++) this.#addWritten(parts.at(at))
    for (end += parts.at(index + 2); at < end; at++) this.#names.of(parts.at(at))
    for (end += parts.at(index + 3); at < end; at++) this.#addTag(parts.at(at))
  }

  #addTerm(text: number): void {
    this.#tokens.numbers.push(termNumber(this.#texts.of(text)))
  }

  #addWritten(text: number): void {
    this.#written.numbers.push(writtenNumber(this.#texts.of(text)))
  }

  #addKey(text: number): void {
    this.#keys.numbers.push(termNumber(this.#texts.of(text)))
  }

  #addTag(tag: number): void {
    const { tags } = this.#known
    this.#addKey(tags.keys.at(tag))
    const list = tags.lists[tag]!
    if (list !== null) this.#listNamed(list).add(this.#documents.length - 1, tag)
  }

  #listNamed(name: string): ValueCollector {
    const known = this.#lists.get(name)
    if (known) return known
    const list = new ValueCollector(this.#known.tags)
    this.#lists.set(name, list)
    return list
  }
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
