import { countSince, createdOf, idOf, isBefore, type Segment } from '../segment.ts'

/** Which scores of a segment matter: those higher than `above`, and equal ones of documents before `tied`. */
export type Bound = { readonly above: number; readonly tied: number }

/** Where a kernel wrote documents and their scores, 4 bytes each, the best first. */
export type Written = { readonly documents: number; readonly scores: number; readonly found: number }

const NO_BOUND: Bound = { above: -1, tied: 0 }

/**
 * The best documents of several segments, which are searched one after the other: what was found so far bounds what has to
 * be considered in the next one. Equal scores are in the order of `segment.ts`.
 */
export class BestDocuments {
  readonly #limit: number
  readonly #segments: Segment[] = []
  readonly #documents: number[] = []
  readonly #scores: number[] = []

  /** `limit` documents are wanted. */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** Returns what a document of a segment needs to be among the best ones. */
  boundIn(segment: Segment): Bound {
    const last = this.#limit - 1
    if (this.#documents.length <= last) return NO_BOUND
    const created = createdOf(this.#segments[last]!, this.#documents[last]!)
    return { above: this.#scores[last]!, tied: countSince(segment, created) }
  }

  /** Adds the best documents of a segment. */
  add(segment: Segment, { documents, scores, found }: Written): void {
    const { words, signed } = segment.memory
    const documentAt = (index: number) => words[(documents >> 2) + index]!
    const scoreAt = (index: number) => signed[(scores >> 2) + index]!
    const isOldBefore = (old: number, index: number): boolean => {
      if (this.#scores[old] !== scoreAt(index)) return this.#scores[old]! > scoreAt(index)
      return isBefore(this.#segments[old]!, this.#documents[old]!, segment, documentAt(index))
    }
    // How many of both remain.
    let old = 0
    let fresh = 0
    while (old + fresh < this.#limit && (old < this.#scores.length || fresh < found)) {
      if (fresh === found || (old < this.#scores.length && isOldBefore(old, fresh))) old++
      else fresh++
    }
    // They are merged from the last one on, so that no other place is needed.
    for (let at = old + fresh - 1; fresh > 0; at--) {
      const isOld = old > 0 && !isOldBefore(old - 1, fresh - 1)
      if (isOld) old--
      else fresh--
      this.#segments[at] = isOld ? this.#segments[old]! : segment
      this.#documents[at] = isOld ? this.#documents[old]! : documentAt(fresh)
      this.#scores[at] = isOld ? this.#scores[old]! : scoreAt(fresh)
    }
  }

  /** Returns the ids of the documents after the first `skip` ones. */
  idsAfter(skip: number): number[] {
    const ids: number[] = []
    for (let at = skip; at < this.#documents.length; at++)
      ids.push(idOf(this.#segments[at]!, this.#documents[at]!))
    return ids
  }
}
