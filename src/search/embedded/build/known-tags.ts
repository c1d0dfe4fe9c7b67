import type { IndexedTag } from '../../search-index.ts'
import { listOfTag } from '../facet-names.ts'
import { tagKey } from '../keys.ts'
import { GrowingNumbers } from './growing-numbers.ts'
import type { KnownTexts } from './known-texts.ts'

/** Tags with numbers. */
export class KnownTags {
  /** For each tag: the number of the text of its key, its id, and the list whose facet counts it, or null. */
  readonly keys = new GrowingNumbers()
  readonly ids: number[] = []
  readonly lists: (string | null)[] = []
  readonly #texts: KnownTexts
  /** By list, or by kind if they are in none, and by id. */
  readonly #numbers = new Map<string, Map<number, number>>()

  /** `texts` has the keys. */
  constructor(texts: KnownTexts) {
    this.#texts = texts
  }

  /** Returns the number of a tag. */
  numberOf(tag: IndexedTag): number {
    const list = listOfTag(tag)
    const kind = list ?? tag.of
    const numbers = this.#numbers.get(kind) ?? new Map<number, number>()
    this.#numbers.set(kind, numbers)
    const known = numbers.get(tag.id)
    if (known !== undefined) return known
    const number = this.ids.length
    numbers.set(tag.id, number)
    this.keys.push(this.#texts.numberOf(tagKey(tag.of, tag.id)))
    this.ids.push(tag.id)
    this.lists.push(list)
    return number
  }
}
