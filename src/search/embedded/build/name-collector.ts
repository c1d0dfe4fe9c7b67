import { fold } from '../../../lib/fold.ts'
import type { IndexedPart } from '../../search-index.ts'
import { storedLabelWord, storedName, storedWord, termOfName } from '../names.ts'

/** Looks up the number of a term: of a word as it is written, or of a key; undefined if no document has it. */
export type FindNumber = {
  readonly written: (folded: string) => number | undefined
  readonly key: (key: string) => number | undefined
}

/** Words as they are spelt, and names, as a segment stores them; distinct. */
export type CollectedNames = {
  readonly stored: readonly string[]
  /** For each of them the number of the term that its documents have, -1 if none has it. */
  readonly terms: readonly number[]
}

/** Collects the words and names of parts. Most of them are in many parts. */
export class NameCollector {
  readonly #words = new Set<string>()
  readonly #labelWords = new Set<string>()
  /** The terms of names, by the form in which they are stored. */
  readonly #names = new Map<string, string>()

  add({ spelt, labelWords, names }: IndexedPart): void {
    for (const word of spelt) this.#words.add(word)
    for (const word of labelWords) this.#labelWords.add(word)
    for (const name of names)
      this.#names.set(storedName(name), termOfName({ ...name, value: String(name.id) }))
  }

  finish(find: FindNumber): CollectedNames {
    const numberOfWord = (word: string) => find.written(fold(word)) ?? -1
    return {
      stored: [
        ...Array.from(this.#words, storedWord),
        ...Array.from(this.#labelWords, storedLabelWord),
        ...this.#names.keys(),
      ],
      terms: [
        ...Array.from(this.#words, numberOfWord),
        ...Array.from(this.#labelWords, numberOfWord),
        ...Array.from(this.#names.values(), (key) => find.key(key) ?? -1),
      ],
    }
  }
}
