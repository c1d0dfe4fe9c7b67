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
  /** The words of each language; null is English. */
  readonly #words = new Map<string | null, Set<string>>()
  readonly #labelWords = new Set<string>()
  /** The terms of names, by the form in which they are stored. */
  readonly #names = new Map<string, string>()

  add({ spelt, speltIn, labelWords, names }: IndexedPart): void {
    const words = this.#words.get(speltIn) ?? new Set()
    this.#words.set(speltIn, words)
    for (const word of spelt) words.add(word)
    for (const word of labelWords) this.#labelWords.add(word)
    for (const name of names)
      this.#names.set(storedName(name), termOfName({ ...name, value: String(name.id) }))
  }

  finish(find: FindNumber): CollectedNames {
    const words = [...this.#words].flatMap(([language, all]) =>
      Array.from(all, (word) => [word, language] as const),
    )
    const numberOfWord = (word: string) => find.written(fold(word)) ?? -1
    return {
      stored: [
        ...words.map(([word, language]) => storedWord(word, language)),
        ...Array.from(this.#labelWords, storedLabelWord),
        ...this.#names.keys(),
      ],
      terms: [
        ...words.map(([word]) => numberOfWord(word)),
        ...Array.from(this.#labelWords, numberOfWord),
        ...Array.from(this.#names.values(), (key) => find.key(key) ?? -1),
      ],
    }
  }
}
