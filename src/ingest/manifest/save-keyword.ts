import { sql } from 'kysely'
import { ensureKeywords } from '../../catalogue/keywords.ts'
import type { Db } from '../../db/database.ts'
import { DEFAULT_LANGUAGE } from '../../lib/languages.ts'
import { foldName } from '../../lib/text.ts'
import type { MappedKeyword } from '../mapping/to-others.ts'

/**
 * Adds a keyword to the vocabulary, or words and broader keywords to one that is known. What is there already stays.
 * Assets that carry it are listed in the change log when it got new words, for they are found by these too.
 */
export async function saveKeyword(
  tx: Db,
  { text, type, labels, synonyms, broader }: MappedKeyword,
  now: Date,
): Promise<'added' | 'updated' | 'unchanged'> {
  const before = await lastKeyword(tx)
  const [own] = await ensureKeywords(tx, [{ type, text }])
  if (!own) return 'unchanged'
  const isNew = own.id > before
  const words = [
    ...Object.entries(labels).map(([language, label]) => ({ language, text: label, isPreferred: 1 })),
    ...synonyms.map((label) => ({ language: DEFAULT_LANGUAGE as string, text: label, isPreferred: 0 })),
  ].map((word) => ({ ...word, keywordId: own.id, folded: foldName(word.text) }))
  const above = await ensureKeywords(
    tx,
    broader.map((it) => ({ type, text: it })),
  )
  const links = above
    .filter(({ id }) => id !== own.id)
    .map(({ id }) => ({ keywordId: own.id, broaderId: id }))
  let changes = 0n
  for (const word of words.filter(({ folded }) => folded !== '')) {
    const done = tx
      .insertInto('keywordLabel')
      .values(word)
      .onConflict((it) => it.doNothing())
    changes += (await done.executeTakeFirst()).numInsertedOrUpdatedRows ?? 0n
  }
  for (const link of links) {
    const done = tx
      .insertInto('keywordBroader')
      .values(link)
      .onConflict((it) => it.doNothing())
    changes += (await done.executeTakeFirst()).numInsertedOrUpdatedRows ?? 0n
  }
  if (changes > 0n && !isNew) await logReworded(tx, own.id, now)
  return isNew ? 'added' : changes > 0n ? 'updated' : 'unchanged'
}

async function lastKeyword(tx: Db): Promise<number> {
  const row = await tx.selectFrom('counter').select('value').where('name', '=', 'keyword').executeTakeFirst()
  return row?.value ?? 0
}

/** Assets that carry it, or a keyword that it includes. */
async function logReworded(tx: Db, keywordId: number, now: Date): Promise<void> {
  await sql`
    insert into change (subject, "subjectId", kind, "atMs")
    with recursive included (id) as (
      select ${keywordId} union
      select "keywordId" from "keywordBroader" join included on "broaderId" = included.id
    )
    select distinct 'asset', "assetId", 'reworded', ${now.getTime()} from "assetKeyword"
    where "keywordId" in (select id from included) order by "assetId"`.execute(tx)
}
