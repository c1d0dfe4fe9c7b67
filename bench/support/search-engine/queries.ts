import { randomFrom } from '../../../src/lib/random.ts'
import { stockRecords, VALUES } from './records.ts'
import { KEYWORDS, SMALL_WORDS, WORDS } from './vocabulary.ts'

/** A query of the comparison. All words, filters and the phrase must match. */
export type BenchQuery = {
  readonly kind: string
  readonly words: readonly string[]
  readonly without: readonly string[]
  /** Facts of records, such as `color=red`. */
  readonly facts: readonly string[]
  readonly phrase: readonly string[]
  /** How a word begins; empty for none. */
  readonly prefix: string
  readonly facets: readonly ('people' | 'event')[]
  readonly sort: 'best' | 'newest' | 'popular'
  /** From 1 on. */
  readonly page: number
  readonly size: number
}

const PER_KIND = 25
const SEED = 99
const [COMMON, MIDDLING, RARE] = [WORDS.slice(0, 60), WORDS.slice(60, 2000), WORDS.slice(8000)]
const PLAIN: BenchQuery = {
  kind: '',
  words: [],
  without: [],
  facts: [],
  phrase: [],
  prefix: '',
  facets: [],
  sort: 'best',
  page: 1,
  size: 30,
}
const { next, pick } = randomFrom(SEED)
const records = [...stockRecords(20_000)]

const KINDS: Readonly<Record<string, (index: number) => Partial<BenchQuery>>> = {
  'one common word': (index) => ({ words: [COMMON[(index * 7) % COMMON.length]!] }),
  'one rare word': () => ({ words: [pick(RARE)] }),
  'two or three words': (index) => ({ words: someKeywords(2 + (index & 1)) }),
  'common word and three filters': () => ({ words: [pick(COMMON)], facts: threeFacts() }),
  'filters alone': (index) => ({
    facts: index % 5 === 4 ? [`artist=${Math.floor(next() * 300)}`, 'type=image'] : threeFacts(),
    sort: 'newest',
  }),
  'two common words by date': () => ({ words: twoOf(COMMON), sort: 'newest' }),
  'deep page': (index) => ({
    words: index % 2 ? [COMMON[index]!] : [COMMON[index]!, COMMON[index + 9]!],
    page: index % 3 ? 100 : 60,
    size: 100,
    sort: index % 5 ? 'best' : 'newest',
  }),
  phrase: (index) => ({ phrase: index % 3 === 0 ? somePair() : partOfTitle(index % 3 === 2 ? 3 : 2) }),
  prefix: (index) => ({
    prefix: (index % 2 ? pick(MIDDLING) : pick(RARE)).slice(0, 4 + (index % 2)),
    sort: index % 2 ? 'best' : 'newest',
  }),
  'without words': (index) => {
    const [word, other] = twoOf(COMMON)
    return { words: [word!], without: index % 2 ? [other!] : [other!, pick(MIDDLING)] }
  },
  'two facets': (index) => ({
    words: [index % 2 ? pick(COMMON) : pick(MIDDLING)],
    facts: ['family=editorial'],
    facets: ['people', 'event'],
  }),
  'most popular': () => ({ words: [pick(COMMON), pick(MIDDLING)], facts: ['type=image'], sort: 'popular' }),
}

/** All queries: 25 of each of twelve kinds. */
// The order of the kinds decides what the queries are.
export const QUERIES: readonly BenchQuery[] = Object.entries(KINDS).flatMap(([kind, make]) =>
  Array.from({ length: PER_KIND }, (_, index) => ({ ...PLAIN, kind, ...make(index) })),
)

/** Facts of three kinds. */
function threeFacts(): string[] {
  const facts: (readonly [string, string])[] = [
    ['type', 'image'],
    ['type', 'image'],
    ['family', pick(VALUES.family)],
    ['orientation', pick(VALUES.orientation.slice(0, 2))],
    ['color', pick(VALUES.color)],
    ['nop', pick(VALUES.nop)],
    ['license', 'royaltyfree'],
    ['ethnicity', pick(VALUES.ethnicity.slice(0, 4))],
    ['age', pick(VALUES.age)],
    ['composition', pick(VALUES.composition.slice(0, 6))],
    ['nudity', '0'],
  ]
  const chosen = new Map<string, string>()
  while (chosen.size < 3) {
    const [kind, value] = pick(facts)
    chosen.set(kind, `${kind}=${value}`)
  }
  return [...chosen.values()]
}

/** Keywords of one record. */
function someKeywords(count: number): string[] {
  let frequent: string[]
  do {
    const single = new Set(pick(records).keywords.filter((keyword) => !keyword.includes(' ')))
    frequent = [...single].filter((word) => WORDS.indexOf(word) < 6000)
  } while (frequent.length < 3)
  const chosen = new Set<string>()
  while (chosen.size < count) chosen.add(pick(frequent))
  return [...chosen]
}

function twoOf(words: readonly string[]): [string, string] {
  const first = pick(words)
  let second: string
  do second = pick(words)
  while (second === first)
  return [first, second]
}

function somePair(): string[] {
  let keyword: string
  do keyword = pick(KEYWORDS.slice(60, 3000))
  while (!keyword.includes(' '))
  return keyword.split(' ')
}

function partOfTitle(length: number): string[] {
  for (;;) {
    const title = pick(records).title.split(' ')
    // NOTE: the start can be negative, as titles can be shorter; such a part is too short too.
    const start = Math.trunc(next() * (title.length - length))
    const part = title.slice(start, start + length)
    const isTelling = !part.every((word) => SMALL_WORDS.includes(word))
    if (part.length === length && isTelling && new Set(part).size === length) return part
  }
}
