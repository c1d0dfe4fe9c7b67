import { basename } from 'node:path/posix'
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { queryByIds } from '../db/query-by-ids.ts'

type Named = { readonly assetId: number; readonly name: string }

const externalIds = queryByIds<Named>((db, ids) =>
  db
    .selectFrom('externalId')
    .select(['id as assetId', 'value as name'])
    .where('kind', '=', sql.lit('asset'))
    .where('id', 'in', ids)
    .orderBy('value'),
)
const sightings = queryByIds<Named>((db, ids) =>
  db.selectFrom('sourceFile').select(['assetId', 'path as name']).where('assetId', 'in', ids).orderBy('path'),
)
const namedFiles = queryByIds<Named>((db, ids) =>
  db
    .selectFrom('manifestFile')
    .select(['assetId', 'path as name'])
    .where('assetId', 'in', ids)
    .orderBy('path'),
)

/** The ids by which sources know each of these assets, and the names of its files, whether those have come or not. */
export async function findOwnNumbers(db: Db, assetIds: readonly number[]): Promise<Map<number, string[]>> {
  if (assetIds.length === 0) return new Map()
  const [ids, ...files] = await Promise.all([
    externalIds(db, assetIds),
    sightings(db, assetIds),
    namedFiles(db, assetIds),
  ])
  const names = files
    .flat()
    .map(({ assetId, name }) => ({ assetId, name: basename(name.replaceAll('\\', '/')) }))
  const groups = Map.groupBy([...ids, ...names], ({ assetId }) => assetId)
  return new Map([...groups].map(([id, rows]) => [id, [...new Set(rows.map(({ name }) => name))]]))
}
