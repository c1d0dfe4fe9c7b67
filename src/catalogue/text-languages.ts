import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { prepared } from '../db/prepared.ts'
import { DEFAULT_LANGUAGE } from '../lib/languages.ts'
import { whileUnchanged } from './while-unchanged.ts'

/**
 * Returns the languages in which the library has texts; assets without a language are in en-US. It takes one index
 * lookup per language, however many records there are.
 */
async function findTextLanguages(db: Db): Promise<Set<string>> {
  const ofAsset = await languagesIn.asset(db, {})
  const ofText = await languagesIn.assetText(db, {})
  const unstated = await assetWithoutLanguage(db, {})
  const languages = [...ofAsset, ...ofText].map(({ language }) => language)
  return new Set([...languages, ...(unstated.length > 0 ? [DEFAULT_LANGUAGE] : [])])
}

/** The distinct values of each table's column `language`, with one index lookup per value. */
const languagesIn = {
  asset: distinctLanguages('asset'),
  assetText: distinctLanguages('assetText'),
  eventText: distinctLanguages('eventText'),
  keywordLabel: distinctLanguages('keywordLabel'),
}

function distinctLanguages(table: string) {
  return prepared<object, { language: string }>((db) => {
    const query = sql<{ language: string }>`
      with recursive found(language) as (
        select min(language) from ${sql.table(table)}
        union all
        select (select min(language) from ${sql.table(table)} where language > found.language)
        from found where found.language is not null)
      select language from found where language is not null`
    return { compile: () => query.compile(db) }
  })
}

/** The languages of the library's words. */
export type WordLanguages = {
  /** Those of texts; assets without a language are in en-US. */
  readonly texts: ReadonlySet<string>
  /** Those of the labels of keywords; none if there is no vocabulary. */
  readonly labels: ReadonlySet<string>
}

/** Returns the languages of the library's words. */
export const findWordLanguages: (db: Db) => Promise<WordLanguages> = whileUnchanged(async (db) => ({
  texts: await findTextLanguages(db),
  labels: new Set((await languagesIn.keywordLabel(db, {})).map(({ language }) => language)),
}))

const assetWithoutLanguage = prepared<object, { id: number }>((db) =>
  db.selectFrom('asset').select('id').where('language', 'is', null).limit(1),
)

/** A cached set of the languages of the library's texts, events and keywords. */
export type TextLanguages = {
  current(): ReadonlySet<string>
  /** Reads the languages again. */
  reload(): Promise<void>
}

/** Reads the languages and caches them. */
export async function openTextLanguages(db: Db): Promise<TextLanguages> {
  const find = async () => {
    const ofEvents = await languagesIn.eventText(db, {})
    const { texts, labels } = await findWordLanguages(db)
    return new Set([...texts, ...labels, ...ofEvents.map(({ language }) => language)])
  }
  let languages: ReadonlySet<string> = await find()
  return {
    current: () => languages,
    async reload() {
      const found = await find()
      // The set object is replaced only if its content changed, because callers cache results by it.
      if (found.symmetricDifference(languages).size > 0) languages = found
    },
  }
}
