import type { Segment } from '../segment.ts'
import { firstIndex } from './first-index.ts'

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
  #segments: Segment[] = []
  #documents: number[] = []
  #scores: number[] = []

  /** `limit` documents are wanted. */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** Returns what a document of a segment needs to be among the best ones. */
  boundIn({ memory, layout }: Segment): Bound {
    const last = this.#limit - 1
    if (this.#documents.length <= last) return NO_BOUND
    const created = createdAt(this.#segments[last]!, this.#documents[last]!)
    const first = layout.created >> 3
    return {
      above: this.#scores[last]!,
      tied: firstIndex(layout.documents, (document) => memory.numbers[first + document]! < created),
    }
  }

  /** Adds the best documents of a segment. */
  add(segment: Segment, { documents, scores, found }: Written): void {
    if (found === 0) return
    const { words, signed } = segment.memory
    const own = { segments: this.#segments, documents: this.#documents, scores: this.#scores }
    const length = Math.min(this.#limit, own.documents.length + found)
    this.#segments = []
    this.#documents = []
    this.#scores = []
    let old = 0
    let added = 0
    while (this.#documents.length < length) {
      const document = words[(documents >> 2) + added]!
      const score = signed[(scores >> 2) + added]!
      const isOld =
        added === found ||
        (old < own.documents.length &&
          (own.scores[old] === score
            ? isNewer(own.segments[old]!, own.documents[old]!, segment, document)
            : own.scores[old]! > score))
      this.#segments.push(isOld ? own.segments[old]! : segment)
      this.#documents.push(isOld ? own.documents[old]! : document)
      this.#scores.push(isOld ? own.scores[old]! : score)
      if (isOld) old++
      else added++
    }
  }

  /** Returns the ids of the documents after the first `skip` ones. */
  idsAfter(skip: number): number[] {
    const ids: number[] = []
    for (let at = skip; at < this.#documents.length; at++) {
      const { memory, layout } = this.#segments[at]!
      ids.push(memory.numbers[(layout.ids >> 3) + this.#documents[at]!]!)
    }
    return ids
  }
}

const createdAt = ({ memory, layout }: Segment, document: number) =>
  memory.numbers[(layout.created >> 3) + document]!
const idAt = ({ memory, layout }: Segment, document: number) => memory.numbers[(layout.ids >> 3) + document]!

/** Whether a document comes before one of another segment with the same score. */
function isNewer(a: Segment, document: number, b: Segment, other: number): boolean {
  const [created, compared] = [createdAt(a, document), createdAt(b, other)]
  return created === compared ? idAt(a, document) > idAt(b, other) : created > compared
}
