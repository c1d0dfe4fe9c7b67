import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { DEFAULT_LANGUAGE } from '../lib/languages.ts'

/**
 * The languages that the library has texts in; what does not say its language is in en-US. Each is one step in an
 * index, however many records there are.
 */
export async function findTextLanguages(db: Db): Promise<Set<string>> {
  const ofAsset = await languagesIn(db, 'asset')
  const ofText = await languagesIn(db, 'assetText')
  const unsaid = await db.selectFrom('asset').select('id').where('language', 'is', null).limit(1).execute()
  return new Set([...ofAsset, ...ofText, ...(unsaid.length > 0 ? [DEFAULT_LANGUAGE] : [])])
}

/** The languages in a table's column of that name: one step in its index for each, however many rows there are. */
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

/** The languages of the library's texts, events and keywords as they were read last. */
export type TextLanguages = {
  current(): ReadonlySet<string>
  /** Reads them again. */
  reload(): Promise<void>
}

/** Reads these languages, and keeps them until they are read again. */
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
      // The same set as long as it says the same, for others remember what they made of it.
      if (found.symmetricDifference(languages).size > 0) languages = found
    },
  }
}
