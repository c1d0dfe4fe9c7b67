import { mostSince } from '../created.ts'
import { idOf, type Segment } from '../segment.ts'
import { idsOf } from './ids-of.ts'

/** Which scores of a segment matter: those higher than `above`, and equal ones of documents before `tied`. */
export type Bound = { readonly above: number; readonly tied: number }

/** Where a kernel wrote documents and their scores, 4 bytes each, the best first. */
export type Written = { readonly documents: number; readonly scores: number; readonly found: number }

/** Every score matters. */
export const NO_BOUND: Bound = { above: -1, tied: 0 }

/** How many of the best documents can be found at most: the kernels that skip blocks insert them one by one. */
export const MAX_BEST = 200

/** Documents with their scores, dates, and the numbers of their segments, the best first. */
class Candidates {
  readonly segments = new Uint32Array(MAX_BEST)
  readonly documents = new Uint32Array(MAX_BEST)
  readonly scores = new Int32Array(MAX_BEST)
  readonly created = new Float64Array(MAX_BEST)

  /** Copies one of other candidates to a place. */
  copy(at: number, from: Candidates, index: number): void {
    this.segments[at] = from.segments[index]!
    this.documents[at] = from.documents[index]!
    this.scores[at] = from.scores[index]!
    this.created[at] = from.created[index]!
  }
}

// A thread searches for one page at a time, so all searches use the same memory.
const fresh = new Candidates()
const [one, other] = [new Candidates(), new Candidates()]

/** Reads the best documents of a segment, without their dates. */
function read(
  { documents, scores, found }: Written,
  { memory: { words, signed } }: Segment,
  number: number,
  into: Candidates,
): void {
  for (let at = 0; at < found; at++) {
    into.segments[at] = number
    into.documents[at] = words[(documents >> 2) + at]!
    into.scores[at] = signed[(scores >> 2) + at]!
  }
}

/** Dates are far from each other in memory. They are read in one go, so that a processor need not wait for each. */
function readDates({ documents, created }: Candidates, { memory, layout }: Segment, count: number): void {
  const { numbers } = memory
  const dates = layout.created >> 3
  for (let at = 0; at < count; at++) created[at] = numbers[dates + documents[at]!]!
}

/**
 * The best documents of several segments, which are searched one after the other: what was found so far bounds what has to
 * be considered in the next one. Equal scores are in the order of `segment.ts`. Only one such object is in use at a time.
 */
export class BestDocuments {
  readonly #limit: number
  readonly #bound: Bound
  readonly #segments: Segment[] = []
  #kept = one
  #spare = other
  #count = 0
  /** The dates of documents of a single segment need not be known. */
  #isDated = false

  /** `limit` documents are wanted, MAX_BEST at most, which are known to have scores within a bound. */
  constructor(limit: number, bound: Bound) {
    this.#limit = limit
    this.#bound = bound
  }

  /** How many were found, `limit` at most. */
  get count(): number {
    return this.#count
  }

  /** Returns what a document of a segment needs to be among the best ones. */
  boundIn(segment: Segment): Bound {
    if (this.#count < this.#limit) return this.#bound
    this.#date()
    const { scores, created } = this.#kept
    return { above: scores[this.#limit - 1]!, tied: mostSince(segment, created[this.#limit - 1]!) }
  }

  /** Adds the best documents of a segment. */
  add(segment: Segment, written: Written): void {
    if (written.found === 0) return
    const number = this.#segments.push(segment) - 1
    if (this.#count === 0) {
      read(written, segment, number, this.#kept)
      this.#count = written.found
      return
    }
    this.#date()
    read(written, segment, number, fresh)
    readDates(fresh, segment, written.found)
    this.#merge(written.found)
  }

  /** Reads the dates of the documents of the first segment. */
  #date(): void {
    if (!this.#isDated) readDates(this.#kept, this.#segments[0]!, this.#count)
    this.#isDated = true
  }

  #merge(found: number): void {
    const [kept, merged] = [this.#kept, this.#spare]
    let old = 0
    let next = 0
    let at = 0
    for (; at < this.#limit && (old < this.#count || next < found); at++) {
      if (next === found || (old < this.#count && this.#isBefore(old, next))) merged.copy(at, kept, old++)
      else merged.copy(at, fresh, next++)
    }
    this.#count = at
    this.#kept = merged
    this.#spare = kept
  }

  /** Whether one of those that were found before comes before a fresh one. */
  #isBefore(old: number, next: number): boolean {
    const { scores, created, documents, segments } = this.#kept
    if (scores[old] !== fresh.scores[next]) return scores[old]! > fresh.scores[next]!
    if (created[old] !== fresh.created[next]) return created[old]! > fresh.created[next]!
    const [segment, newer] = [this.#segments[segments[old]!]!, this.#segments[fresh.segments[next]!]!]
    return idOf(segment, documents[old]!) > idOf(newer, fresh.documents[next]!)
  }

  /** Returns the ids of the documents after the first `skip` ones. */
  idsAfter(skip: number): number[] {
    const { segments, documents } = this.#kept
    return idsOf({ segments: this.#segments, places: segments, documents, from: skip, to: this.#count })
  }
}
