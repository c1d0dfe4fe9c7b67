import { type Random, randomFrom } from '../../../src/lib/random.ts'
import { zipf } from './distribution.ts'
import { KEYWORDS, SMALL_WORDS, WORDS } from './vocabulary.ts'

/** A record of the generated stock library. Its texts consist of lower-case words. */
export type StockRecord = {
  readonly id: number
  readonly title: string
  readonly caption: string
  readonly keywords: readonly string[]
  /** Seconds since 1970. */
  readonly date: number
  readonly popularity: number
  /** The number of the event; null of most records. */
  readonly event: number | null
  readonly people: readonly number[]
  /** What filters look up, such as `color=red`. */
  readonly facts: readonly string[]
}

/** Values of facts that queries filter by. */
export const VALUES = {
  family: ['creative', 'editorial'],
  orientation: ['horizontal', 'vertical', 'square', 'panoramichorizontal', 'panoramicvertical'],
  color: 'red orange yellow green teal blue purple pink brown grey black white'.split(' '),
  nop: ['none', 'one', 'two', 'group'],
  ethnicity:
    'black caucasian eastasian hispaniclatinx japanese middleeastern mixedrace multiethnic nativeamerican pacificislander southasian southeastasian'.split(
      ' ',
    ),
  age: 'newborn baby child teenager youngadult adult adultsonly matureadult seniors 20s 30s 40s'.split(' '),
  composition:
    'abstract candid closeup copyspace cutout fullframe fulllength headshot lookingatcamera macro portrait sparse stilllife threequarterlength waistup'.split(
      ' ',
    ),
  license: ['royaltyfree', 'rightsmanaged', 'rightsready'],
  segment: ['entertainment', 'sport', 'news', 'archival', 'royalty', 'publicity'],
} as const

const EVENTS = 30_000
export const PEOPLE = 20_000
const [TOPICS, TOPIC_WORDS] = [400, 300]
const [FIRST_DATE, LAST_DATE] = [946_684_800, 1_793_000_000]
const TOPIC_SEED = 11

const ranks = {
  keyword: zipf(KEYWORDS.length, 32),
  word: zipf(WORDS.length, 40),
  topic: zipf(TOPICS, 20),
  topicWord: zipf(TOPIC_WORDS, 5),
  artist: zipf(20_000, 50),
  collection: zipf(300, 5),
  event: zipf(EVENTS, 200),
  person: zipf(PEOPLE, 40),
}

/** Keywords that occur together. */
const topics = makeTopics(randomFrom(TOPIC_SEED))

function makeTopics(random: Random): number[][] {
  return Array.from({ length: TOPICS }, () =>
    Array.from({ length: TOPIC_WORDS }, () =>
      random.next() < 0.5 ? ranks.keyword(random) : random.below(KEYWORDS.length),
    ),
  )
}

/** Yields the records with the ids from `first` on: a record depends on its id only. */
export function* stockRecords(count: number, first = 1): Generator<StockRecord> {
  for (let id = first; id < first + count; id++) yield stockRecord(id)
}

// The order of the calls of `random` decides what the records are.
function stockRecord(id: number): StockRecord {
  const random = randomFrom(Math.imul(id, 2_654_435_761) ^ 0x9e3779b9)
  const type = random.next() < 0.82 ? 'image' : 'video'
  const family = random.next() < 0.55 ? 'creative' : 'editorial'
  const keywords = keywordsOf(random)
  const [titleLength, captionLength] = [5 + random.below(8), 15 + random.below(26)]
  const title = textOf(random, titleLength, (share) => titleWord(random, share, keywords))
  const caption = textOf(random, captionLength, (share) => captionWord(random, share, keywords))
  const shown = whoIsShown(random)
  const composition = listOf(random.below(4), () => skewed(random, VALUES.composition))
  const orientation = orientationOf(random.next())
  const isEditorial = family === 'editorial'
  const people =
    isEditorial && shown.number !== 'none' ? listOf(1 + random.below(2), () => ranks.person(random)) : []
  const segments = isEditorial ? [skewed(random, VALUES.segment)] : []
  random.next()
  const [artist, collection] = [ranks.artist(random), ranks.collection(random)]
  const color = random.pick(VALUES.color)
  const date = Math.floor(FIRST_DATE + (LAST_DATE - FIRST_DATE) * (1 - random.next() * random.next()))
  const event = isEditorial ? ranks.event(random) : null
  const license = licenseOf(random, isEditorial)
  const nudity = random.next() < 0.03 ? 1 : 0
  const popularity = Math.floor(random.next() ** 4 * 1e6)
  const facts = [
    `type=${type}`,
    `family=${family}`,
    `orientation=${orientation}`,
    `color=${color}`,
    `nop=${shown.number}`,
    `license=${license}`,
    `artist=${artist}`,
    `collection=${collection}`,
    `nudity=${nudity}`,
    ...shown.ethnicity.map((value) => `ethnicity=${value}`),
    ...shown.age.map((value) => `age=${value}`),
    ...composition.map((value) => `composition=${value}`),
    ...segments.map((value) => `segment=${value}`),
    ...(event === null ? [] : [`event=${event}`]),
    ...people.map((person) => `people=${person}`),
  ]
  return { id, title, caption, keywords, date, popularity, event, people, facts }
}

/** From 10 to 50 keywords: frequent ones, and those of two topics. */
function keywordsOf(random: Random): string[] {
  const [main, other] = [topics[ranks.topic(random)]!, topics[ranks.topic(random)]!]
  const count = 10 + random.below(41)
  const chosen = new Set<number>()
  while (chosen.size < count) {
    const share = random.next()
    if (share < 0.6) chosen.add(ranks.keyword(random))
    else chosen.add((share < 0.9 ? main : other)[ranks.topicWord(random)]!)
  }
  return Array.from(chosen, (rank) => KEYWORDS[rank]!)
}

const textOf = (random: Random, length: number, wordAt: (share: number) => string) =>
  Array.from({ length }, () => wordAt(random.next())).join(' ')

function titleWord(random: Random, share: number, keywords: readonly string[]): string {
  if (share < 0.5) return random.pick(keywords)
  return share < 0.8 ? WORDS[ranks.word(random)]! : random.pick(SMALL_WORDS)
}

function captionWord(random: Random, share: number, keywords: readonly string[]): string {
  if (share < 0.35) return random.pick(SMALL_WORDS)
  return share < 0.6 ? random.pick(keywords) : WORDS[ranks.word(random)]!
}

function whoIsShown(random: Random) {
  const share = random.next()
  const number = share < 0.4 ? 'none' : share < 0.7 ? 'one' : share < 0.85 ? 'two' : 'group'
  const both =
    number === 'none'
      ? []
      : Array.from(
          { length: 1 + random.below(2) },
          () => [skewed(random, VALUES.ethnicity), random.pick(VALUES.age)] as const,
        )
  return {
    number,
    ethnicity: [...new Set(both.map(([ethnicity]) => ethnicity))],
    age: [...new Set(both.map(([, age]) => age))],
  }
}

function orientationOf(share: number): string {
  const index = [0.6, 0.88, 0.94, 0.97].findIndex((limit) => share < limit)
  return VALUES.orientation[index < 0 ? 4 : index]!
}

function licenseOf(random: Random, isEditorial: boolean): string {
  if (isEditorial) return random.next() < 0.7 ? 'rightsmanaged' : 'royaltyfree'
  return random.next() < 0.8 ? 'royaltyfree' : random.pick(VALUES.license)
}

const listOf = <T>(length: number, make: () => T): T[] => [...new Set(Array.from({ length }, make))]
/** The first values are more frequent. */
const skewed = <T>(random: Random, values: readonly T[]): T =>
  values[Math.floor(random.next() * random.next() * values.length)]!
