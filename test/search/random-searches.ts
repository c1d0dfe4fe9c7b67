import type { Filter, Likeness, SearchQuery } from '../../src/search/query.ts'
import type { IndexBatch, IndexDocument } from '../../src/search/search-index.ts'
import { document, EMPTY_DESCRIPTION } from '../contracts/search-index.ts'

const DAY_MS = 86_400_000

const WORDS = Array.from({ length: 40 }, (_, index) => `w${index}`)

/** Returns an integer from 0 up to but excluding a limit. */
export type Random = (limit: number) => number

const some = <T>(random: Random, most: number, make: () => T): T[] =>
  Array.from({ length: random(most + 1) }, make)
/** Low numbers are much more frequent than high ones. */
const skewed = (random: Random, below: number) => Math.min(random(below), random(below))
const word = (random: Random) => WORDS[skewed(random, WORDS.length)]!
const pick = <T>(random: Random, values: readonly T[]): T => values[random(values.length)]!

/** Returns a batch of changed and removed documents: up to 60, or one or two, all of which may have the same tag. */
export function changeOf(random: Random, position: number): IndexBatch {
  const ids = new Set(some(random, position % 3 === 0 ? 2 : 60, () => 1 + random(400)))
  const removed = some(random, 8, () => 1 + random(400)).filter((id) => !ids.has(id))
  return {
    ...EMPTY_DESCRIPTION,
    documents: [...ids].map((id) => randomDocument(random, id)),
    removed,
    position,
  }
}

function randomDocument(random: Random, id: number): IndexDocument {
  const text = (most: number) => some(random, most, () => word(random)).join(' ')
  const texts = { title: text(6), keywords: text(10), caption: text(12), context: text(3) }
  const countries = [...new Set(some(random, 2, () => 1 + random(3)))]
  return document(id, {
    ...texts,
    written: texts,
    tags: [...new Set(some(random, 5, () => skewed(random, 30)))].map((tag) => ({
      of: tag % 5 === 0 ? 'event' : 'keyword',
      id: tag,
      type: tag % 5 === 0 ? null : tag % 2 ? 'Location' : 'Age',
    })),
    territories: random(4) === 0 ? { offered: random(2) === 0, countries } : null,
    colours: some(random, 3, () => ({
      lab: { l: random(100), a: random(60) - 30, b: random(60) - 30 },
      share: (1 + random(9)) / 10,
    })),
    values: {
      family: pick(random, ['creative', 'editorial']),
      series: pick(random, [null, null, 'one', 'two']),
      artistId: pick(random, [null, 1, 2, 3]),
      collectionId: 1 + skewed(random, 6),
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
      isExclusive: pick(random, [null, 0, 1]),
    },
  })
}

/** Returns a query of any kind. */
export function queryOf(
  random: Random,
): SearchQuery<Record<string, { of: 'artist' } | { of: 'keyword'; type: 'Location' }>> {
  const clause = () =>
    Array.from({ length: 1 + random(2) }, () =>
      Array.from({ length: 1 + (random(4) === 0 ? 1 : 0) }, () => word(random)),
    )
  const hasText = random(3) > 0
  const isLikeAnother = !hasText && random(3) === 0
  const clauses = hasText ? some(random, 3, clause) : []
  const size = 1 + random(400)
  return {
    text: hasText
      ? {
          match: pick(random, ['all', 'any']),
          clauses,
          excluded: some(random, 1, clause),
          preferred: clauses.length === 1 ? [word(random)] : [],
          emphasised: [],
          relaxedBelow: 0,
        }
      : null,
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
    page: { offset: hasText || isLikeAnother ? 0 : random(30), size: hasText || isLikeAnother ? 400 : size },
    facets: random(2) === 0 ? {} : { artists: { of: 'artist' }, places: { of: 'keyword', type: 'Location' } },
  }
}

function likenessOf(random: Random): Likeness {
  const tags = new Set(some(random, 5, () => skewed(random, 30)))
  return {
    assetId: 1 + random(400),
    tags: [...tags].map((id) => ({ of: id % 5 === 0 ? 'event' : 'keyword', id, weight: 1 + random(4) })),
  }
}

function filterOf(random: Random, depth = 0): Filter {
  const ids = () => [...new Set(some(random, 3, () => skewed(random, 30)))]
  return pick<() => Filter>(random, [
    () => ({ field: 'family', in: [pick(random, ['creative', 'editorial'])] }),
    () => ({ field: 'series', notIn: ['one'] }),
    () => ({ field: 'collectionId', in: [1, 1 + random(6)] }),
    () => ({ field: 'id', in: some(random, 200, () => random(450)) }),
    () => ({ field: 'createdMs', from: random(7) * 1000 }),
    () => ({ field: 'createdMs', to: random(7) * 1000 }),
    () => ({ field: 'visibleFromMs', to: random(9) }),
    () => ({ field: 'visibleUntilMs', from: random(9) }),
    () => ({ field: 'pixels', from: pick(random, [0, 1, 600]), to: pick(random, [500, 1000, 3_000_000]) }),
    () => ({ field: 'qualityRank', from: 1 + random(3) }),
    () => ({
      tags: pick(random, ['any', 'all', 'none'] as const),
      of: 'keyword',
      ids: ids().filter((id) => id % 5 !== 0),
    }),
    () => ({ tags: 'any', of: 'event', ids: [0, 5] }),
    () => ({ offeredIn: 1 + random(4) }),
    () => ({ colour: { l: 50, a: 0, b: 0 }, within: 5 + random(40) }),
    () => ({
      anyOf: depth > 1 ? [] : some(random, 2, () => some(random, 2, () => filterOf(random, depth + 1))),
    }),
  ])()
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

/** Returns the values with the `top` highest counts, and those as frequent as the last of them. */
export function mostFrequent(
  facets: Readonly<Record<string, readonly { id: number; count: number }[]>>,
  top: number,
) {
  return Object.fromEntries(
    Object.entries(facets).map(([name, values]) => {
      const least = values.map(({ count }) => count).sort((a, b) => b - a)[top - 1] ?? 0
      return [name, values.filter(({ count }) => count >= least)]
    }),
  )
}
