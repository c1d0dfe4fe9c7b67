import { clauseWeight } from '../../clause-weight.ts'
import type { Likeness, SearchQuery } from '../../query.ts'
import { tagWeight, WRITTEN_WEIGHT } from '../../ranking.ts'
import type { Posting } from '../postings.ts'
import { type FoundClause, withoutImpacts } from './clauses.ts'
import { bitsOf, type DocumentSet } from './document-set.ts'
import type { Found } from './find.ts'
import { liftsOf, NO_LIFTS } from './lifts.ts'
import { clauseCount, liveCount } from './live-count.ts'
import type { ScoredClause, Scoring } from './scoring.ts'

/** Weights of tags are multiplied by this to be whole numbers. */
const TAG_SCALE = 4096

/** Returns whether scores decide the order. A text that only excludes words gives none. */
export const isScored = ({ sort, text, like }: SearchQuery): boolean =>
  sort.by === 'best' && (like !== undefined || (text !== null && text.clauses.length > 0))

/** Returns how the documents of each of these segments are scored. Weights count the documents of the whole view. */
export function scoringOf(all: readonly Found[], query: SearchQuery): Scoring[] {
  const { documents } = all[0]!.view
  const scored = all.map((): ScoredClause[] => [])
  const add = (clausesOf: (place: Found) => readonly FoundClause[], factor: number) => {
    for (let clause = 0; clause < clausesOf(all[0]!).length; clause++) {
      const counts = all.map((place) => clauseCount(place, clausesOf(place)[clause]!))
      const weight = Math.round(factor * clauseWeight(sum(counts), documents))
      all.forEach((place, index) => {
        scored[index]!.push({ parts: clausesOf(place)[clause]!.parts, weight, count: counts[index]! })
      })
    }
  }
  add((place) => place.clauses, 1)
  add((place) => place.emphasised, WRITTEN_WEIGHT)
  if (query.like) addTags(scored, all, query.like)
  return all.map((place, index) => ({
    clauses: scored[index]!,
    lifts: place.hits.count === 0 || query.like ? NO_LIFTS : liftsOf(place, query),
    preferred: place.preferred.count === 0 ? null : place.preferred,
    deleted: place.deleted?.bits ?? 0,
  }))
}

/** Adds the clauses of the tags of a likeness in each segment. */
function addTags(scored: readonly ScoredClause[][], all: readonly Found[], { tags }: Likeness): void {
  tags.forEach((tag, at) => {
    const counts = all.map((place) => liveCount(place, place.tags[at]!))
    const weight = Math.round(TAG_SCALE * tagWeight(tag.weight, sum(counts)))
    all.forEach((place, index) => {
      const set = place.tags[at]!
      scored[index]!.push({ parts: flagsOf(place, set), weight, count: set.count })
    })
  })
}

const flagsOf = (place: Found, set: DocumentSet): Posting[] =>
  set.count === 0 ? [] : [withoutImpacts(set.kind === 'all' ? bitsOf(place, set) : set)]

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
