import { fold } from '../../../lib/fold.ts'
import type { IndexedName } from '../../search-index.ts'
import { keyOfName, type SpeltWord, storedLabelWord, storedName, storedWord } from '../names.ts'
import { GrowingNumbers } from './growing-numbers.ts'
import { KnownTexts } from './known-texts.ts'
import { termNumber, writtenNumber } from './term-numbers.ts'

/** Words as they are spelt, and names, as a segment stores them, with numbers. */
export class KnownNames {
  /** The forms in which they are stored. */
  readonly forms = new KnownTexts()
  /** For each of them, the term that its documents have, if any have it. */
  readonly terms = new GrowingNumbers()
  readonly #texts: KnownTexts
  /** The words of each language; null is English. */
  readonly #words = new Map<string | null, Map<string, number>>()
  readonly #labelWords = new Map<string, number>()

  /** `texts` has those of the terms. */
  constructor(texts: KnownTexts) {
    this.#texts = texts
  }

  /** Returns the number of a word of texts in a language. */
  numberOfWord(word: string, language: string | null): number {
    const words = this.#words.get(language) ?? new Map<string, number>()
    this.#words.set(language, words)
    return words.get(word) ?? this.#addWord(words, word, (spelt) => storedWord(spelt, language))
  }

  /** Returns the number of a word of a label. */
  numberOfLabelWord(word: string): number {
    return this.#labelWords.get(word) ?? this.#addWord(this.#labelWords, word, storedLabelWord)
  }

  /** Returns the number of a name. */
  numberOfName(name: IndexedName): number {
    return this.#add(storedName(name), termNumber(this.#texts.numberOf(keyOfName(name.kind, name.id))))
  }

  #addWord(words: Map<string, number>, word: string, storedForm: (spelt: SpeltWord) => string): number {
    const folded = fold(word)
    const number = this.#add(storedForm({ word, folded }), writtenNumber(this.#texts.numberOf(folded)))
    words.set(word, number)
    return number
  }

  #add(form: string, term: number): number {
    const number = this.forms.numberOf(form)
    if (number === this.terms.length) this.terms.push(term)
    return number
  }
}
