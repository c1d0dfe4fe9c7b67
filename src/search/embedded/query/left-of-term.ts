import type { FoundClause } from './clauses.ts'
import type { Condition, DocumentSet, Place } from './document-set.ts'
import { intersection } from './intersection.ts'
import { clauseCount } from './live-count.ts'

/**
 * Returns the documents of a clause of a single frequent term that are not deleted, if some are; null for other clauses.
 * Their number may be known, and the best of them are found without their bitmap, so that is made when it is first read.
 */
export function leftOfTerm(place: Place, clause: FoundClause): DocumentSet | null {
  const { set, term } = clause
  if (!term || !place.deleted || set.kind !== 'bits') return null
  const conditions = [
    { set, isExcluded: false },
    { set: { kind: 'bits', ...place.deleted }, isExcluded: true },
  ] as const satisfies Condition[]
  return new LazyBits(clauseCount(place, clause), () => intersection(place, conditions))
}

class LazyBits {
  readonly kind = 'bits'
  readonly count: number
  readonly #make: () => DocumentSet
  #bits: number | null = null

  constructor(count: number, make: () => DocumentSet) {
    this.count = count
    this.#make = make
  }

  get bits(): number {
    this.#bits ??= (this.#make() as DocumentSet & { kind: 'bits' }).bits
    return this.#bits
  }
}
