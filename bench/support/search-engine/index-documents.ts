import { NO_PART } from '../../../src/search/indexed-parts.ts'
import type { Filter } from '../../../src/search/query.ts'
import { type IndexDocument, type IndexedPart, NEVER_MS } from '../../../src/search/search-index.ts'
import { PEOPLE, type StockRecord, VALUES } from './records.ts'
import { KEYWORDS } from './vocabulary.ts'

/** Facts that are columns of the index. */
const COLUMNS: Readonly<Record<string, 'mediaKind' | 'family' | 'orientation' | 'licenseModel'>> = {
  type: 'mediaKind',
  family: 'family',
  orientation: 'orientation',
  license: 'licenseModel',
}
/** Facts that are keywords of a type. */
const TYPES: Readonly<Record<string, string>> = {
  color: 'Color',
  nop: 'NumberOfPeople',
  ethnicity: 'Ethnicity',
  age: 'Age',
  composition: 'Composition',
  nudity: 'Sensitive',
}
/** Keywords are numbered from 1 on, then people, then the values of facts. */
const FIRST_PERSON = KEYWORDS.length + 1
const FIRST_VALUE = FIRST_PERSON + PEOPLE
/** No fact has more values. */
const MOST_VALUES = 16

const rankOf = new Map(KEYWORDS.map((keyword, rank) => [keyword, rank]))
export const FACETS = {
  people: { of: 'keyword', type: 'SpecificPeople', top: 20 },
  event: { of: 'event', top: 20 },
} as const

/** The same string for the same word, as the analysis returns them. */
const words = new Map<string, string>()

function termsOf(text: string): string[] {
  return text.split(' ').map((word) => {
    const known = words.get(word)
    if (known === undefined) words.set(word, word)
    return known ?? word
  })
}

/** Returns a text as the analysis does. All words are both forms: stem and written. */
function textPart(text: string, spelt: boolean): IndexedPart {
  const terms = termsOf(text)
  return { ...NO_PART, terms, written: terms, spelt: spelt ? terms : [] }
}

/** The parts of keywords, which all documents with a keyword share. */
const parts = new Map<string, IndexedPart>()

function keywordPart(keyword: string): IndexedPart {
  const id = 1 + rankOf.get(keyword)!
  const part = parts.get(keyword) ?? {
    ...textPart(keyword, true),
    isCommon: true,
    names: [{ kind: 'keyword', id, folded: keyword }],
    tags: [{ of: 'keyword', id, type: null }],
  }
  parts.set(keyword, part)
  return part
}

/** Returns a record as the index takes it after analysis. */
export function indexDocument({ id, keywords, ...record }: StockRecord): IndexDocument {
  const fact = Object.fromEntries(record.facts.map((it) => it.split('=') as [string, string]))
  return {
    id,
    title: [textPart(record.title, true)],
    keywords: keywords.map(keywordPart),
    caption: [textPart(record.caption, false)],
    context: [],
    tags: record.facts.flatMap(tagsOf),
    territories: null,
    colours: [],
    values: {
      mediaKind: fact.type === 'video' ? 'video' : 'image',
      family: fact.family!,
      orientation: fact.orientation!,
      fileType: 'jpg',
      graphicalStyle: 'photography',
      brand: 'ours',
      series: null,
      digitalSource: null,
      collectionId: 1 + Number(fact.collection),
      artistId: 1 + Number(fact.artist),
      embedding: 1,
      licenseModel: fact.license!,
      country: null,
      pixels: 12_000_000,
      qualityRank: 1 + (id % 3),
      popularity: record.popularity,
      createdMs: record.date * 1000,
      visibleFromMs: 0,
      visibleUntilMs: NEVER_MS,
      isReleased: 1,
      isExclusive: null,
      clipMs: null,
      frameRate: null,
      aspectRatio: null,
      lines: null,
      videoType: null,
    },
  }
}

function tagsOf(fact: string): IndexDocument['tags'] {
  const [kind, value] = fact.split('=') as [string, string]
  if (kind === 'event') return [{ of: 'event', id: 1 + Number(value), type: null }]
  if (kind === 'artist') return [{ of: 'artist', id: 1 + Number(value), type: null }]
  if (kind === 'segment') return [{ of: 'segment', id: segmentNumber(value), type: null }]
  if (kind === 'people') return [{ of: 'keyword', id: FIRST_PERSON + Number(value), type: 'SpecificPeople' }]
  return TYPES[kind] ? [{ of: 'keyword', id: valueId(fact), type: TYPES[kind] }] : []
}

/** Returns the filter that finds the records with a fact. */
export function filterOf(fact: string): Filter {
  const [kind, value] = fact.split('=') as [string, string]
  const column = COLUMNS[kind]
  if (column) return { field: column, in: [value] }
  if (kind === 'collection') return { field: 'collectionId', in: [1 + Number(value)] }
  const [tag] = tagsOf(fact)
  if (!tag) throw new Error(`No filter finds ${fact}.`)
  return { tags: 'any', of: tag.of, ids: [tag.id] }
}

const segmentNumber = (value: string) => 1 + (VALUES.segment as readonly string[]).indexOf(value)

function valueId(fact: string): number {
  const [kind, value] = fact.split('=') as [string, string]
  const kinds = Object.keys(TYPES)
  const values: readonly string[] = kind === 'nudity' ? ['0', '1'] : VALUES[kind as keyof typeof VALUES]
  return FIRST_VALUE + kinds.indexOf(kind) * MOST_VALUES + values.indexOf(value)
}
