import { basename } from 'node:path/posix'
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { queryByIds } from '../db/query-by-ids.ts'

type Named = { readonly assetId: number; readonly name: string }

const externalIdsByIds = queryByIds<Named>((db, ids) =>
  db
    .selectFrom('externalId')
    .select(['id as assetId', 'value as name'])
    .where('kind', '=', sql.lit('asset'))
    .where('id', 'in', ids)
    .orderBy('value'),
)
const sourceFilesByIds = queryByIds<Named>((db, ids) =>
  db.selectFrom('sourceFile').select(['assetId', 'path as name']).where('assetId', 'in', ids).orderBy('path'),
)
const manifestFilesByIds = queryByIds<Named>((db, ids) =>
  db
    .selectFrom('manifestFile')
    .select(['assetId', 'path as name'])
    .where('assetId', 'in', ids)
    .orderBy('path'),
)

/** Returns the external ids and the file names of each asset, including files that are still missing. */
export async function findIdentifiers(db: Db, assetIds: readonly number[]): Promise<Map<number, string[]>> {
  if (assetIds.length === 0) return new Map()
  const [ids, ...files] = await Promise.all([
    externalIdsByIds(db, assetIds),
    sourceFilesByIds(db, assetIds),
    manifestFilesByIds(db, assetIds),
  ])
  const names = files
    .flat()
    .map(({ assetId, name }) => ({ assetId, name: basename(name.replaceAll('\\', '/')) }))
  const groups = Map.groupBy([...ids, ...names], ({ assetId }) => assetId)
  return new Map([...groups].map(([id, rows]) => [id, [...new Set(rows.map(({ name }) => name))]]))
}
