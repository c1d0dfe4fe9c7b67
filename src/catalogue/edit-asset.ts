import type { Db } from '../db/database.ts'
import { findOrRefuse } from './asset-life.ts'
import { logChange } from './changes.ts'
import { type AssetEdits, findEdits } from './edits.ts'
import type { KeywordLabel } from './keywords.ts'
import { setKeywords } from './save-asset.ts'
import { isNeverVisible } from './visibility.ts'

/**
 * Changes what is given, as one entry of the change log. Call it in a transaction.
 *
 * @throws Error when there is no such asset, or nobody would ever see it.
 */
export async function editAsset(tx: Db, id: number, edits: AssetEdits, now: Date): Promise<void> {
  await findOrRefuse(tx, id)
  const merged = { ...(await findEdits(tx, id)), ...edits }
  const { keywords, ...columns } = edits
  const time = await tx
    .selectFrom('asset')
    .select(['visibleFromMs', 'visibleUntilMs'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const isTimed = edits.visibleFromMs !== undefined || edits.visibleUntilMs !== undefined
  if (isTimed && isNeverVisible({ ...time, ...columns }))
    throw new Error(
      `The asset ${id} would be visible until a time that is not after the one from which it is.`,
    )
  await tx
    .updateTable('asset')
    .set((eb) => ({ ...columns, edits: JSON.stringify(merged), version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  if (keywords) await setKeywords(tx, id, keywords)
  await logChange(tx, { subject: 'asset', subjectId: id, kind: 'updated', atMs: now.getTime() })
}

/** Plain keywords of the words in a list. */
export const plainKeywords = (words: readonly string[]): KeywordLabel[] =>
  words.map((text) => ({ type: 'Keyword', text }))
