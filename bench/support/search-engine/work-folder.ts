import { existsSync } from 'node:fs'
import { mkdir, open, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BenchQuery, QUERIES } from './queries.ts'
import { type StockRecord, stockRecords } from './records.ts'

/** Weights and average lengths of title, caption and keywords, as for our index (BM25F). */
const FIELDS = [
  { weight: 3, average: 9 },
  { weight: 1, average: 30 },
  { weight: 5, average: 33 },
]
const LENGTH_SHARE = 0.6
const LINES_PER_WRITE = 2000

/**
 * Writes the records and the queries for the other engines, unless the folder has them: `corpus.tsv` with id, date,
 * popularity, title, caption, keywords, facts, and all words with their BM25F frequencies times ten; `queries.tsv` with
 * what a `BenchQuery` has.
 */
export async function writeWorkFolder(work: string, count: number): Promise<void> {
  await mkdir(work, { recursive: true })
  await writeFile(join(work, 'queries.tsv'), QUERIES.map(queryLine).join(''))
  const corpus = join(work, 'corpus.tsv')
  if (existsSync(corpus)) return
  const file = await open(`${corpus}.new`, 'w')
  let lines: string[] = []
  const write = async () => {
    await file.write(lines.join(''))
    lines = []
  }
  for (const record of stockRecords(count)) {
    lines.push(recordLine(record))
    if (lines.length === LINES_PER_WRITE) await write()
  }
  await write()
  await file.close()
  await rename(`${corpus}.new`, corpus)
}

function recordLine({ id, date, popularity, facts, title, caption, keywords }: StockRecord): string {
  const texts = [title, caption, keywords.join(' ')]
  const cells = [id, date, popularity, ...texts, facts.join(' '), frequencies(texts)]
  return `${cells.join('\t')}\n`
}

function frequencies(texts: readonly string[]): string {
  const sums = new Map<string, number>()
  texts.forEach((text, field) => {
    const words = text.split(' ')
    const { weight, average } = FIELDS[field]!
    const each = weight / (1 - LENGTH_SHARE + (LENGTH_SHARE * words.length) / average)
    for (const word of words) sums.set(word, (sums.get(word) ?? 0) + each)
  })
  return Array.from(sums, ([word, sum]) => `${word}|${Math.max(1, Math.round(sum * 10))}`).join(' ')
}

function queryLine(query: BenchQuery): string {
  const { words, without, facts, phrase, prefix, facets, sort, page, size } = query
  const lists = [words, without, facts, phrase].map((list) => list.join(' '))
  return `${[...lists, prefix, facets.join(' '), sort, page, size].join('\t')}\n`
}
