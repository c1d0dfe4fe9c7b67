import { indexes } from '../indexes.ts'
import { compareTerms, encodeTerms, sortTerms, type TermList } from '../term-list.ts'
import { GrowingNumbers } from './growing-numbers.ts'

/** Texts are ranked again when there are so many more than those that have a rank, and at least so many. */
const GROWTH = 1.2
const MIN_RANKED = 2000

/**
 * Texts, numbered in the order of their first occurrence. Those of one segment after the other are mostly the same, so their bytes
 * and their order are kept.
 */
export class KnownTexts {
  readonly #numbers = new Map<string, number>()
  /** Those that are not encoded yet. */
  #added: string[] = []
  #bytes = new Uint8Array(2 ** 16)
  readonly #starts = new GrowingNumbers()
  /** The order of the first texts by their bytes: the rank of each, and the text of each rank. */
  #ranks = new Uint32Array()
  #byRank = new Uint32Array()

  constructor() {
    this.#starts.push(0)
  }

  get size(): number {
    return this.#numbers.size
  }

  /** Returns the number of a text. */
  numberOf(text: string): number {
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    const number = this.#numbers.size
    this.#numbers.set(text, number)
    this.#added.push(text)
    return number
  }

  /** Returns the bytes of all texts, by their numbers. */
  get bytes(): TermList {
    this.#encode()
    return { bytes: this.#bytes, starts: this.#starts.view }
  }

  /** Sorts distinct texts by their bytes, in place. */
  sort(texts: Uint32Array): void {
    const list = this.bytes
    if (this.size > Math.max(MIN_RANKED, this.#ranks.length * GROWTH)) this.#rankAll(list)
    const ranked = texts.filter((text) => text < this.#ranks.length).map((text) => this.#ranks[text]!)
    const others = texts.filter((text) => text >= this.#ranks.length)
    sortTerms(list, others)
    const known = ranked.sort().map((rank) => this.#byRank[rank]!)
    texts.set(mergeSorted(list, known, others))
  }

  /** Gives ranks to all texts, of which the first ones have some. */
  #rankAll(list: TermList): void {
    const ranked = this.#ranks.length
    const others = indexes(this.size - ranked).map((text) => text + ranked)
    sortTerms(list, others)
    this.#byRank = mergeSorted(list, this.#byRank, others)
    this.#ranks = new Uint32Array(this.size)
    this.#byRank.forEach((text, rank) => {
      this.#ranks[text] = rank
    })
  }

  #encode(): void {
    if (this.#added.length === 0) return
    const { bytes, starts } = encodeTerms(this.#added)
    this.#added = []
    const end = this.#starts.at(this.#starts.length - 1)
    if (end + bytes.length > this.#bytes.length) {
      const larger = new Uint8Array((end + bytes.length) * 2)
      larger.set(this.#bytes.subarray(0, end))
      this.#bytes = larger
    }
    this.#bytes.set(bytes, end)
    for (let text = 1; text < starts.length; text++) this.#starts.push(end + starts[text]!)
  }
}

/** Merges two sorted lists of texts. */
function mergeSorted(list: TermList, a: Uint32Array, b: Uint32Array): Uint32Array<ArrayBuffer> {
  const merged = new Uint32Array(a.length + b.length)
  let at = 0
  let next = 0
  for (const text of a) {
    while (next < b.length && compareTerms(list, b[next]!, list, text) < 0) merged[at++] = b[next++]!
    merged[at++] = text
  }
  merged.set(b.subarray(next), at)
  return merged
}
