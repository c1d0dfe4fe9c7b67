import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Library } from '../../src/compose.ts'
import { ingestManifest } from '../../src/ingest/manifest/ingest-manifest.ts'
import { type Random, randomFrom } from '../../src/lib/random.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { say } from './report.ts'

const WORDS = 20_000
const KEYWORDS = 5000
const PLACES = 500
/** Collections, of equal size. */
const SHELVES = 10
const LINES_PER_WRITE = 1000
const SYLLABLES = [...'bdfghklmnprstvz'].flatMap((consonant) =>
  [...'aeiou'].map((vowel) => consonant + vowel),
)

/** Keywords of these records, by how many records have them. */
export const KNOWN_WORDS = { common: keyword(10), middling: keyword(160), rare: keyword(4000) }

/** Searches for these words. */
export const KNOWN_SEARCHES = Object.values(KNOWN_WORDS).map(
  (word) => `/v3/search/images?page_size=30&phrase=${word}`,
)

/** Adds so many of these records to a library, and indexes them. The manifest is left in its data folder. */
export async function addRecords(library: Library, data: string, count: number): Promise<void> {
  say('Ingesting …')
  const manifest = join(data, 'records.jsonl')
  await writeRecords(manifest, { from: 0, to: count })
  await ingestManifest(library, { manifest, format: 'json lines', source: 'bench' })
  await catchUp(library)
}

/**
 * Writes a manifest of reproducible records whose words are distributed as in real texts (Zipf): 4 to 6 in a title, 10 to 20
 * in a caption, and 8 to 16 keywords. There is an artist for every fifty records,
 * and ten collections.
 */
export async function writeRecords(path: string, range: { from: number; to: number }): Promise<void> {
  const random = randomFrom(range.from + 1)
  const file = await open(path, 'w')
  for (let id = range.from; id < range.to; id += LINES_PER_WRITE) {
    const count = Math.min(LINES_PER_WRITE, range.to - id)
    await file.write(Array.from({ length: count }, (_, index) => `${record(random, id + index)}\n`).join(''))
  }
  await file.close()
}

function record(random: Random, id: number): string {
  const list = (min: number, max: number, make: () => string) =>
    Array.from({ length: min + random.below(max - min + 1) }, make)
  const text = (min: number, max: number) => list(min, max, () => word(zipf(random, WORDS))).join(' ')
  const year = 1900 + random.below(120)
  return JSON.stringify({
    id: `g${id}`,
    title: text(4, 6),
    caption: text(10, 20),
    keywords: list(8, 16, () => keyword(zipf(random, KEYWORDS))),
    artist: `${word(random.below(WORDS))} ${word(random.below(Math.max(1, id) / 50))}`,
    locations: [`${word(zipf(random, PLACES))} city`],
    date_created: `${year}-${String(1 + random.below(12)).padStart(2, '0')}-15`,
    graphical_style: random.next() < 0.7 ? 'photography' : 'illustration',
    family: random.next() < 0.8 ? 'creative' : 'editorial',
    collection: `Shelf ${id % SHELVES}`,
  })
}

/** Returns a random rank from 0 to below `limit`, with the distribution of Zipf: each decade of ranks is equally likely. */
const zipf = (random: Random, limit: number): number => Math.floor(limit ** random.next()) - 1

function word(rank: number): string {
  const syllable = (place: number) =>
    SYLLABLES[Math.floor(rank / SYLLABLES.length ** place) % SYLLABLES.length]!
  return `${syllable(0)}${syllable(1)}${syllable(2)}`
}

function keyword(rank: number): string {
  return `${word(rank)}k`
}
