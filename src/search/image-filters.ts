import { enumeratedKeywordId } from '../catalogue/keywords.ts'
import { findArtistIds, findCollectionIds } from '../catalogue/names.ts'
import { segmentNumber } from '../catalogue/segments.ts'
import type { RightsDefaults } from '../catalogue/stated-rights.ts'
import { findPeopleIds } from '../catalogue/vocabulary.ts'
import type { Db } from '../db/database.ts'
import type { ImageFilters, OfferedSize, Polar } from './image-search.ts'
import type { Filter } from './query.ts'
import { EMBEDDING } from './search-index.ts'

const SENSITIVE = ['nudity', 'death', 'profanity', 'drugs_alcohol', 'suggestive', 'graphic_content']
/** IPTC digital source types of what a trained model made, wholly or in part. */
const BY_AI = ['trainedAlgorithmicMedia', 'compositeWithTrainedAlgorithmicMedia']
const MEGAPIXEL = 1_000_000
/** How far from a colour one of a picture's own may be (CIE76): further, people call it another colour. */
const SAME_COLOUR = 25

/**
 * The smallest area, in pixels, of which each size is offered: more than the upper end of the band below it
 * (contract 16, Download sizes). The smallest size filters nothing.
 */
const LEAST_PIXELS = {
  small: 0.17 * MEGAPIXEL,
  medium: 0.35 * MEGAPIXEL,
  large: 3 * MEGAPIXEL,
  x_large: 10 * MEGAPIXEL,
  xx_large: 20 * MEGAPIXEL,
} as const

/** The filters of a search for images as an index is asked for them; names are looked up among the records. */
export async function compileImageFilters(
  db: Db,
  filters: ImageFilters,
  rightsDefaults: RightsDefaults,
): Promise<Filter[]> {
  const { colour, mayBeEmbedded } = filters
  return [
    ...(colour ? [{ colour, within: SAME_COLOUR }] : []),
    ...ofKeywords(filters),
    ...ofPicture(filters),
    ...(mayBeEmbedded ? [embeddable(rightsDefaults)] : []),
    ...ofNews(filters),
    ...(await ofNames(db, filters)),
  ]
}

function ofKeywords({
  codes = {},
  keywordIds,
  excludedKeywordIds,
  leavesOut = null,
}: ImageFilters): Filter[] {
  const sensitive = leavesOut === 'nudity' ? ['nudity'] : leavesOut === 'sensitive' ? SENSITIVE : []
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

function ofPicture(filters: ImageFilters): Filter[] {
  const { orientations, fileTypes, styles, brand, byAi = 'include', qualityRank } = filters
  const ai: Polar = { values: BY_AI, polarity: byAi === 'only' ? 'include' : 'exclude' }
  return [
    ...(orientations ? [{ field: 'orientation' as const, in: orientations }] : []),
    ...(fileTypes ? [{ field: 'fileType' as const, in: fileTypes }] : []),
    ...(styles ? [polar('graphicalStyle', styles)] : []),
    ...(brand === undefined ? [] : [{ field: 'brand' as const, in: [brand] }]),
    ...(filters.notForEditorialUseAlone ? [{ field: 'family' as const, in: ['creative'] }] : []),
    ...(byAi === 'include' ? [] : [polar('digitalSource', ai)]),
    ...(qualityRank === undefined ? [] : [{ field: 'qualityRank' as const, to: qualityRank }]),
    ...ofSize(filters.offersSize ?? 'x_small'),
  ]
}

const embeddable = ({ isEmbeddable }: RightsDefaults): Filter => ({
  field: 'embedding',
  in: isEmbeddable ? [EMBEDDING.allowed, EMBEDDING.notStated] : [EMBEDDING.allowed],
})

function ofNews({ segments, eventIds, createdMs }: ImageFilters): Filter[] {
  const { from = null, to = null } = createdMs ?? {}
  const range = { ...(from !== null && { from }), ...(to !== null && { to }) }
  return [
    ...(segments ? [{ tags: 'any' as const, of: 'segment' as const, ids: segments.map(segmentNumber) }] : []),
    ...(eventIds ? [{ tags: 'any' as const, of: 'event' as const, ids: eventIds }] : []),
    ...(from === null && to === null ? [] : [{ field: 'createdMs' as const, ...range }]),
  ]
}

async function ofNames(db: Db, { collectionCodes, artists, people }: ImageFilters): Promise<Filter[]> {
  const collectionIds = collectionCodes && (await findCollectionIds(db, collectionCodes.values))
  return [
    ...(collectionCodes && collectionIds
      ? [polar('collectionId', { ...collectionCodes, values: collectionIds })]
      : []),
    ...(artists ? [{ field: 'artistId' as const, in: await findArtistIds(db, artists) }] : []),
    ...(people ? [keywords('any', await findPeopleIds(db, people))] : []),
  ]
}

function ofSize(size: OfferedSize): Filter[] {
  if (size === 'x_small') return []
  if (size === 'vector') return [{ field: 'fileType', in: ['eps', 'svg'] }]
  return [{ field: 'pixels', from: LEAST_PIXELS[size] + 1 }]
}

function polar(
  field: 'graphicalStyle' | 'collectionId' | 'digitalSource',
  { values, polarity }: { values: readonly (string | number)[]; polarity: Polar['polarity'] },
): Filter {
  return polarity === 'include' ? { field, in: values } : { field, notIn: values }
}
