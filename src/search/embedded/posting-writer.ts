import { hasBit, setBit } from './bits.ts'
import { BLOCK, type Posting } from './postings.ts'
import { postingOf, type Segment } from './segment.ts'

/** Writes the documents of all terms of a segment. Those of each term have to be added in ascending order. */
export class PostingWriter {
  readonly #segment: Segment
  /** For each term: the address of its bitmap, or 0. */
  readonly #bits: Uint32Array
  /** For each term: where the next entry of its list is written (in numbers of 4 bytes), and its next impact, or 0. */
  readonly #lists: Uint32Array
  readonly #impacts: Uint32Array

  constructor(segment: Segment) {
    const { terms } = segment.layout.dictionary
    this.#segment = segment
    this.#bits = new Uint32Array(terms)
    this.#lists = new Uint32Array(terms)
    this.#impacts = new Uint32Array(terms)
    for (let term = 0; term < terms; term++) {
      const posting = postingOf(segment, term)
      if (posting.kind === 'bits') this.#bits[term] = posting.bits
      else this.#lists[term] = posting.list >> 2
      this.#impacts[term] = posting.impacts
    }
  }

  /** Adds a document of a term. Its impact is ignored if the term has none. */
  add(term: number, document: number, impact: number): void {
    const { bytes, words } = this.#segment.memory
    const bits = this.#bits[term]!
    if (bits !== 0) setBit(bytes, bits, document)
    else words[this.#lists[term]!++] = document
    if (this.#impacts[term] !== 0) bytes[this.#impacts[term]!++] = impact
  }

  /** Returns whether a document was the last one that was added of a term. */
  hasJustAdded(term: number, document: number): boolean {
    const { memory, layout } = this.#segment
    const { bytes, words } = memory
    const bits = this.#bits[term]!
    if (bits !== 0) return hasBit(bytes, bits, document)
    const next = this.#lists[term]!
    return next > words[(layout.postings >> 2) + term]! >> 2 && words[next - 1] === document
  }

  /** Writes what is derived of documents and impacts, after all have been added. */
  finish(): void {
    for (let term = 0; term < this.#bits.length; term++) {
      if (this.#impacts[term] === 0) continue
      const posting = postingOf(this.#segment, term)
      if (posting.kind === 'bits') this.#finishBits(posting)
      else this.#finishList(posting)
    }
  }

  #finishList({ count, impacts, maxima }: Posting & { kind: 'list' }): void {
    const { bytes } = this.#segment.memory
    for (let at = 0; at < count; at++) {
      const block = maxima + (at >> 7)
      if (bytes[impacts + at]! > bytes[block]!) bytes[block] = bytes[impacts + at]!
    }
  }

  #finishBits({ bits, ranks, impacts, maxima }: Posting & { kind: 'bits' }): void {
    const { memory, layout } = this.#segment
    const { bytes, words, kernels } = memory
    const blocks = Math.ceil(layout.documents / BLOCK)
    let rank = 0
    for (let block = 0; block < blocks; block++) {
      words[(ranks >> 2) + block] = rank
      const end = rank + kernels.countBits(bits + block * (BLOCK >> 3), BLOCK >> 3)
      let most = 0
      for (; rank < end; rank++) if (bytes[impacts + rank]! > most) most = bytes[impacts + rank]!
      bytes[maxima + block] = most
    }
  }
}
