import type { Likeness, SearchQuery } from '../../query.ts'
import { tagWeight, WRITTEN_WEIGHT } from '../../ranking.ts'
import type { Posting } from '../postings.ts'
import { bytesOfBitmap } from '../segment.ts'
import { clauseWeight, type FoundClause } from './clauses.ts'
import type { DocumentSet } from './document-set.ts'
import type { Found } from './find.ts'
import { liftsOf } from './lifts.ts'
import type { Scoring } from './scoring.ts'

/** Weights of tags are multiplied by this to be whole numbers. */
const TAG_SCALE = 4096

/** Returns whether scores decide the order. */
export const isScored = ({ sort, text, like }: SearchQuery): boolean =>
  sort.by === 'best' && Boolean(text || like)

/** Returns how the documents of each of these segments are scored. Weights count the documents of `all` segments. */
export function scoringOf(some: readonly Found[], all: readonly Found[], query: SearchQuery): Scoring[] {
  const documents = sum(all.map(({ segment, deleted }) => segment.layout.documents - (deleted?.count ?? 0)))
  const weighted = (clausesOf: (place: Found) => readonly FoundClause[], factor: number) => {
    const counts = all.map((place) => clausesOf(place).map(({ set }) => liveCount(place, set)))
    const weights = clausesOf(all[0]!).map((_, clause) =>
      Math.round(factor * clauseWeight(sum(counts.map((ofPlace) => ofPlace[clause]!)), documents)),
    )
    return (place: Found) =>
      clausesOf(place).map(({ parts }, clause) => ({
        parts,
        weight: weights[clause]!,
        count: counts[all.indexOf(place)]![clause]!,
      }))
  }
  const clauses = weighted((place) => place.clauses, 1)
  const written = weighted((place) => place.emphasised, WRITTEN_WEIGHT)
  const tags = query.like ? tagClauses(all, query.like) : () => []
  return some.map((place) => ({
    clauses: [...clauses(place), ...written(place), ...tags(place)],
    lifts: liftsOf(place, query),
    preferred: place.preferred.count === 0 ? null : place.preferred,
    deleted: place.deleted?.bits ?? 0,
  }))
}

/** Returns the clauses of the tags of a likeness in a segment. */
function tagClauses(all: readonly Found[], { tags }: Likeness): (place: Found) => Scoring['clauses'] {
  const weights = tags.map(({ weight }, tag) =>
    Math.round(TAG_SCALE * tagWeight(weight, sum(all.map((place) => liveCount(place, place.tags[tag]!))))),
  )
  return (place) =>
    place.tags.map((set, tag) => ({ parts: flagsOf(set), weight: weights[tag]!, count: set.count }))
}

/** The number of documents of a set that are still in the index. */
function liveCount({ segment, scratch, deleted }: Found, set: DocumentSet): number {
  if (!deleted) return set.count
  const { kernels } = segment.memory
  if (set.kind === 'bits')
    return set.count - kernels.countBoth(set.bits, deleted.bits, bytesOfBitmap(segment))
  if (set.kind === 'list')
    return kernels.probe(set.list, set.count, deleted.bits, 0, scratch.take(set.count * 4))
  return set.count - deleted.count
}

const flagsOf = (set: DocumentSet): Posting[] => {
  if (set.kind === 'bits') return [{ ...set, ranks: 0, impacts: 0, maxima: 0 }]
  return set.kind === 'list' ? [{ ...set, impacts: 0, maxima: 0 }] : []
}
const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
