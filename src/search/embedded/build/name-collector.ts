import { fold } from '../../../lib/fold.ts'
import type { IndexedName, IndexedPart } from '../../search-index.ts'
import { keyOfName, type SpeltWord, storedLabelWord, storedName, storedWord } from '../names.ts'

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
  /** Names by the form in which they are stored. */
  readonly #names = new Map<string, IndexedName>()

  add({ spelt, speltIn, labelWords, names }: IndexedPart): void {
    const words = this.#words.get(speltIn) ?? new Set()
    this.#words.set(speltIn, words)
    for (const word of spelt) words.add(word)
    for (const word of labelWords) this.#labelWords.add(word)
    for (const name of names) this.#names.set(storedName(name), name)
  }

  finish(find: FindNumber): CollectedNames {
    const stored: string[] = []
    const terms: number[] = []
    const addWords = (words: ReadonlySet<string>, storedForm: (word: SpeltWord) => string) => {
      for (const word of words) {
        const folded = fold(word)
        stored.push(storedForm({ word, folded }))
        terms.push(find.written(folded) ?? -1)
      }
    }
    for (const [language, words] of this.#words) addWords(words, (word) => storedWord(word, language))
    addWords(this.#labelWords, storedLabelWord)
    for (const [form, { kind, id }] of this.#names) {
      stored.push(form)
      terms.push(find.key(keyOfName(kind, id)) ?? -1)
    }
    return { stored, terms }
  }
}
