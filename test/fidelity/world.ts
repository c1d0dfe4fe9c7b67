import { ABILITIES } from '../../src/access/abilities.ts'
import { type EventDescription, saveEvent } from '../../src/catalogue/events.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { signUp, type TestCustomer, userToken } from '../support/customers.ts'
import { type Answer, emptyLibrary, type Served, serve, type TestLibrary } from '../support/library.ts'
import { addRecord } from '../support/records.ts'
import { contract } from './contract.ts'
import {
  addKeys,
  type KeyName,
  makeTokens,
  type TokenName,
  UNKNOWN_KEY,
  UNKNOWN_TOKEN,
} from './credentials.ts'
import {
  type Carried,
  keywordRecords,
  type NamedRecord,
  person,
  place,
  type Said,
  word,
} from './named-records.ts'
import { MISCONFIGURED } from './shop.ts'
import { videoRecordsOf } from './video-records.ts'

/** A record of the fixture, with the values that it has for each parameter. */
export type Known = Said & {
  readonly id: number
  readonly title: string
  readonly family: 'creative' | 'editorial'
  readonly dateCreated: string
  readonly carries: Carried
}

/** A small library in which each value of each filter has records with it and records without it. */
export type World = {
  readonly library: TestLibrary
  readonly server: Served
  readonly records: readonly Known[]
  readonly events: Readonly<Record<'run' | 'final' | 'gala', number>>
  send(address: string, options?: AskOptions): Promise<Answer>
  key(name: KeyName): string
  /** Credentials of a customer whose only product names a collection that does not exist, as headers. */
  readonly misconfigured: Readonly<Record<string, string>>
  /** The ids that the API assigned to names of the fixture: collection codes, keyword ids. */
  readonly codes: Readonly<Record<string, string>>
  readonly keywords: Readonly<Record<string, string>>
}
export type AskOptions = {
  readonly key?: KeyName | 'unknown' | null
  readonly headers?: Readonly<Record<string, string>>
  readonly method?: string
  /** An access token, which is sent with the key of its customer. */
  readonly token?: TokenName
  readonly body?: string | Uint8Array
}

/** The parameters whose values are keywords of a type. */
const KEYWORD_PARAMETERS = {
  age_of_people: ['Age', 'AgeOfPeopleFilterType'],
  compositions: ['Composition', 'CompositionsFilterType'],
  ethnicity: ['Ethnicity', 'EthnicityFilterType'],
  moods: ['Mood', 'MoodFilterType'],
  number_of_people: ['NumberOfPeople', 'NumberOfPeopleFilterType'],
} as const
const SHAPES = {
  horizontal: { width: 300, height: 200 },
  vertical: { width: 200, height: 300 },
  square: { width: 200, height: 200 },
  panoramic_horizontal: { width: 400, height: 200 },
  panoramic_vertical: { width: 200, height: 400 },
} as const
/** File sizes for each offered size (contract 16, Download sizes). */
const SIZES = {
  small: { width: 600, height: 500 },
  medium: { width: 1500, height: 1000 },
  large: { width: 3000, height: 2000 },
  x_large: { width: 5000, height: 3000 },
  xx_large: { width: 6000, height: 5000 },
} as const
const NAVY = JSON.stringify([{ lab: { l: 12.7, a: 2.4, b: -25.6 }, share: 1 }])

/** A collection of the brand that the affiliate search finds. */
export const AFFILIATE = 'Affiliate Shelf'

/** A collection that the product premiumaccess of the customer covers. */
export const PREMIUM = 'Second Shelf'

/** Serves the fixture until the test ends. */
export async function makeWorld(t: Parameters<typeof emptyLibrary>[0]): Promise<World> {
  const library = await emptyLibrary(t, { cacheSeconds: 60 })
  const events = await addEvents(library)
  const records: Known[] = []
  const collections = { affiliate: AFFILIATE, premium: PREMIUM }
  for (const said of [
    ...recordsOf('creative'),
    ...recordsOf('editorial', events),
    ...videoRecordsOf('creative', collections),
    ...videoRecordsOf('editorial', collections, events),
  ]) {
    const number = records.filter(
      ({ family, mediaKind }) => family === said.family && mediaKind === said.mediaKind,
    ).length
    const dateCreated = new Date(Date.UTC(2020, 0, 1 + number)).toISOString().slice(0, 10)
    const { carries = {}, ...rest } = { popularity: (number * 7) % 13, dateCreated, ...said }
    const id = await addRecord(library, rest)
    records.push({ ...rest, id, carries } as Known)
  }
  const brand = { brand: 'istockphoto' } as const
  await library.db.updateTable('collection').set(brand).where('name', '=', AFFILIATE).execute()
  await catchUp(library)
  const keys = await addKeys(library)
  const customer = await signUpCustomer(library)
  const other = await signUp(library, { name: 'Other' })
  const wrong = await signUp(library, { name: 'Misconfigured', products: MISCONFIGURED })
  const server = await serve(library)
  const tokens = await makeTokens({ library, server, customer, other })
  const misconfigured = {
    'api-key': wrong.key,
    authorization: `Bearer ${await userToken(server, wrong)}`,
  }
  const credentials = ({ key = 'plain', token = 'none' }: AskOptions): Record<string, string> => {
    if (token !== 'none')
      return { 'api-key': customer.key, authorization: `Bearer ${tokens.get(token) ?? UNKNOWN_TOKEN}` }
    return key === null ? {} : { 'api-key': key === 'unknown' ? UNKNOWN_KEY : keys.get(key)! }
  }
  const send: World['send'] = async (address, options = {}) => {
    const { headers = {}, method = 'GET', body } = options
    const given = credentials(options)
    const response = await fetch(server.http + address, {
      method,
      headers: { ...given, ...headers },
      ...(body !== undefined && { body }),
    })
    const text = await response.text()
    const json = text === '' ? null : JSON.parse(text)
    return { status: response.status, headers: response.headers, text, json }
  }
  const key: World['key'] = (name) => keys.get(name)!
  return { library, server, records, events, send, key, misconfigured, ...(await namesGiven(send)) }
}

function* recordsOf(family: 'creative' | 'editorial', events?: World['events']): Generator<NamedRecord> {
  const named = (title: string) => ({ family, title: `${family} ${title}` })
  yield { ...named('control') }
  yield* keywordRecords(KEYWORD_PARAMETERS, named)
  for (const [orientation, size] of Object.entries(SHAPES))
    yield { ...named(`shape ${orientation}`), size, carries: { orientations: [orientation] } }
  for (const [name, size] of Object.entries(SIZES))
    yield { ...named(`size ${name}`), size, carries: { minimum_size: [name] } }
  for (const fileType of ['gif', 'png', 'svg'] as const)
    yield {
      ...named(`file ${fileType}`),
      size: SHAPES.vertical,
      fileType,
      carries: { file_types: [fileType], ...(fileType === 'svg' && { minimum_size: ['vector'] }) },
    }
  for (const graphicalStyle of ['fine_art', 'illustration', 'vector'] as const)
    yield { ...named(`style ${graphicalStyle}`), graphicalStyle }
  yield { ...named('navy'), size: SHAPES.horizontal, palette: NAVY, carries: { color: ['002244'] } }
  yield { ...named('not to be embedded'), isEmbeddable: 0 }
  yield { ...named('to be embedded'), isEmbeddable: 1 }
  yield { ...named('of iStock alone'), isIstockExclusive: 1 }
  yield { ...named('not of iStock alone'), isIstockExclusive: 0 }
  yield { ...named('by Ada'), artist: 'Ada Example' }
  yield { ...named('by Bo'), artist: 'Bo Sample', collection: PREMIUM }
  yield { ...named('of water'), keywords: [word('water'), word('boat'), place('Bergen')] }
  yield { ...named('of water and ice'), keywords: [word('water'), word('ice'), place('Oslo')] }
  for (const what of ['nudity', 'death', 'profanity', 'drugs', 'suggestive', 'gore'])
    yield { ...named(`sensitive ${what}`), keywords: [word(what)], carries: { sensitive: [what] } }
  yield {
    ...named('only in Norway'),
    territories: JSON.stringify({ allow: ['NOR'] }),
    ...(events && { eventIds: [events.gala] }),
  }
  if (family === 'creative') {
    yield {
      ...named('affiliate only in Norway'),
      collection: AFFILIATE,
      territories: JSON.stringify({ allow: ['NOR'] }),
    }
    for (const part of ['one', 'two']) yield { ...named(`series ${part}`), series: 'S1' }
    for (const graphicalStyle of ['photography', 'vector'] as const)
      yield {
        ...named(`affiliate ${graphicalStyle}`),
        graphicalStyle,
        collection: AFFILIATE,
        ...(graphicalStyle === 'vector' && { keywords: [word('water'), word('ice')] }),
      }
    return
  }
  for (const segment of contract.enums.EditorialSegment!.values)
    yield {
      ...named(`segment ${segment}`),
      segments: [segment as 'news'],
      carries: { editorial_segments: [segment] },
    }
  for (const qualityRank of [1, 2]) yield { ...named(`rank ${qualityRank}`), qualityRank }
  yield { ...named('start'), eventIds: [events!.run], keywords: [person('Cy Nobody')] }
  yield { ...named('finish'), eventIds: [events!.run, events!.final], keywords: [person('Di Anybody')] }
}

async function addEvents({ db, now }: TestLibrary): Promise<World['events']> {
  const add = (said: Partial<EventDescription> & { name: string }) => {
    const nothing = { startMs: null, parentId: null, heroAssetId: null, type: null, city: null, venue: null }
    const description = { ...nothing, provinceState: null, countryName: null, countryCode: null, ...said }
    return db.transaction().execute((tx) => saveEvent(tx, { id: null, description, now: now() }))
  }
  const run = await add({
    name: 'Lakeside Run',
    segments: ['sport'],
    startMs: Date.UTC(2024, 4, 11),
    type: 'Race',
    city: 'Bergen',
    countryName: 'Norway',
    countryCode: 'NOR',
    keywords: [word('running')],
  })
  const final = await add({
    name: 'Lakeside Finish',
    parentId: run,
    segments: ['sport'],
    startMs: Date.UTC(2024, 4, 12),
  })
  const gala = await add({
    name: 'Harbour Gala',
    startMs: Date.UTC(2023, 10, 2),
    segments: ['archival', 'entertainment', 'news', 'publicity', 'royalty'],
  })
  return { run, final, gala }
}

/** A customer who may license everything, and images of the collection PREMIUM under a product of its own. */
async function signUpCustomer(library: TestLibrary): Promise<TestCustomer> {
  const { code } = await library.db
    .selectFrom('collection')
    .select('code')
    .where('name', '=', PREMIUM)
    .executeTakeFirstOrThrow()
  return signUp(library, {
    abilities: ABILITIES,
    products: [
      { type: 'easyaccess', terms: { largestSize: 'vector' } },
      { type: 'premiumaccess', terms: { period: 'monthly', limit: 5, collections: [code] } },
    ],
  })
}

async function namesGiven(send: World['send']): Promise<Pick<World, 'codes' | 'keywords'>> {
  const { json } = await send(
    '/v3/search/images?phrase=water%20Bo&fields=collection_code,collection_name,keywords&page_size=100',
  )
  type Image = {
    collection_name: string
    collection_code: string
    keywords: { keyword_id: string; text: string }[]
  }
  const images: Image[] = json.images
  return {
    codes: Object.fromEntries(images.map((it) => [it.collection_name, it.collection_code])),
    keywords: Object.fromEntries(images.flatMap((it) => it.keywords.map((k) => [k.text, k.keyword_id]))),
  }
}
