import { ENUMERATED_KEYWORDS } from '../../../src/catalogue/data/enumerated-keywords.ts'
import type { AssetTable, Segment } from '../../../src/db/tables/assets.ts'
import type { StockRecord } from '../search-engine/records.ts'

/** Kinds of facts that are keywords of a type of the API. */
const TYPES: Readonly<Record<string, string>> = {
  nop: 'NumberOfPeople',
  ethnicity: 'Ethnicity',
  age: 'Age',
  composition: 'Composition',
}
/** Kinds of facts that no parameter of the API filters by: they become plain keywords. */
const PLAIN: ReadonlySet<string> = new Set(['color', 'orientation', 'license'])
/** Values whose codes in the API are not just spelt differently. */
const CODES: Readonly<Record<string, string>> = {
  caucasian: 'white',
  mixedrace: 'multiracial_person',
  multiethnic: 'multiethnic_group',
  nativeamerican: 'native_american_first_nations',
  seniors: 'senior_adult',
  '20s': '20-29_years',
  '30s': '30-39_years',
  '40s': '40-49_years',
}

/** A fact by which the API filters: an enumerated keyword, or a plain one. */
export type FilteredFact = { readonly type: string; readonly code: string } | { readonly word: string }

/** Returns how the library has a fact such as `age=baby`; null if it is something else than a keyword. */
export function keywordOfFact(fact: string): FilteredFact | null {
  const [kind, value] = fact.split('=') as [string, string]
  if (PLAIN.has(kind)) return { word: kind + value }
  if (fact === 'nudity=1') return { type: 'Sensitive', code: 'nudity' }
  const type = TYPES[kind]
  if (!type) return null
  const found = ENUMERATED_KEYWORDS.find(
    (it) => it.type === type && (it.code === CODES[value] || it.code.replaceAll('_', '') === value),
  )
  if (!found) throw new Error(`No keyword of the API is ${fact}.`)
  return { type, code: found.code }
}

/** Returns a record of the generated library as it is stored; its names become records of their own. */
export function storedRecord({ id, title, caption, keywords, date, popularity, ...record }: StockRecord) {
  const facts = record.facts.map((it) => it.split('=') as [string, string])
  const one = (kind: string) => facts.find(([it]) => it === kind)?.[1]
  const dateCreated = new Date(date * 1000).toISOString().slice(0, 10)
  return {
    externalId: `s${id}`,
    artist: `Artist ${one('artist')}`,
    collection: `Collection ${one('collection')}`,
    keywords: [
      ...[...keywords, ...record.facts.flatMap(labelOf)].map((text) => ({ type: 'Keyword' as const, text })),
      ...record.people.map((person) => ({ type: 'SpecificPeople' as const, text: `Person ${person}` })),
    ],
    segments: facts.flatMap(([kind, value]) => (kind === 'segment' ? [value as Segment] : [])),
    columns: {
      dateCreated,
      dateCreatedMs: Date.parse(dateCreated),
      qualityRank: 3,
      family: one('family') as AssetTable['family'],
      title,
      graphicalStyle: 'photography' as const,
      caption,
      popularity,
      licenseModel: one('license') as AssetTable['licenseModel'],
      mediaKind: one('type') === 'video' ? ('video' as const) : ('image' as const),
    },
  }
}

function labelOf(fact: string): string[] {
  const keyword = keywordOfFact(fact)
  if (keyword === null) return []
  if ('word' in keyword) return [keyword.word]
  return [ENUMERATED_KEYWORDS.find((it) => it.type === keyword.type && it.code === keyword.code)!.labels[0]!]
}
