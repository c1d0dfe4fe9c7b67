import { open } from 'node:fs/promises'
import { ENUMERATED_KEYWORDS } from '../../../src/catalogue/data/enumerated-keywords.ts'
import { type StockRecord, stockRecords } from './records.ts'

const LINES_PER_WRITE = 1000
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

/** Returns how the library of a manifest has a fact such as `age=baby`; null if it is something else than a keyword. */
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

/** Writes a manifest of the generated stock library: its events, then its records. */
export async function writeStockManifest(path: string, count: number): Promise<void> {
  const file = await open(path, 'w')
  let lines: string[] = []
  const write = async (record: unknown) => {
    lines.push(`${JSON.stringify(record)}\n`)
    if (lines.length < LINES_PER_WRITE) return
    await file.write(lines.join(''))
    lines = []
  }
  const events = new Set<number>()
  for (const { event } of stockRecords(count)) if (event !== null) events.add(event)
  for (const event of events) await write(eventRecord(event))
  for (const record of stockRecords(count)) await write(assetRecord(record))
  await file.write(lines.join(''))
  await file.close()
}

const eventRecord = (event: number) => ({
  kind: 'event',
  id: `e${event}`,
  name: `Event ${event}`,
  start_date: '2020-05-17',
})

function assetRecord({ id, title, caption, keywords, date, popularity, ...record }: StockRecord) {
  const facts = record.facts.map((it) => it.split('=') as [string, string])
  const one = (kind: string) => facts.find(([it]) => it === kind)?.[1]
  const all = (kind: string) => facts.filter(([it]) => it === kind).map(([, value]) => value)
  return {
    kind: one('type') === 'video' ? 'video' : 'asset',
    id: `s${id}`,
    title,
    caption,
    keywords: [...keywords, ...record.facts.flatMap(labelOf)],
    date_created: new Date(date * 1000).toISOString().slice(0, 10),
    popularity,
    family: one('family'),
    license_model: one('license'),
    artist: `Artist ${one('artist')}`,
    collection: `Collection ${one('collection')}`,
    editorial_segments: all('segment'),
    event_ids: all('event').map((event) => `e${event}`),
    people: all('people').map((person) => `Person ${person}`),
  }
}

function labelOf(fact: string): string[] {
  const keyword = keywordOfFact(fact)
  if (keyword === null) return []
  if ('word' in keyword) return [keyword.word]
  return [ENUMERATED_KEYWORDS.find((it) => it.type === keyword.type && it.code === keyword.code)!.labels[0]!]
}
