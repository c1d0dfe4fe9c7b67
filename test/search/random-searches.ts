import { type CompletionQuery, NAME_KINDS } from '../../src/search/completion.ts'
import {
  type Clause,
  COUNTED_TYPES,
  type FacetCounts,
  type FacetQueries,
  type Filter,
  type Likeness,
  type SearchQuery,
  type TagKind,
  type TextQuery,
} from '../../src/search/query.ts'
import type { IndexBatch, IndexDocument, IndexedName, IndexedTag } from '../../src/search/search-index.ts'
import { document, EMPTY_DESCRIPTION } from '../contracts/search-index.ts'

const DAY_MS = 86_400_000

/** Some are in other scripts, of which UTF-8 and UTF-16 sort the last two differently. */
const WORDS = [...Array.from({ length: 40 }, (_, index) => `w${index}`), 'река', 'ｗ山', '𠮷山']
const IDS = 400
const TAGS = 30

/** Returns an integer from 0 up to but excluding a limit. */
export type Random = (limit: number) => number

const some = <T>(random: Random, most: number, make: () => T): T[] =>
  Array.from({ length: random(most + 1) }, make)
/** Low numbers are much more frequent than high ones. */
const skewed = (random: Random, below: number) => Math.min(random(below), random(below))
const word = (random: Random) => WORDS[skewed(random, WORDS.length)]!
const pick = <T>(random: Random, values: readonly T[]): T => values[random(values.length)]!
/** Words as they are written: as their stem, or in another form. */
const writtenForm = (random: Random, stem: string) => (random(4) === 0 ? `${stem}s` : stem)

/** Returns a batch of changed and removed documents: up to 60, or one or two, all of which may have the same tag. */
export function changeOf(random: Random, position: number): IndexBatch {
  const ids = new Set(some(random, position % 3 === 0 ? 2 : 60, () => 1 + random(IDS)))
  const removed = some(random, 8, () => 1 + random(IDS)).filter((id) => !ids.has(id))
  return {
    ...EMPTY_DESCRIPTION,
    documents: [...ids].map((id) => randomDocument(random, id)),
    removed,
    position,
  }
}

function randomDocument(random: Random, id: number): IndexDocument {
  const text = (most: number) => some(random, most, () => word(random))
  const terms = { title: text(6), keywords: text(10), caption: text(12), context: text(3) }
  const written = mapValues(terms, (words) => words.map((stem) => writtenForm(random, stem)))
  const countries = [...new Set(some(random, 2, () => 1 + random(3)))]
  const artistId = pick(random, [null, 1, 2, 3])
  const collectionId = 1 + skewed(random, 6)
  const isVideo = random(4) === 0
  const tags: IndexedTag[] = [...new Set(some(random, 5, () => skewed(random, TAGS)))].map(tagNumbered)
  if (artistId !== null) tags.push({ of: 'artist', id: artistId, type: null })
  return document(id, {
    ...mapValues(terms, (words) => words.join(' ')),
    written: mapValues(written, (words) => words.join(' ')),
    spelt: Object.values(written)
      .flat()
      .map((form) => (random(3) === 0 ? form.replace(/^w/, 'ŵ') : form)),
    speltIn: pick(random, [null, null, 'de', 'fr']),
    labelWords: some(random, 2, () => word(random)),
    names: [...tags.flatMap(namesOfTag), ...namesOf('collection', collectionId)],
    tags,
    territories: random(4) === 0 ? { offered: random(2) === 0, countries } : null,
    colours: some(random, 3, () => ({
      lab: { l: random(100), a: random(60) - 30, b: random(60) - 30 },
      share: (1 + random(9)) / 10,
    })),
    values: {
      mediaKind: isVideo ? 'video' : 'image',
      family: pick(random, ['creative', 'editorial']),
      orientation: pick(random, [null, 'square', 'vertical']),
      fileType: pick(random, [null, 'jpg', 'eps']),
      graphicalStyle: pick(random, ['photography', 'illustration']),
      brand: pick(random, ['ours', 'theirs']),
      series: pick(random, [null, null, 'one', 'two']),
      digitalSource: pick(random, [null, 'made']),
      artistId,
      collectionId,
      embedding: random(3),
      licenseModel: pick(random, ['royaltyfree', 'rightsmanaged']),
      country: pick(random, [null, 1, 2]),
      pixels: pick(random, [0, 500, 1000, 2_000_000]),
      qualityRank: 1 + random(3),
      popularity: skewed(random, 20),
      createdMs: pick(random, [
        null,
        ...[1, 2, 3, 4, 5, 6].map((day) => day * 1000),
        10 * DAY_MS,
        15 * DAY_MS,
        19 * DAY_MS,
      ]),
      visibleFromMs: random(5) === 0 ? random(9) : 0,
      visibleUntilMs: random(5) === 0 ? random(9) : 8_640_000_000_000_000,
      isReleased: random(2),
      isExclusive: pick(random, [null, 0, 1]),
      clipMs: isVideo ? pick(random, [null, 5000, 9000]) : null,
      frameRate: isVideo ? pick(random, [null, '25', '30']) : null,
      aspectRatio: isVideo ? pick(random, [null, '16:9']) : null,
      lines: isVideo ? pick(random, [null, 720, 1080]) : null,
      videoType: isVideo ? pick(random, [null, 'hd']) : null,
    },
  })
}

/** The tag with this number below TAGS. Keywords have types of which facets count some. */
const tagNumbered = (id: number): IndexedTag => ({
  of: kindOfTag(id),
  id,
  type: kindOfTag(id) === 'keyword' ? [...COUNTED_TYPES, 'Age'][id % 4]! : null,
})
const kindOfTag = (id: number): TagKind => (id % 5 === 0 ? 'event' : id % 7 === 0 ? 'segment' : 'keyword')

const KIND_OF_NAME = { Location: 'place', SpecificPeople: 'person' } as const

function namesOfTag({ of, id, type }: IndexedTag): IndexedName[] {
  if (of === 'segment') return []
  return namesOf(of === 'keyword' ? (KIND_OF_NAME[type as 'Location'] ?? 'keyword') : of, id)
}

/** Names of two words, each of which several have. */
const namesOf = (kind: IndexedName['kind'], id: number): IndexedName[] =>
  [`n${id % 4} m${id % 3}`, `m${id % 3}`].map((folded) => ({ kind, id, folded }))

const mapValues = <Name extends string, From, To>(
  record: Readonly<Record<Name, From>>,
  map: (value: From) => To,
) =>
  Object.fromEntries(Object.entries<From>(record).map(([name, value]) => [name, map(value)])) as Record<
    Name,
    To
  >

/** Returns a query of any kind. */
export function queryOf(random: Random): SearchQuery<FacetQueries> {
  const text = random(3) > 0 ? textOf(random) : null
  const isLikeAnother = text === null && random(3) === 0
  return {
    text,
    ...(isLikeAnother ? { like: likenessOf(random) } : {}),
    filters: some(random, 3, () => filterOf(random)),
    sort: pick(random, [
      { by: 'best' },
      { by: 'newest' },
      { by: 'oldest' },
      { by: 'popular' },
      { by: 'quality' },
      { by: 'random', day: random(3) },
      { by: 'colour', to: { l: 50, a: 10, b: -10 } },
    ] as const),
    picturedFirst: random(3) === 0,
    boostedCountry: random(4) === 0 ? 1 : null,
    freshOn: random(2) === 0 ? 20 : null,
    page: random(3) === 0 ? { offset: random(60), size: 1 + random(60) } : { offset: 0, size: IDS },
    facets: random(2) === 0 ? {} : facetsOf(random),
  }
}

function textOf(random: Random): TextQuery {
  const clauses = some(random, 3, () => clauseOf(random))
  const written = () => writtenForm(random, word(random))
  return {
    match: pick(random, ['all', 'any']),
    clauses,
    excluded: some(random, 1, () => clauseOf(random)),
    preferred: clauses.length === 1 ? some(random, 2, written) : [],
    emphasised: clauses.length > 1 ? some(random, 2, () => [written(), written()]) : [],
    relaxedBelow: 0,
  }
}

/** One or two readings, some of which are phrases or beginnings of words. */
const clauseOf = (random: Random): Clause =>
  Array.from({ length: 1 + random(2) }, () => {
    if (random(6) === 0) return [`${word(random).slice(0, 1 + random(2))}*`]
    return Array.from({ length: 1 + (random(4) === 0 ? 1 : 0) }, () => word(random))
  })

/** All facets, of which some are of the most frequent values alone. */
function facetsOf(random: Random): FacetQueries {
  const top = () => (random(2) === 0 ? {} : { top: 1 + random(4) })
  return {
    artists: { of: 'artist', ...top() },
    events: { of: 'event', ...top() },
    ...Object.fromEntries(COUNTED_TYPES.map((type) => [type, { of: 'keyword', type, ...top() }])),
  }
}

function likenessOf(random: Random): Likeness {
  const tags = new Set(some(random, 5, () => skewed(random, TAGS)))
  return {
    assetId: 1 + random(IDS),
    tags: [
      ...[...tags].map((id) => ({ of: kindOfTag(id), id, weight: 1 + random(4) })),
      ...some(random, 1, () => ({ of: 'artist' as const, id: 1 + random(3), weight: 0.7 })),
    ],
  }
}

function filterOf(random: Random, depth = 0): Filter {
  const numbers = () => [...new Set(some(random, 3, () => skewed(random, TAGS)))]
  return pick<() => Filter>(random, [
    () => ({ field: 'family', in: [pick(random, ['creative', 'editorial'])] }),
    () => ({ field: 'series', notIn: ['one'] }),
    () => ({ field: 'collectionId', in: [1, 1 + random(6)] }),
    () => ({ field: 'id', in: some(random, 200, () => random(450)) }),
    () => ({ field: 'id', notIn: some(random, 20, () => random(450)) }),
    () => ({ field: 'mediaKind', in: [pick(random, ['image', 'video'])] }),
    () => ({ field: 'orientation', in: ['square', 'panoramic'] }),
    () => ({ field: 'fileType', notIn: ['eps'] }),
    () => ({ field: 'graphicalStyle', in: ['illustration'] }),
    () => ({ field: 'brand', in: ['ours'] }),
    () => ({ field: 'digitalSource', notIn: ['made'] }),
    () => ({ field: 'artistId', in: [1 + random(4)] }),
    () => ({ field: 'embedding', in: [random(3), random(3)] }),
    () => ({ field: 'licenseModel', in: ['royaltyfree'] }),
    () => ({ field: 'isReleased', in: [1] }),
    () => ({ field: 'isExclusive', notIn: [random(2)] }),
    () => ({ field: 'frameRate', in: ['25'] }),
    () => ({ field: 'aspectRatio', in: ['16:9'] }),
    () => ({ field: 'videoType', in: ['hd'] }),
    () => ({ field: 'clipMs', from: 6000 }),
    () => ({ field: 'lines', to: 800 }),
    () => ({ field: 'createdMs', from: random(7) * 1000 }),
    () => ({ field: 'createdMs', to: random(7) * 1000 }),
    () => ({ field: 'visibleFromMs', to: random(9) }),
    () => ({ field: 'visibleUntilMs', from: random(9) }),
    () => ({ field: 'pixels', from: pick(random, [0, 1, 600]), to: pick(random, [500, 1000, 3_000_000]) }),
    () => ({ field: 'qualityRank', from: 1 + random(3) }),
    () => {
      const of = pick(random, ['keyword', 'event', 'segment'] as const)
      const ids = numbers().filter((id) => kindOfTag(id) === of)
      return { tags: pick(random, ['any', 'all', 'none'] as const), of, ids }
    },
    () => ({ tags: 'any', of: 'artist', ids: [1, 2] }),
    () => ({ offeredIn: 1 + random(4) }),
    () => ({ colour: { l: 50, a: 0, b: 0 }, within: 5 + random(40) }),
    () => ({
      anyOf: depth > 1 ? [] : some(random, 2, () => some(random, 2, () => filterOf(random, depth + 1))),
    }),
  ])()
}

/** Returns a query for words and names that begin with a text. */
export function completionOf(random: Random): CompletionQuery {
  return {
    prefix: pick(random, ['w', 'w1', 'w2', 'w10', 'n', 'n1', 'n2 m', 'm', 'm0', 'р', 'x']),
    kinds: NAME_KINDS.filter(() => random(2) === 0),
    text: random(2) === 0 ? null : textOf(random),
    filters: some(random, 2, () => filterOf(random)),
    language: pick(random, ['en-US', 'de', 'fr', 'es']),
    limit: 1 + random(6),
  }
}

/** Returns facets in an order of their own. */
export function sortedFacets(facets: object): object {
  return Object.fromEntries(
    Object.entries(facets as Record<string, { id: number; count: number }[]>).map(([name, values]) => [
      name,
      values.map(({ id, count }) => [id, count]).toSorted(([a], [b]) => a! - b!),
    ]),
  )
}

/** Returns the values of facets that a query wants: the `top` ones, and those as frequent as the last of them. */
export function topFacets(
  wanted: FacetQueries,
  facets: FacetCounts<FacetQueries>,
): FacetCounts<FacetQueries> {
  return Object.fromEntries(
    Object.entries(facets).map(([name, values]) => {
      const { top = Infinity } = wanted[name]!
      const least = values.map(({ count }) => count).sort((a, b) => b - a)[top - 1] ?? 0
      return [name, values.filter(({ count }) => count >= least)]
    }),
  )
}
