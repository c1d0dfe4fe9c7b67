import type { SearchQuery, TextQuery } from '../../query.ts'
import { tagKey, writtenKey } from '../keys.ts'
import type { SearchedSegment } from '../view.ts'
import { type FoundClause, findClause } from './clauses.ts'
import { type Condition, type DocumentSet, documentsWith, union } from './document-set.ts'
import { conditionsOf, documentOf } from './filters.ts'
import { intersection } from './intersection.ts'

/** What a query finds in a segment. */
export type Found = SearchedSegment & {
  readonly hits: DocumentSet
  readonly clauses: readonly FoundClause[]
  /** The documents of each tag of a likeness. */
  readonly tags: readonly DocumentSet[]
  readonly preferred: DocumentSet
  /** The words of a long phrase as they are written. */
  readonly emphasised: readonly FoundClause[]
}

/** Finds all documents of a segment that match a query. */
export function findIn(place: SearchedSegment, query: SearchQuery): Found {
  const { text, like } = query
  const clauses = (text?.clauses ?? []).map((clause) => findClause(place, clause))
  const tags = (like?.tags ?? []).map(({ of, id }) => documentsWith(place, tagKey(of, id)))
  const conditions = [
    ...(text ? textConditions(place, text, clauses) : []),
    ...(like ? likeConditions(place, tags, like.assetId) : []),
    ...query.filters.flatMap((filter) => conditionsOf(place, filter)),
    ...deletedConditions(place),
  ]
  const written = (text?.preferred ?? []).map((word) => documentsWith(place, writtenKey(word)))
  return {
    ...place,
    hits: intersection(place, conditions),
    clauses,
    tags,
    preferred: union(place, written),
    emphasised: (text?.emphasised ?? []).map((words) =>
      findClause(
        place,
        words.map((word) => [writtenKey(word)]),
      ),
    ),
  }
}

function deletedConditions({ deleted }: SearchedSegment): Condition[] {
  return deleted ? [{ set: { kind: 'bits', ...deleted }, isExcluded: true }] : []
}

function textConditions(
  place: SearchedSegment,
  { match, clauses, excluded }: TextQuery,
  found: readonly FoundClause[],
): Condition[] {
  const refused = excluded.map((clause) => ({ set: findClause(place, clause).set, isExcluded: true }))
  if (clauses.length === 0 && excluded.length === 0) return [{ set: union(place, []), isExcluded: false }]
  if (clauses.length === 0) return refused
  const sets = found.map(({ set }) => set)
  const required = match === 'all' ? sets : [union(place, sets)]
  return [...required.map((set) => ({ set, isExcluded: false })), ...refused]
}

function likeConditions(place: SearchedSegment, tags: readonly DocumentSet[], assetId: number): Condition[] {
  const itself = documentOf(place.segment, assetId)
  const { scratch, segment } = place
  if (itself < 0) return [{ set: union(place, tags), isExcluded: false }]
  const list = scratch.take(4)
  segment.memory.words[list >> 2] = itself
  return [
    { set: union(place, tags), isExcluded: false },
    { set: { kind: 'list', count: 1, list }, isExcluded: true },
  ]
}
