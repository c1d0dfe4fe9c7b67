import { sql } from 'kysely'
import { KEYWORD_TYPES } from '../../catalogue/keywords.ts'
import { findLabels } from '../../catalogue/vocabulary.ts'
import type { Db } from '../../db/database.ts'
import { textList } from '../../db/lists.ts'
import { unifySpelling } from '../../lib/fold.ts'
import { DEFAULT_LANGUAGE, type Language } from '../../lib/languages.ts'
import { foldName } from '../../lib/text.ts'
import { splitWords, wordsOfRun } from '../split-words.ts'
import { baseOf, type Concept } from './concept.ts'

/** Keywords that begin like a word of a phrase; the shortest of them are nearest to it. */
const MAX_CANDIDATES = 300
/** Behind every other character. */
const LAST = '\u{10ffff}'

/**
 * Concepts of the owner's vocabulary that a phrase in this language may be about: those with a label that begins as
 * one of its words does. A keyword without labels is nobody's concept but a word of its pictures.
 */
export async function ownerConcepts(db: Db, phrase: string, language: Language): Promise<Concept[]> {
  // NOTE: SQLite does not reorder a cross join: it looks up each beginning, and does not go through all keywords.
  const beginnings = textList(db, beginningsOf(phrase))
  const base = baseOf(language)
  const isEnglish = Number(base === baseOf(DEFAULT_LANGUAGE))
  const { rows } = await sql<{ id: number; text: string }>`
    with beginning as ${beginnings},
    found as (
      select "keywordId" as id, length(folded) as letters from beginning cross join "keywordLabel"
        where folded >= beginning.value and folded < beginning.value || ${LAST}
        and (language = ${base} or language like ${`${base}-%`})
      union all
      select keyword.id, length(folded) as letters from beginning cross join keyword
        where type in (${sql.join(KEYWORD_TYPES)})
        and folded >= beginning.value and folded < beginning.value || ${LAST}
        and ${isEnglish} = 1 and exists (select 1 from "keywordLabel" where "keywordId" = keyword.id)
      order by letters limit ${MAX_CANDIDATES})
    select distinct keyword.id, keyword.text from found join keyword using (id)`.execute(db)
  const labels = await findLabels(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, text }) => [{ text, language: DEFAULT_LANGUAGE }, ...(labels.get(id) ?? [])])
}

/** How words begin in all of their forms: endings of one or two letters are cut. */
function beginningsOf(phrase: string): string[] {
  const beginnings = splitWords(unifySpelling(phrase)).flatMap(({ kind, text }) => {
    if (kind === 'run') return wordsOfRun(text).map(foldName)
    const word = foldName(text)
    return [word.slice(0, Math.max(Math.min(word.length, 3), word.length - 2))]
  })
  return [...new Set(beginnings)].filter((beginning) => beginning !== '')
}
