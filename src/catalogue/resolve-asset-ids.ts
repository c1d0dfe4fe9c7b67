import type { Db } from '../db/database.ts'
import { Problem } from '../lib/problem.ts'

/**
 * Returns the ids of the assets with these names, in order. A name is the asset's id, an external id ("A00001"), or the
 * source and the external id if several sources use the same one ("tate:A00001").
 *
 * @throws Problem AssetNotFound, or AmbiguousAsset if several assets have the external id.
 */
export async function resolveAssetIds(db: Db, names: readonly string[]): Promise<number[]> {
  const ids: number[] = []
  for (const name of names) ids.push(await resolveAssetId(db, name))
  return ids
}

async function resolveAssetId(db: Db, name: string): Promise<number> {
  if (/^[1-9]\d{0,9}$/.test(name)) {
    const asset = await db.selectFrom('asset').select('id').where('id', '=', Number(name)).executeTakeFirst()
    if (asset) return asset.id
  }
  const colon = name.indexOf(':')
  const found = await db
    .selectFrom('externalId')
    .select(['id', 'source'])
    .where('kind', '=', 'asset')
    .where((eb) =>
      eb.or([
        eb('value', '=', name),
        eb.and([eb('source', '=', name.slice(0, colon)), eb('value', '=', name.slice(colon + 1))]),
      ]),
    )
    .execute()
  if (found.length === 0) throw new Problem('AssetNotFound', `There is no asset with the id ${name}.`)
  if (found.length === 1) return found[0]!.id
  const choices = found.map(({ source }) => `${source}:${name}`).join(', ')
  throw new Problem('AmbiguousAsset', `Several sources have an asset ${name}. Use one of: ${choices}.`)
}
