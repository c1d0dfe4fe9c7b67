import type { Likeness, SearchQuery, TextQuery } from '../../query.ts'
import { tagKey, writtenKey } from '../keys.ts'
import type { SearchedSegment } from '../view.ts'
import { type FoundClause, findClause } from './clauses.ts'
import { type Condition, type DocumentSet, documentsWith, NO_DOCUMENTS, union } from './document-set.ts'
import { conditionsOf, documentOf } from './filters.ts'
import { intersection } from './intersection.ts'
import { leftOfTerm } from './left-of-term.ts'

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

const NONE: readonly never[] = []

/** Finds all documents of segments that match a query. Segments that have nothing of what it asks for are left out. */
export function findAll(places: readonly SearchedSegment[], query: SearchQuery): Found[] {
  const all: Found[] = []
  for (const place of places) {
    const found = findIn(place, query)
    if (found.hits.count > 0 || hasAny(found)) all.push(found)
  }
  return all
}

/** Whether a segment has documents of a part of a query: scores need their number. */
const hasAny = ({ clauses, tags, emphasised }: Found): boolean =>
  clauses.some(isFound) || emphasised.some(isFound) || tags.some(({ count }) => count > 0)
const isFound = ({ set }: FoundClause) => set.count > 0

/** Finds all documents of a segment that match a query. */
export function findIn(place: SearchedSegment, query: SearchQuery): Found {
  const { text, like } = query
  const clauses = text ? text.clauses.map((clause) => findClause(place, clause)) : NONE
  const tags = like ? like.tags.map(({ of, id }) => documentsWith(place, tagKey(of, id))) : NONE
  return {
    segment: place.segment,
    deleted: place.deleted,
    scratch: place.scratch,
    view: place.view,
    at: place.at,
    hits: hitsOf(place, query, { clauses, tags }),
    clauses,
    tags,
    preferred: text ? preferredDocuments(place, text) : NO_DOCUMENTS,
    emphasised: text ? text.emphasised.map((words) => findClause(place, words.map(asWritten))) : NONE,
  }
}

const asWritten = (word: string) => [writtenKey(word)]

function preferredDocuments(place: SearchedSegment, { preferred }: TextQuery): DocumentSet {
  if (preferred.length === 0) return NO_DOCUMENTS
  return union(
    place,
    preferred.map((word) => documentsWith(place, writtenKey(word))),
  )
}

function hitsOf(
  place: SearchedSegment,
  { text, like, filters }: SearchQuery,
  { clauses, tags }: Pick<Found, 'clauses' | 'tags'>,
): DocumentSet {
  const conditions: Condition[] = []
  if (text) addTextConditions(conditions, place, text, clauses)
  if (like) addLikeConditions(conditions, place, tags, like)
  // Most segments do not have all words of a query. What else it needs is not looked for in them.
  if (conditions.some(({ set, isExcluded }) => set.count === 0 && !isExcluded)) return NO_DOCUMENTS
  if (clauses.length === 1 && conditions.length === 1 && filters.length === 0) {
    const left = leftOfTerm(place, clauses[0]!)
    if (left) return left
  }
  for (const filter of filters) conditions.push(...conditionsOf(place, filter))
  if (place.deleted) conditions.push({ set: { kind: 'bits', ...place.deleted }, isExcluded: true })
  return intersection(place, conditions)
}

function addTextConditions(
  conditions: Condition[],
  place: SearchedSegment,
  { match, clauses, excluded }: TextQuery,
  found: readonly FoundClause[],
): void {
  if (clauses.length === 0 && excluded.length === 0) conditions.push({ set: NO_DOCUMENTS, isExcluded: false })
  else if (match === 'all') for (const { set } of found) conditions.push({ set, isExcluded: false })
  else if (clauses.length > 0)
    conditions.push({
      set: union(
        place,
        found.map(({ set }) => set),
      ),
      isExcluded: false,
    })
  for (const clause of excluded) conditions.push({ set: findClause(place, clause).set, isExcluded: true })
}

function addLikeConditions(
  conditions: Condition[],
  place: SearchedSegment,
  tags: readonly DocumentSet[],
  { assetId }: Likeness,
): void {
  conditions.push({ set: union(place, tags), isExcluded: false })
  const itself = documentOf(place.segment, assetId)
  if (itself < 0) return
  const list = place.scratch.take(4)
  place.segment.memory.words[list >> 2] = itself
  conditions.push({ set: { kind: 'list', count: 1, list }, isExcluded: true })
}
