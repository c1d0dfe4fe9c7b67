import { enumeratedKeywordId, type KeywordType } from '../catalogue/keywords.ts'
import { findArtistIds, findCollectionIds } from '../catalogue/names.ts'
import { segmentNumber } from '../catalogue/trade-lists.ts'
import { findPeopleIds } from '../catalogue/vocabulary.ts'
import type { Db } from '../db/database.ts'
import type { Segment } from '../db/tables/assets.ts'
import type { Filter } from './query.ts'

/** Values to include or to exclude. */
export type ValueFilter = { readonly values: readonly string[]; readonly mode: 'include' | 'exclude' }

/** The filters that searches for images and for videos share, all of which must hold. */
export type AssetFilters = {
  /** Codes of the enumerated keywords, by their type; any of them. */
  readonly codes?: { readonly [Type in KeywordType]?: readonly string[] }
  readonly keywordIds?: readonly number[] | undefined
  readonly excludedKeywordIds?: readonly number[] | undefined
  /** Excludes nudity, or all sensitive content. */
  readonly excludedContent?: 'nudity' | 'sensitive' | null
  readonly orientations?: readonly string[] | undefined
  readonly collectionCodes?: ValueFilter | null
  readonly brand?: string
  /** Whether iStock alone offers it. What a record does not state is found by neither. */
  readonly isIstockExclusive?: boolean | undefined
  readonly excludesEditorialUseOnly?: boolean
  readonly segments?: readonly Segment[] | undefined
  readonly eventIds?: readonly number[] | undefined
  /** When it was made, in ms since 1970, both ends included. */
  readonly createdMs?: { readonly from: number | null; readonly to: number | null }
  readonly artists?: readonly string[] | undefined
  readonly people?: readonly string[] | undefined
}

const SENSITIVE = ['nudity', 'death', 'profanity', 'drugs_alcohol', 'suggestive', 'graphic_content']

/** Compiles the filters that all searches share for the index, looking up the ids of names. */
export async function compileAssetFilters(db: Db, filters: AssetFilters): Promise<Filter[]> {
  const { orientations, brand, isIstockExclusive, excludesEditorialUseOnly } = filters
  return [
    ...keywordFilters(filters),
    ...(orientations ? [{ field: 'orientation' as const, in: orientations }] : []),
    ...(brand === undefined ? [] : [{ field: 'brand' as const, in: [brand] }]),
    ...(isIstockExclusive === undefined
      ? []
      : [{ field: 'isExclusive' as const, in: [Number(isIstockExclusive)] }]),
    ...(excludesEditorialUseOnly ? [{ field: 'family' as const, in: ['creative'] }] : []),
    ...newsFilters(filters),
    ...(await nameFilters(db, filters)),
  ]
}

function keywordFilters({
  codes = {},
  keywordIds,
  excludedKeywordIds,
  excludedContent = null,
}: AssetFilters): Filter[] {
  const sensitive =
    excludedContent === 'nudity' ? ['nudity'] : excludedContent === 'sensitive' ? SENSITIVE : []
  return [
    ...Object.entries(codes).map(([type, wanted]) => keywords('any', idsOf(type, wanted))),
    ...(keywordIds ? [keywords('all', keywordIds)] : []),
    ...(excludedKeywordIds ? [keywords('none', excludedKeywordIds)] : []),
    ...(sensitive.length > 0 ? [keywords('none', idsOf('Sensitive', sensitive))] : []),
  ]
}

const keywords = (tags: 'any' | 'all' | 'none', ids: readonly number[]): Filter => ({
  tags,
  of: 'keyword',
  ids,
})
const idsOf = (type: string, codes: readonly string[]) => codes.map((code) => enumeratedKeywordId(type, code))

function newsFilters({ segments, eventIds, createdMs }: AssetFilters): Filter[] {
  return [
    ...(segments ? [{ tags: 'any' as const, of: 'segment' as const, ids: segments.map(segmentNumber) }] : []),
    ...(eventIds ? [{ tags: 'any' as const, of: 'event' as const, ids: eventIds }] : []),
    ...rangeFilter('createdMs', createdMs),
  ]
}

/** A filter for a range, of which either end may be open; no filter if both are. */
export function rangeFilter(
  field: 'createdMs' | 'clipMs',
  { from, to }: { readonly from: number | null; readonly to: number | null } = { from: null, to: null },
): Filter[] {
  if (from === null && to === null) return []
  return [{ field, ...(from !== null && { from }), ...(to !== null && { to }) }]
}

async function nameFilters(db: Db, { collectionCodes, artists, people }: AssetFilters): Promise<Filter[]> {
  const collectionIds = collectionCodes && (await findCollectionIds(db, collectionCodes.values))
  return [
    ...(collectionCodes && collectionIds
      ? [valueFilter('collectionId', { ...collectionCodes, values: collectionIds })]
      : []),
    ...(artists ? [{ field: 'artistId' as const, in: await findArtistIds(db, artists) }] : []),
    ...(people ? [keywords('any', await findPeopleIds(db, people))] : []),
  ]
}

/** A filter that includes or excludes values. */
export function valueFilter(
  field: 'graphicalStyle' | 'collectionId' | 'digitalSource',
  { values, mode }: { values: readonly (string | number)[]; mode: ValueFilter['mode'] },
): Filter {
  return mode === 'include' ? { field, in: values } : { field, notIn: values }
}
