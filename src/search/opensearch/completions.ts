import type { Completion, CompletionQuery, NameKind } from '../completion.ts'
import { baseOf } from '../concepts/concept.ts'
import { compileMatches } from './compile-query.ts'
import type { Query } from './compile-text.ts'
import type { Connection } from './connection.ts'
import { ENGLISH, NAME_SEPARATOR } from './document-fields.ts'
import { findWords } from './find-words.ts'

/** How many words and names of a kind are counted at most, the most frequent ones. */
const MAX_COUNTED = 250

type Bucket = { readonly key: string; readonly doc_count: number }

/** Makes the function that completes a text: see the port. */
export function completer(
  connection: Connection,
  names: { readonly assets: string; readonly words: string },
) {
  /** Returns the first spelling of each of these words, in texts in English and in this language; null for all languages. */
  async function spellings(folded: readonly string[], language: string | null): Promise<Map<string, string>> {
    const languages = language === null ? [] : [{ terms: { language: [ENGLISH, language] } }]
    const filter = [{ term: { kind: 'word' } }, { terms: { folded } }, ...languages]
    const first = new Map<string, string>()
    for (const { folded: word, spelt } of await findWords(connection, names.words, filter))
      if (spelt < (first.get(word) ?? '\u{10ffff}')) first.set(word, spelt)
    return first
  }

  async function completeWords(
    counted: readonly Bucket[],
    { language, limit }: CompletionQuery,
  ): Promise<Completion[]> {
    if (counted.length === 0) return []
    const folded = counted.map(({ key }) => key)
    const own = await spellings(folded, baseOf(language))
    const spelt = own.size > 0 ? own : await spellings(folded, null)
    return counted
      .filter(({ key }) => spelt.has(key))
      .slice(0, limit)
      .map(({ key, doc_count }) => ({ kind: 'word', word: spelt.get(key)!, count: doc_count }))
  }

  return async (query: CompletionQuery): Promise<Completion[]> => {
    const { prefix, kinds, text, filters, limit } = query
    const path = `/${names.assets}/_search?filter_path=aggregations.*.buckets`
    const { aggregations } = await connection.send('POST', path, {
      query: compileMatches({ text, filters }),
      size: 0,
      aggs: Object.fromEntries(kinds.map((kind) => [kind, { terms: beginning(kind, prefix) }])),
    })
    const completed = kinds.map((kind) => {
      const counted: readonly Bucket[] = aggregations?.[kind].buckets ?? []
      return kind === 'word' ? completeWords(counted, query) : namesOf(kind, counted).slice(0, limit)
    })
    return (await Promise.all(completed)).flat()
  }
}

/** What is counted for the completion of a kind: the values that begin with what is typed. */
const beginning = (kind: NameKind, prefix: string): Query => ({
  field: kind === 'word' ? 'writtenWords' : 'names',
  include: `${escaped(kind === 'word' ? prefix : kind + NAME_SEPARATOR + prefix)}.*`,
  size: MAX_COUNTED,
})

/** As a regular expression of Lucene, in which any character may follow a backslash. */
const escaped = (text: string) => text.replace(/[^\p{L}\p{N}\s]/gu, '\\$&')

/** What has these names, once each. All assets that have one of its names have the others too. */
function namesOf(kind: Exclude<NameKind, 'word'>, counted: readonly Bucket[]): Completion[] {
  const counts = new Map<number, number>()
  for (const { key, doc_count } of counted) {
    const id = Number(key.slice(key.lastIndexOf(NAME_SEPARATOR) + 1))
    counts.set(id, Math.max(doc_count, counts.get(id) ?? 0))
  }
  return Array.from(counts, ([id, count]) => ({ kind, id, count })).sort(
    (a, b) => b.count - a.count || a.id - b.id,
  )
}
