import type { SearchQuery } from '../../query.ts'
import { tagWeight, WRITTEN_WEIGHT } from '../../ranking.ts'
import { valueKey } from '../keys.ts'
import type { Posting } from '../postings.ts'
import { clauseWeight, type FoundClause } from './clauses.ts'
import { type DocumentSet, documentsWith } from './document-set.ts'
import type { Found } from './find.ts'
import { intersection } from './intersection.ts'
import type { Scoring } from './scoring.ts'

/** Weights of tags are multiplied by this to be whole numbers. */
const TAG_SCALE = 4096

/** Returns how the documents of each of these segments are scored. Weights count the documents of `all` segments. */
export function scoringOf(some: readonly Found[], all: readonly Found[], query: SearchQuery): Scoring[] {
  const documents = sum(
    all.map((place) => liveCount(place, { kind: 'all', count: place.segment.layout.documents })),
  )
  const weightsOf = (clausesOf: (place: Found) => readonly FoundClause[], factor: number) =>
    clausesOf(all[0]!).map((_, clause) => {
      const count = sum(all.map((place) => liveCount(place, clausesOf(place)[clause]!.set)))
      return Math.round(factor * clauseWeight(count, documents))
    })
  const weights = weightsOf(({ clauses }) => clauses, 1)
  const writtenWeights = weightsOf(({ emphasised }) => emphasised, WRITTEN_WEIGHT)
  const tagWeights = (query.like?.tags ?? []).map(({ weight }, tag) =>
    Math.round(TAG_SCALE * tagWeight(weight, sum(all.map((place) => liveCount(place, place.tags[tag]!))))),
  )
  return some.map((place) => ({
    clauses: [
      ...place.clauses.map(({ parts }, clause) => ({ parts, weight: weights[clause]! })),
      ...place.emphasised.map(({ parts }, clause) => ({ parts, weight: writtenWeights[clause]! })),
      ...place.tags.map((set, tag) => ({ parts: flagsOf(set), weight: tagWeights[tag]! })),
    ],
    boosted:
      query.boostedCountry == null ? null : documentsWith(place, valueKey('country', query.boostedCountry)),
    preferred: place.preferred.count === 0 ? null : place.preferred,
  }))
}

/** The documents of a set that are still in the index. */
function liveCount(place: Found, set: DocumentSet): number {
  if (place.present.length === 0) return set.count
  return intersection(place, [{ set, isExcluded: false }, ...place.present]).count
}

const flagsOf = (set: DocumentSet): Posting[] => {
  if (set.kind === 'bits') return [{ ...set, ranks: 0, impacts: 0, maxima: 0 }]
  return set.kind === 'list' ? [{ ...set, impacts: 0, maxima: 0 }] : []
}
const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
