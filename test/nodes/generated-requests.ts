import type { TSchema } from 'typebox'
import type { Db } from '../../src/db/database.ts'
import type { Operation } from '../../src/http/operation.ts'
import type { Random } from '../../src/lib/random.ts'

/** What a library has that requests can name. */
export type Named = Awaited<ReturnType<typeof namedIn>>

/** So many of each kind are named at most. */
const SAMPLE = 500
const LANGUAGES = ['en-US', 'de', 'fr', 'es', 'ja', 'nl;q=0.9, de;q=0.5', '*', 'xx']
const COUNTRIES = ['NOR', 'USA', 'DEU', 'DEU', 'USA', 'NOR', 'XYZ']
const WHO = ['plain', 'all', 'user', 'client'] as const
/** The path of an operation that reads a record by its id, rather than a list. */
const BY_ID = /^\/v3\/(?:images|videos|events)(?:\/\{id\})?$/
/** How often an operation is asked for, compared with others. */
const [SEARCHES, READS, OTHERS] = [8, 4, 1]

/** A request to a library. */
export type GeneratedRequest = {
  readonly path: string
  readonly as: (typeof WHO)[number]
  readonly headers: Readonly<Record<string, string>>
  /** Whether the order of what it finds is that of scores. */
  readonly isByScore: boolean
}

/** Reads what a library has that requests can name. `uploaded` is the address of an uploaded picture. */
export async function namedIn(db: Db, uploaded: string) {
  const keywords = await db.selectFrom('keyword').select(['id', 'text', 'type']).orderBy('id').execute()
  const labels = await db
    .selectFrom('keywordLabel')
    .select('text')
    .orderBy('folded')
    .orderBy('text')
    .execute()
  const assets = await db
    .selectFrom('asset')
    .select(['id', 'title', 'mediaKind', 'family'])
    .orderBy('id')
    .execute()
  const events = await db.selectFrom('event').select(['id', 'name']).orderBy('id').execute()
  const named = async (table: 'artist' | 'collection') =>
    (await db.selectFrom(table).select('name').orderBy('name').execute()).map(({ name }) => name)
  const idsOf = async (table: 'board' | 'boardShare' | 'download' | 'customerOrder') =>
    (await db.selectFrom(table).select('id').orderBy('id').execute()).map(({ id }) => String(id))
  const codes = await db.selectFrom('collection').select('code').orderBy('code').execute()
  const isVideo = ({ mediaKind }: { mediaKind: string }) => mediaKind === 'video'
  const ids = (rows: readonly { readonly id: number }[]) => sampleOf(rows).map(({ id }) => String(id))
  const artists = sampleOf(await named('artist'))
  const titles = sampleOf(assets).map(({ title }) => title)
  return {
    images: ids(assets.filter((asset) => !isVideo(asset))),
    videos: ids(assets.filter(isVideo)),
    hasNews: assets.some(({ family }) => family === 'editorial'),
    events: ids(events),
    keywords: ids(keywords),
    people: sampleOf(keywords.filter(({ type }) => type === 'SpecificPeople')).map(({ text }) => text),
    artists,
    codes: sampleOf(codes).map(({ code }) => code),
    boards: await idsOf('board'),
    shares: await idsOf('boardShare'),
    downloads: await idsOf('download'),
    orders: await idsOf('customerOrder'),
    uploaded: [uploaded],
    words: [
      ...new Set(titles.flatMap((title) => title.split(/[^\p{L}\p{N}]+/u)).filter((it) => it.length > 2)),
    ],
    phrases: [
      ...titles,
      ...artists,
      ...sampleOf(keywords).map(({ text }) => text),
      ...sampleOf(labels).map(({ text }) => text),
      ...events.map(({ name }) => name),
      ...(await named('collection')),
    ],
  }
}

/** Yields requests of all operations that read, without end. */
export function* generatedRequests(
  operations: readonly Operation[],
  named: Named,
  random: Random,
): Generator<GeneratedRequest> {
  const weighted = operations
    .filter(({ method }) => method === 'GET')
    .flatMap((operation) => Array<Operation>(weightOf(operation, named)).fill(operation))
  for (;;) {
    const operation = random.pick(weighted)
    const query = queryOf(operation, named, random)
    const searched = new URLSearchParams(query).toString()
    const path = operation.url.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
      encodeURIComponent(pathValue(operation.url, name, named, random)),
    )
    const as = operation.access.token !== null && random.below(5) > 0 ? 'user' : random.pick(WHO)
    const sorts = 'sort_order' in operation.query.properties
    yield {
      path: searched === '' ? path : `${path}?${searched}`,
      as,
      headers: {
        'accept-language': random.pick(LANGUAGES),
        ...(random.below(4) === 0 && { 'gi-country-code': random.pick(COUNTRIES) }),
      },
      isByScore: sorts
        ? (query.sort_order ?? 'best_match') === 'best_match'
        : operation.url.startsWith('/v3/affiliates/'),
    }
  }
}

function weightOf({ url, query }: Operation, named: Named): number {
  // There is nothing to be found.
  if (url.includes('/videos') ? named.videos.length === 0 : url.includes('/editorial') && !named.hasNews)
    return OTHERS
  if ('phrase' in query.properties) return SEARCHES
  return BY_ID.test(url) ? READS : OTHERS
}

/** Returns a value for each of some parameters. Most searches have few of them, because they find nothing otherwise. */
function queryOf({ url, query }: Operation, named: Named, random: Random): Record<string, string> {
  const names = Object.keys(query.properties)
  const wanted = new Set(Array.from({ length: random.pick(FILTERS) }, () => random.pick(names)))
  const usual = url.endsWith('/by-image') ? USUAL.filter(([name]) => name !== 'phrase') : USUAL
  for (const [name, chance] of usual) if (names.includes(name) && random.next() < chance) wanted.add(name)
  const values = names
    .filter((name) => wanted.has(name))
    .map((name) => [name, queryValue(name, url, query.properties[name]!, named, random)] as const)
  return Object.fromEntries(values)
}

/** How many parameters are sent besides these. */
const FILTERS = [0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 5]
/** How often these parameters are sent. */
const USUAL = [
  ['phrase', 0.7],
  ['ids', 0.9],
  ['asset_id', 0.7],
  ['artist_name', 0.9],
  ['fields', 0.5],
  ['sort_order', 0.4],
  ['include_facets', 0.3],
  ['facet_counts', 0.3],
] as const

type JsonSchema = TSchema & {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly items?: JsonSchema
  readonly minimum?: number
  readonly maximum?: number
  readonly format?: string
}

function queryValue(name: string, url: string, schema: JsonSchema, named: Named, random: Random): string {
  if (name === 'phrase') return phraseOf(named, random)
  const known = knownValues(name, url, named)
  const { type, enum: choices, items } = schema
  if (type === 'array') {
    const one = () =>
      known
        ? pickOr(known, random)
        : String(items!.enum ? random.pick(items!.enum) : integerOf(items!, random))
    return Array.from({ length: 1 + random.below(3) }, one).join()
  }
  if (known) return pickOr(known, random)
  if (choices) return String(random.pick(choices))
  if (type === 'boolean') return random.pick(['true', 'false'])
  if (type === 'integer') return integerOf(name.endsWith('page') ? { ...schema, maximum: 3 } : schema, random)
  if (schema.format === 'date-time') return dateOf(random)
  if (name === 'color') return Math.floor(random.between(0, 0x1000000)).toString(16).padStart(6, '0')
  return random.pick(['easyaccess', 'premiumaccess', 'editorialsubscription', 'creditpack'])
}

/** Returns the values that a parameter can have in this library; null if its schema says them. */
function knownValues(name: string, url: string, named: Named): readonly string[] | null {
  const isOfVideos = url.includes('/videos')
  switch (name) {
    case 'ids':
      return url.includes('/events') ? named.events : isOfVideos ? named.videos : named.images
    case 'asset_id':
      return isOfVideos ? named.videos : named.images
    case 'artists':
    case 'artist_name':
      return named.artists
    case 'specific_people':
      return named.people
    case 'collection_codes':
      return named.codes
    case 'keyword_ids':
    case 'exclude_keyword_ids':
      return named.keywords
    case 'event_ids':
      return named.events
    case 'image_url':
    case 'url':
      return named.uploaded
    default:
      return null
  }
}

function pathValue(url: string, name: string, named: Named, random: Random): string {
  if (name === 'board_id') return pickOr(named.boards, random)
  if (name === 'link_id') return pickOr(named.shares, random)
  if (name === 'asset_id') return pickOr(named.images, random)
  if (name !== 'id') return '1'
  const [, kind] = /\/(images|videos|events|receipts|orders)\//.exec(url) ?? []
  const ids = { ...named, receipts: named.downloads }[
    kind as 'images' | 'videos' | 'events' | 'receipts' | 'orders'
  ]
  return pickOr(ids ?? [], random)
}

/** Something that the library has, and now and then something that it does not have. */
const pickOr = (known: readonly string[], random: Random): string =>
  known.length === 0 || random.below(40) === 0 ? '999' : random.pick(known)

function integerOf({ minimum = 0, maximum = 200 }: JsonSchema, random: Random): string {
  return String(minimum + random.below(Math.min(maximum, 200) - minimum + 1))
}

const dateOf = (random: Random): string =>
  new Date(random.between(Date.UTC(1600, 0), Date.UTC(2027, 0))).toISOString().slice(0, 10)

/** A phrase as somebody may type it. */
function phraseOf(named: Named, random: Random): string {
  const word = () => random.pick(named.words)
  const whole = random.pick(named.phrases)
  switch (random.below(10)) {
    case 0:
      return `${word()} ${word()}`
    case 1:
      return `"${whole.split(' ').slice(0, 2).join(' ')}"`
    case 2:
      return `${word()} -${word()}`
    case 3:
      return `${word()} OR ${word()}`
    case 4:
      return mistyped(word(), random)
    case 5:
      return word().slice(0, 3)
    case 6:
      return `${word()} NOT ${word()} ${word()}`
    case 7:
      return word()
    default:
      return whole
  }
}

function mistyped(word: string, random: Random): string {
  const at = random.below(word.length)
  return word.slice(0, at) + word.slice(at + 1)
}

/** At most SAMPLE of the items, from all over the list. */
function sampleOf<T>(items: readonly T[]): T[] {
  const step = Math.max(1, items.length / SAMPLE)
  return Array.from(
    { length: Math.min(SAMPLE, items.length) },
    (_, index) => items[Math.floor(index * step)]!,
  )
}
