import type { IndexedPart } from '../../search-index.ts'
import { GrowingNumbers } from './growing-numbers.ts'
import { KnownNames } from './known-names.ts'
import { KnownTags } from './known-tags.ts'
import { KnownTexts } from './known-texts.ts'

/** About 200 bytes each, and as much for the parts that have them. */
const MAX_TEXTS = 250_000

/**
 * What an index knows of the documents of its last segments, most of whose words, keywords and names the next ones have again:
 * numbers of the texts of their terms, of names, of tags, and of what common parts consist of.
 */
export class KnownTerms {
  readonly texts = new KnownTexts()
  readonly names = new KnownNames(this.texts)
  readonly tags = new KnownTags(this.texts)
  /**
   * Parts, one after the other: how many terms, words as they are written, names and tags each has (`PART_HEAD` numbers), and the
   * numbers of all of these.
   */
  readonly parts = new GrowingNumbers()
  readonly #indexes = new Map<IndexedPart, number>()

  /** Whether it is time to forget all, since there are too many that no document may have any more. */
  get isFull(): boolean {
    return this.texts.size + this.names.forms.size > MAX_TEXTS
  }

  /** Returns where a common part begins in `parts`. */
  indexOfPart(part: IndexedPart): number {
    return this.#indexes.get(part) ?? this.#addPart(part)
  }

  #addPart(part: IndexedPart): number {
    const index = this.parts.length
    this.#indexes.set(part, index)
    const textOf = (text: string) => this.texts.numberOf(text)
    const members = [
      part.terms.map(textOf),
      part.written.map(textOf),
      [
        ...part.spelt.map((word) => this.names.numberOfWord(word, part.speltIn)),
        ...part.labelWords.map((word) => this.names.numberOfLabelWord(word)),
        ...part.names.map((name) => this.names.numberOfName(name)),
      ],
      part.tags.map((tag) => this.tags.numberOf(tag)),
    ]
    for (const { length } of members) this.parts.push(length)
    for (const numbers of members) for (const number of numbers) this.parts.push(number)
    return index
  }
}

/** How many numbers a part begins with. */
export const PART_HEAD = 4
