import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { readAllAnnotations } from '../../generate/cldr-annotations.ts'
import { DEFAULT_LANGUAGE } from '../../src/lib/languages.ts'
import { testData } from './test-data.ts'

/** A query with its relevant documents, by the ids of their source, and the grade of each (1 to 3). */
export type JudgedQuery = {
  readonly set: string
  readonly phrase: string
  readonly language: string
  readonly grades: ReadonlyMap<string, number>
}

/** Descriptions of 5,000 pictures, as a manifest. */
export const DOCUMENTS = testData('relevance', 'docs.jsonl.gz')

/** Names in fewer documents than this say little about a ranking. */
const MIN_RELEVANT = 10

/** The queries with human judgements: captions that are not indexed, and two-word concepts. */
export async function judgedByPeople(): Promise<JudgedQuery[]> {
  const queries: JudgedQuery[] = []
  for await (const line of lines(testData('relevance', 'queries.jsonl.gz'))) {
    const { set, query, relevant } = JSON.parse(line)
    const grades: [string, number][] = Array.isArray(relevant)
      ? relevant.map((id: string) => [id, 1])
      : Object.entries(relevant)
    queries.push({ set, phrase: query, language: DEFAULT_LANGUAGE, grades: new Map(grades) })
  }
  return queries
}

/**
 * The names of Unicode emoji in each language, as queries in that language. Documents are relevant if their English text
 * contains the English name, in the singular or with -s or -es.
 */
export async function conceptNames(): Promise<JudgedQuery[]> {
  const texts = new Map<string, string>()
  for await (const line of lines(DOCUMENTS)) {
    const { id, title, caption } = JSON.parse(line)
    texts.set(id, ` ${words(`${title} ${caption}`)} `)
  }
  const annotations = await readAllAnnotations()
  const relevant = new Map<string, ReadonlyMap<string, number>>()
  for (const [emoji, { name }] of annotations.get(DEFAULT_LANGUAGE)!) {
    const forms = ['', 's', 'es'].map((ending) => ` ${words(name)}${ending} `)
    const found = [...texts].filter(([, text]) => forms.some((form) => text.includes(form)))
    if (found.length >= MIN_RELEVANT) relevant.set(emoji, new Map(found.map(([id]) => [id, 1])))
  }
  return [...annotations].flatMap(([language, names]) =>
    [...relevant].flatMap(([emoji, grades]) => {
      const phrase = names.get(emoji)?.name
      return phrase === undefined ? [] : [{ set: `names ${language}`, phrase, language, grades }]
    }),
  )
}

const words = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')

const lines = (path: string) => createInterface(createReadStream(path).pipe(createGunzip()))
