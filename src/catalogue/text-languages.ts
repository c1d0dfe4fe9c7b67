import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { DEFAULT_LANGUAGE } from '../lib/languages.ts'

/**
 * Returns the languages in which the library has texts; assets without a language are in en-US. It takes one index
 * lookup per language, however many records there are.
 */
export async function findTextLanguages(db: Db): Promise<Set<string>> {
  const ofAsset = await languagesIn(db, 'asset')
  const ofText = await languagesIn(db, 'assetText')
  const unstated = await db.selectFrom('asset').select('id').where('language', 'is', null).limit(1).execute()
  return new Set([...ofAsset, ...ofText, ...(unstated.length > 0 ? [DEFAULT_LANGUAGE] : [])])
}

/** The distinct values of a table's column `language`, with one index lookup per value. */
async function languagesIn(
  db: Db,
  table: 'asset' | 'assetText' | 'eventText' | 'keywordLabel',
): Promise<string[]> {
  const { rows } = await sql<{ language: string }>`
    with recursive found(language) as (
      select min(language) from ${sql.table(table)}
      union all
      select (select min(language) from ${sql.table(table)} where language > found.language)
      from found where found.language is not null)
    select language from found where language is not null`.execute(db)
  return rows.map(({ language }) => language)
}

/** A cached set of the languages of the library's texts, events and keywords. */
export type TextLanguages = {
  current(): ReadonlySet<string>
  /** Reads the languages again. */
  reload(): Promise<void>
}

/** Reads the languages and caches them. */
export async function openTextLanguages(db: Db): Promise<TextLanguages> {
  const find = async () =>
    new Set([
      ...(await findTextLanguages(db)),
      ...(await languagesIn(db, 'eventText')),
      ...(await languagesIn(db, 'keywordLabel')),
    ])
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
