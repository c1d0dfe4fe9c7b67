import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { DEFAULT_LANGUAGE } from '../lib/languages.ts'

/**
 * The languages that the library has texts in; what does not say its language is in en-US. Each is one step in an
 * index, however many records there are.
 */
export async function findTextLanguages(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ language: string }>`
    with recursive
      ofAsset(language) as (
        select min(language) from asset
        union all
        select (select min(language) from asset where language > ofAsset.language)
        from ofAsset where ofAsset.language is not null),
      ofText(language) as (
        select min(language) from "assetText"
        union all
        select (select min(language) from "assetText" where language > ofText.language)
        from ofText where ofText.language is not null)
    select language from ofAsset where language is not null
    union select language from ofText where language is not null
    union select ${DEFAULT_LANGUAGE} where exists (select 1 from asset where language is null)`.execute(db)
  return new Set(rows.map(({ language }) => language))
}
