import assert from 'node:assert/strict'
import { contract } from '../contract.ts'
import { type Known, PREMIUM, type World } from '../world.ts'
import {
  addressOf,
  type Exercise,
  optionsOf,
  type Query,
  refused,
  respelt,
  type Subject,
} from './exercise.ts'
import { VIDEO_CARRIES, VIDEO_SPECIAL, videoShapeOf } from './video-filters.ts'

type Finds = (record: Known) => boolean
/** A request with a filter, and what it finds. */
export type Tried = Pick<Exercise, 'finds' | 'check' | 'options'> & { readonly query: Query }

const DAY = '2020-03-05'
const all: Finds = () => true
const LONG = 'x'.repeat(201)

/** The orientation of a picture by the rule of contract 16, implemented independently. */
function shapeOf(record: Known): string | null {
  const { size } = record
  if (record.mediaKind === 'video') return videoShapeOf(record)
  if (!size) return null
  const ratio = size.width / size.height
  if (ratio >= 2) return 'panoramic_horizontal'
  if (ratio <= 1 / 2) return 'panoramic_vertical'
  if (ratio >= 0.95 && ratio <= 1.05) return 'square'
  return ratio > 1 ? 'horizontal' : 'vertical'
}

/** Upper limits of the sizes in megapixels (contract 16, Download sizes). */
const BANDS = { x_small: 0.17, small: 0.35, medium: 3, large: 10, x_large: 20, xx_large: Infinity } as const
const NAMES = Object.keys(BANDS) as (keyof typeof BANDS)[]

function isOffered(least: string, { size, fileType }: Known): boolean {
  if (least === 'x_small') return true
  if (least === 'vector') return fileType === 'svg'
  if (!size) return false
  const megapixels = (size.width * size.height) / 1e6
  const own = NAMES.findIndex((name) => megapixels <= BANDS[name])
  return own >= NAMES.indexOf(least as keyof typeof BANDS)
}

const styleOf = ({ graphicalStyle = 'photography' }: Known) => graphicalStyle
const rankOf = ({ qualityRank = 3 }: Known) => qualityRank
const has = (record: Known, word: string) => (record.keywords ?? []).some(({ text }) => text === word)
const of = (record: Known, event: number) => (record.eventIds ?? []).includes(event)
const isIn = (record: Known, collection: string) => (record.collection ?? 'Test') === collection
const ofPeople = (record: Known, ...names: string[]) => names.some((name) => has(record, name))
const sensitive = (record: Known) => record.carries.sensitive?.[0]

/** Filters with enumerated values: whether a record has one. */
const CARRIES: Readonly<Record<string, (record: Known, value: string) => boolean>> = {
  orientations: (record, value) => shapeOf(record) === value,
  file_types: (record, value) => record.size !== undefined && (record.fileType ?? 'jpg') === value,
  graphical_styles: (record, value) => styleOf(record) === value,
  style: (record, value) => styleOf(record) === value,
  minimum_size: (record, value) => isOffered(value, record),
  ...VIDEO_CARRIES,
  ...Object.fromEntries(
    ['age_of_people', 'compositions', 'ethnicity', 'moods', 'number_of_people', 'editorial_segments'].map(
      (name) => [name, (record: Known, value: string) => record.carries[name]?.includes(value) ?? false],
    ),
  ),
}

/** All other filters, by the labels of claims.ts. */
const SPECIAL: Readonly<Record<string, (world: World) => Readonly<Record<string, Tried>>>> = {
  artists: () => ({
    one: { query: { artists: 'Ada Example' }, finds: ({ artist }) => artist === 'Ada Example' },
    several: { query: { artists: 'bo sample,example' }, finds: ({ artist }) => artist !== undefined },
    unknown: { query: { artists: 'Nobody' }, finds: () => false },
  }),
  collection_codes: ({ codes }) => ({
    ...lists('collection_codes', [codes['Second Shelf']!, codes.Test!], (record, at) =>
      isIn(record, ['Second Shelf', 'Test'][at]!),
    ),
    unknown: { query: { collection_codes: 'NONE9' }, finds: () => false },
  }),
  collections_filter_type: ({ codes }) => {
    const query = { collection_codes: codes.Test! }
    return {
      include: { query: { ...query, collections_filter_type: 'include' }, finds: (it) => isIn(it, 'Test') },
      exclude: { query: { ...query, collections_filter_type: 'exclude' }, finds: (it) => !isIn(it, 'Test') },
    }
  },
  color: () => ({
    'with #': { query: { color: '#002244' }, finds: isNavy },
    'without #': { query: { color: '002244' }, finds: isNavy },
  }),
  date_from: () => ({
    'a date': { query: { date_from: DAY }, finds: ({ dateCreated }) => dateCreated >= DAY },
    'a date and time': {
      query: { date_from: `${DAY}T00:00:01Z` },
      finds: ({ dateCreated }) => dateCreated > DAY,
    },
  }),
  date_to: () => ({
    'a date': { query: { date_to: DAY }, finds: ({ dateCreated }) => dateCreated <= DAY },
    'a date and time': { query: { date_to: `${DAY} 12:00` }, finds: ({ dateCreated }) => dateCreated <= DAY },
  }),
  download_product: () => ({
    'a text': {
      query: { download_product: 'PremiumAccess' },
      options: { token: 'of the client' as const },
      finds: (record) => isIn(record, PREMIUM),
    },
  }),
  embed_content_only: () => flags('embed_content_only', ({ isEmbeddable }) => isEmbeddable === 1),
  enhanced_search: () => flags('enhanced_search', all),
  event_ids: ({ events }) => ({
    ...lists('event_ids', [events.final, events.gala], (record, at) =>
      of(record, [events.final, events.gala][at]!),
    ),
    unknown: { query: { event_ids: 999999 }, finds: () => false },
  }),
  exclude_editorial_use_only: () =>
    flags('exclude_editorial_use_only', ({ family }) => family === 'creative'),
  exclude_keyword_ids: ({ keywords }) => ({
    ...lists('exclude_keyword_ids', [keywords.ice!, keywords.boat!], () => false, {
      one: (record) => !has(record, 'ice'),
      several: (record) => !has(record, 'ice') && !has(record, 'boat'),
    }),
    unknown: { query: { exclude_keyword_ids: 999999 }, finds: all },
  }),
  exclude_nudity: () => flags('exclude_nudity', (record) => sensitive(record) !== 'nudity'),
  facet_fields: () => Object.fromEntries(FACETS.map((facet) => [facet, facets([facet])])),
  facet_max_count: () => ({
    'a number': {
      query: { include_facets: 'true', facet_max_count: 1 },
      check: ({ json }) => {
        const lengths = Object.values<unknown[]>(json.facets).map(({ length }) => length)
        assert.ok(lengths.length > 1 && lengths.every((length) => length === 1))
      },
    },
  }),
  graphical_styles_filter_type: () => {
    const query = { graphical_styles: 'vector' }
    return {
      include: {
        query: { ...query, graphical_styles_filter_type: 'include' },
        finds: (it) => styleOf(it) === 'vector',
      },
      exclude: {
        query: { ...query, graphical_styles_filter_type: 'exclude' },
        finds: (it) => styleOf(it) !== 'vector',
      },
    }
  },
  include_facets: () => given('include_facets', ({ json }) => json.facets),
  include_related_searches: () => given('include_related_searches', ({ json }) => json.related_searches),
  istock_exclusive: () => ({
    ...flags('istock_exclusive', ({ isIstockExclusive }) => isIstockExclusive === 1),
    false: {
      query: { istock_exclusive: 'false' },
      finds: ({ isIstockExclusive }) => isIstockExclusive === 0,
    },
  }),
  keyword_ids: ({ keywords }) => ({
    ...lists('keyword_ids', [keywords.water!, keywords.ice!], () => false, {
      one: (record) => has(record, 'water'),
      several: (record) => has(record, 'water') && has(record, 'ice'),
    }),
    unknown: { query: { keyword_ids: 999999 }, finds: () => false },
  }),
  minimum_quality_rank: () =>
    Object.fromEntries(
      [1, 2, 3].map((rank) => [
        rank,
        { query: { minimum_quality_rank: rank }, finds: (it: Known) => rankOf(it) <= rank },
      ]),
    ),
  product_types: () => ({
    'a text': {
      query: { product_types: 'premiumaccess' },
      options: { token: 'of the client' as const },
      finds: (record) => isIn(record, PREMIUM),
    },
  }),
  phrase: () => ({
    'a text': {
      query: { phrase: 'Water Ice' },
      finds: (record) => has(record, 'water') && has(record, 'ice'),
    },
    none: { query: {}, finds: all },
  }),
  safe_search: () => flags('safe_search', (record) => sensitive(record) === undefined),
  specific_people: () => ({
    ...lists('specific_people', ['cy nobody', 'Di Anybody'], (record, at) =>
      ofPeople(record, ['Cy Nobody', 'Di Anybody'][at]!),
    ),
    unknown: { query: { specific_people: 'Nobody' }, finds: () => false },
  }),
}

const SPECIAL_OF_ALL = { ...SPECIAL, ...VIDEO_SPECIAL }
const FACETS = contract.enums.EditorialFacet!.values
const WRONG_VALUES: Readonly<Record<string, string>> = {
  phrase: 'x'.repeat(2001),
  artists: LONG,
  collection_codes: LONG,
  specific_people: LONG,
}

/** Returns the exercise for a claim about a filter of an image search; null if there is none yet. */
export function filterExercise(subject: Subject): Exercise | null {
  const { claim, operation, world } = subject
  const { type, name } = operation.parameters.find((one) => one.name === claim.subject)!
  if (claim.value === 'a wrong value')
    return refused(subject, name, { [name]: WRONG_VALUES[name] ?? 'nonsense' })
  const tried = triedOf(subject, name, type, world)
  if (!tried) return null
  const { query, ...expected } = tried
  return { address: addressOf(subject, query), options: optionsOf(subject), status: 200, ...expected }
}

function triedOf({ claim: { value } }: Subject, name: string, type: string, world: World): Tried | undefined {
  const carries = CARRIES[name]
  const value2 = respeltOf(type, value)
  if (carries && value === 'several') {
    const [one, other] = contract.enums[type.replace('[]', '')]!.values
    return {
      query: { [name]: `${one},${other}` },
      finds: (record) => carries(record, one!) || carries(record, other!),
    }
  }
  if (carries && value2)
    return { query: { [name]: value2.sent }, finds: (record) => carries(record, value2.meant) }
  if (name === 'facet_fields' && value === 'several') return facets(['artists', 'locations'])
  const special = SPECIAL_OF_ALL[name]?.(world)
  const tried = special?.[value2?.meant ?? value]
  return tried && value2 ? { ...tried, query: { ...tried.query, [name]: value2.sent } } : tried
}

const respeltOf = (type: string, value: string) =>
  contract.enums[type.replace('[]', '')] ? respelt(type, value) : null

const isNavy: Finds = ({ family, palette }) => palette !== undefined && family === 'creative'

/** A flag that filters if it is true. */
function flags(name: string, finds: Finds): Record<string, Tried> {
  return {
    true: { query: { [name]: 'true' }, finds },
    True: { query: { [name]: 'True' }, finds },
    false: { query: { [name]: 'false' }, finds: all },
    empty: { query: { [name]: '' }, finds: all },
  }
}

/** A flag that adds something to the response. */
function given(name: string, member: (answer: Parameters<NonNullable<Exercise['check']>>[0]) => unknown) {
  const there = (answer: Parameters<typeof member>[0]) => assert.notDeepEqual(member(answer) ?? [], [])
  const absent = (answer: Parameters<typeof member>[0]) => assert.equal(member(answer), undefined)
  return {
    true: { query: { phrase: 'water', [name]: 'true' }, check: there },
    True: { query: { phrase: 'water', [name]: 'True' }, check: there },
    false: { query: { phrase: 'water', [name]: 'false' }, check: absent },
    empty: { query: { phrase: 'water', [name]: '' }, check: absent },
  }
}

function facets(names: readonly string[]): Tried {
  return {
    query: { include_facets: 'true', facet_fields: names.join() },
    check: ({ json }) => {
      assert.deepEqual(Object.keys(json.facets).sort(), [...names].sort())
      for (const name of names) assert.ok(json.facets[name].length > 0, name)
    },
  }
}

/** A list in all notations that clients use. */
function lists(
  name: string,
  [one, other]: readonly (string | number)[],
  carries: (record: Known, at: number) => boolean,
  finds: { one: Finds; several: Finds } = {
    one: (record) => carries(record, 0),
    several: (record) => carries(record, 0) || carries(record, 1),
  },
): Record<string, Tried> {
  return {
    one: { query: { [name]: one! }, finds: finds.one },
    several: { query: { [name]: `${one},${other}` }, finds: finds.several },
    repeated: { query: { [name]: [one!, other!] }, finds: finds.several },
    indexed: { query: { [`${name}[0]`]: one!, [`${name}[1]`]: other! }, finds: finds.several },
  }
}
