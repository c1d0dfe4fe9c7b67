import type { DatabaseSync } from 'node:sqlite'
import type { Completion, CompletionQuery, NameKind } from '../completion.ts'
import { baseOf } from '../concepts/concept.ts'
import { compileFill, compileMatches } from './compile-query.ts'
import type { Sql } from './sql.ts'
import { reader, runner } from './statements.ts'
import { TAG_KINDS } from './tables.ts'
import { LANGUAGE_END } from './vocabulary.ts'

/** How many words are counted at most, the most frequent ones of all assets first. */
const MAX_COUNTED = 100

/** Makes the function that completes a text on a connection. It uses the table `matched`. */
export function completer(file: DatabaseSync): (query: CompletionQuery) => Completion[] {
  const { all } = reader(file)
  const run = runner(file)

  function completeWords({ prefix, limit }: CompletionQuery, language: string | null): Completion[] {
    return (all(compileWords(prefix, language)) as { folded: string; word: string }[])
      .map((it) => ({ ...it, count: Number(all(countOfWord(it.folded))[0]!.count) }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || (a.folded < b.folded ? -1 : 1))
      .slice(0, limit)
      .map(({ word, count }) => ({ kind: 'word', word, count }))
  }

  function completeKind(kind: NameKind, query: CompletionQuery): Completion[] {
    const { prefix, limit } = query
    if (kind === 'word') {
      const own = completeWords(query, baseOf(query.language))
      return own.length > 0 ? own : completeWords(query, null)
    }
    const rows = all(compileNames(kind, prefix, limit)) as { id: number; count: number }[]
    return rows.map(({ id, count }) => ({ kind, id, count }))
  }

  return (query) => {
    file.exec('delete from matched')
    const { text, filters, kinds } = query
    const page = { offset: 0, size: 0 }
    const { sql, values } = compileFill(
      compileMatches({ text, filters, sort: { by: 'newest' }, page, facets: {} }),
    )
    if (run(sql, ...values) === 0) return []
    return kinds.flatMap((kind) => completeKind(kind, query))
  }
}

/**
 * The most frequent words that begin with a prefix, each in one of its spellings, of English texts and of texts in this
 * language; null for all languages.
 */
const compileWords = (prefix: string, language: string | null): Sql => ({
  sql: `select term as folded, (
          select min(substr(value, instr(value, '${LANGUAGE_END}') + 1)) from name where kind = 'word' and name.folded = term
          and (instr(value, '${LANGUAGE_END}') = 0 or ? is null or value like ?)) as word
        from writtenTerms where term >= ? and term < ? and word is not null order by doc desc, term limit ?`,
  values: [language, `${language}${LANGUAGE_END}%`, prefix, endOf(prefix), MAX_COUNTED],
})

const countOfWord = (folded: string): Sql => ({
  sql: `select count(*) as count from written
        where written match ? and rowid in (select id from matched)`,
  values: [`"${folded}"`],
})

/** The most frequent of what has a name that begins with a prefix, among the documents in `matched`. */
function compileNames(kind: Exclude<NameKind, 'word'>, prefix: string, limit: number): Sql {
  const named = {
    sql: 'select value from name where kind = ? and folded >= ? and folded < ?',
    values: [kind, prefix, endOf(prefix)],
  }
  const counted =
    kind === 'collection'
      ? `select collectionId as id, count(*) as count from document
         where collectionId in (${named.sql}) and id in (select id from matched)`
      : `select value as id, count(*) as count from tag
         where kind = ${TAG_KINDS[tagKindOf(kind)]} and value in (${named.sql}) and id in (select id from matched)`
  return {
    sql: `${counted} group by 1 order by count desc, 1 limit ?`,
    values: [...named.values, limit],
  }
}

const tagKindOf = (kind: Exclude<NameKind, 'word' | 'collection'>) =>
  kind === 'event' || kind === 'artist' ? kind : 'keyword'

/** After all texts that begin with a prefix. */
const endOf = (prefix: string) => `${prefix}\u{10ffff}`
