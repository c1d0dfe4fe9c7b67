import type { IndexDocument } from '../../search-index.ts'
import { storedLabelWord, storedName, storedWord } from '../names.ts'

/** What a document has of words as they are spelt, and of names. */
export type NamedDocument = Pick<IndexDocument, 'spelt' | 'labelWords' | 'names'>

/** Collects the words and names of documents. Most of them are in many documents. */
export class NameCollector {
  readonly #words = new Set<string>()
  readonly #labelWords = new Set<string>()
  readonly #names = new Set<string>()

  add({ spelt, labelWords, names }: NamedDocument): void {
    for (const word of spelt) this.#words.add(word)
    for (const word of labelWords) this.#labelWords.add(word)
    for (const name of names) this.#names.add(storedName(name))
  }

  /** Returns them in the form in which a segment stores them. */
  stored(): string[] {
    return [
      ...Array.from(this.#words, storedWord),
      ...Array.from(this.#labelWords, storedLabelWord),
      ...this.#names,
    ]
  }
}
