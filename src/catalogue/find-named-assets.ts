import type { Db } from '../db/database.ts'
import { textList } from '../db/lists.ts'
import { Problem } from '../lib/problem.ts'
import { resolveAssetIds } from './resolve-asset-ids.ts'

/** Returns the ids of assets that a source names by its own ids or by those of the library, or why one is not found. */
export async function findNamedAssets(
  db: Db,
  source: string,
  names: readonly string[],
): Promise<number[] | { readonly reason: string }> {
  const own = await db
    .selectFrom('externalId')
    .select(['value', 'id'])
    .where('kind', '=', 'asset')
    .where('source', '=', source)
    .where('value', 'in', textList(db, names))
    .execute()
  const byName = new Map(own.map(({ value, id }) => [value, id]))
  const ids: number[] = []
  try {
    for (const name of names) ids.push(byName.get(name) ?? (await resolveAssetIds(db, [name]))[0]!)
    return ids
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { reason: error.message }
  }
}
