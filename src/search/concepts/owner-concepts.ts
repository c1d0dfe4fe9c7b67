import { sql } from 'kysely'
import { KEYWORD_TYPES } from '../../catalogue/keywords.ts'
import { findLabels } from '../../catalogue/vocabulary.ts'
import type { Db } from '../../db/database.ts'
import { textListFromJson } from '../../db/lists.ts'
import { prepared, type Values } from '../../db/prepared.ts'
import { unifySpelling } from '../../lib/fold.ts'
import { DEFAULT_LANGUAGE, type Language } from '../../lib/languages.ts'
import { foldName } from '../../lib/text.ts'
import { splitWords, wordsOfRun } from '../split-words.ts'
import { baseOf, type Concept } from './concept.ts'

/**
 * The maximum number of candidates for each phrase; the shortest ones are preferred, since they are closest to its words.
 */
const MAX_CANDIDATES = 300
/** A character that sorts after all others. */
const LAST = '\u{10ffff}'

/**
 * Returns candidate concepts of the owner's vocabulary for phrases: those with a label in this language that has a
 * prefix in common with one of their words. Keywords without labels are not in the vocabulary and therefore not concepts.
 */
export async function ownerConcepts(
  db: Db,
  phrases: readonly string[],
  language: Language,
): Promise<Concept[]> {
  const base = baseOf(language)
  const rows = await candidates(db, {
    prefixes: JSON.stringify([...new Set(phrases.flatMap(prefixesOf))]),
    limit: MAX_CANDIDATES * phrases.length,
    base,
    ofCountries: `${base}-%`,
    isEnglish: Number(base === baseOf(DEFAULT_LANGUAGE)),
  })
  if (rows.length === 0) return []
  const labels = await findLabels(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, text }) => [{ text, language: DEFAULT_LANGUAGE }, ...(labels.get(id) ?? [])])
}

type Wanted = { prefixes: string; limit: number; base: string; ofCountries: string; isEnglish: number }

// NOTE: SQLite does not reorder a cross join, so it looks up each prefix instead of scanning all keywords. Without labels,
// it looks up none.
const candidates = prepared<Wanted, { id: number; text: string }>((db, wanted: Values<Wanted>) => {
  const { prefixes, limit, base, ofCountries, isEnglish } = wanted
  const query = sql<{ id: number; text: string }>`
    with prefix as (
      select value from ${textListFromJson(db, prefixes)} as listed
        where exists (select 1 from "keywordLabel")),
    found as (
      select "keywordId" as id, length(folded) as letters from prefix cross join "keywordLabel"
        where folded >= prefix.value and folded < prefix.value || ${LAST}
        and (language = ${base} or language like ${ofCountries})
      union all
      select keyword.id, length(folded) as letters from prefix cross join keyword
        where type in (${sql.join(KEYWORD_TYPES)})
        and folded >= prefix.value and folded < prefix.value || ${LAST}
        and ${isEnglish} = 1 and exists (select 1 from "keywordLabel" where "keywordId" = keyword.id)
      order by letters limit ${limit})
    select distinct keyword.id, keyword.text from found join keyword using (id)`
  return { compile: () => query.compile(db) }
})

/** Prefixes that the words share with their inflected forms: endings of one or two letters are cut off. */
function prefixesOf(phrase: string): string[] {
  const prefixes = splitWords(unifySpelling(phrase)).flatMap(({ kind, text }) => {
    if (kind === 'run') return wordsOfRun(text).map(foldName)
    const word = foldName(text)
    return [word.slice(0, Math.max(Math.min(word.length, 3), word.length - 2))]
  })
  return prefixes.filter((prefix) => prefix !== '')
}
