import { stat } from 'node:fs/promises'
import { relative, sep } from 'node:path'
import type { Db } from '../db/database.ts'
import type { InPlace } from '../renditions/original.ts'
import type { Source } from './source.ts'

const ROWS_AT_ONCE = 1000

/**
 * The files below a source's folder that assets use where they lie, and that are not there any more: what was made of
 * them is still shown, and nothing else can be. `walked` are those that were just seen.
 */
export async function* goneOriginals(
  db: Db,
  source: Source,
  walked: ReadonlySet<string>,
): AsyncGenerator<{ assetId: number; path: string }> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('master')
      .select(['assetId', 'inPlace'])
      .where('inPlace', 'is not', null)
      .where('assetId', '>', after)
      .orderBy('assetId')
      .limit(ROWS_AT_ONCE)
      .execute()
    for (const { assetId, inPlace } of rows) {
      const { path } = JSON.parse(inPlace!) as InPlace
      if (path.startsWith(source.path + sep) && !walked.has(path) && (await isGone(path)))
        yield { assetId, path: relative(source.path, path).replaceAll(sep, '/') }
    }
    if (rows.length < ROWS_AT_ONCE) return
    after = rows.at(-1)!.assetId
  }
}

/** NOTE: what cannot be looked at, for want of a permission say, has not gone. */
const isGone = (path: string) =>
  stat(path).then(
    () => false,
    ({ code }: NodeJS.ErrnoException) => code === 'ENOENT' || code === 'ENOTDIR',
  )
