import type { SearchQuery } from '../../query.ts'
import { freshnessSteps, OWN_COUNTRY_SHARE } from '../../ranking.ts'
import { countSince } from '../created.ts'
import { HEAD_NUMBERS, STEP_NUMBERS } from '../kernels/score-table.ts'
import { valueKey } from '../keys.ts'
import { bitsOf, type DocumentSet, documentsWith, type Place } from './document-set.ts'

/** What lifts documents of a segment besides their texts and priors: see `score-table.ts`. */
export type Lifts = {
  /** The documents from the caller's country; null if there is none. */
  readonly own: DocumentSet | null
  readonly fresh: {
    readonly set: DocumentSet
    /** The document at which each step of freshness ends, and its share. */
    readonly steps: readonly (readonly [end: number, share: number])[]
  } | null
}

/** Of queries in which nothing lifts documents. */
export const NO_LIFTS: Lifts = { own: null, fresh: null }

/** Returns what lifts documents of a segment in a query. */
export function liftsOf(place: Place, { boostedCountry, freshOn }: SearchQuery): Lifts {
  return {
    own: boostedCountry == null ? null : documentsWith(place, valueKey('country', boostedCountry)),
    fresh: freshOn == null ? null : freshDocuments(place, freshOn),
  }
}

function freshDocuments(place: Place, day: number): Lifts['fresh'] {
  const { segment } = place
  const steps = freshnessSteps(day)
  if (countSince(segment, steps.at(-1)!.sinceMs) === 0) return null
  const set = documentsWith(place, valueKey('family', 'editorial'))
  if (set.count === 0) return null
  return { set, steps: steps.map(({ sinceMs, share }) => [countSince(segment, sinceMs), share]) }
}

/** Whether anything lifts documents. */
export const hasLifts = ({ own, fresh }: Lifts): boolean => own !== null || fresh !== null

/** Reserves a table of `score-table.ts` with `bytes` after its head, writes the head, and returns the address. */
export function writeHead(
  place: Place,
  { own, fresh }: Lifts,
  { clauses, lifted, bytes }: { clauses: number; lifted: number; bytes: number },
): number {
  const { scratch, segment } = place
  const steps = fresh?.steps.flat() ?? []
  const stepsAt = scratch.take(steps.length * 4)
  segment.memory.words.set(steps, stepsAt >> 2)
  const head = [
    clauses,
    lifted,
    own ? bitsOf(place, own).bits : 0,
    OWN_COUNTRY_SHARE,
    fresh ? bitsOf(place, fresh.set).bits : 0,
    steps.length / STEP_NUMBERS,
    stepsAt,
  ]
  const table = scratch.take(HEAD_NUMBERS * 4 + bytes)
  segment.memory.words.set(head, table >> 2)
  return table
}
