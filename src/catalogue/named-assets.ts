import type { Db } from '../db/database.ts'
import { Problem } from '../lib/problem.ts'

/**
 * The ids of the assets that a person names, in their order: each by its id, by the id that a source has for it
 * ("A00001"), or by source and id where several sources have that one ("tate:A00001").
 *
 * @throws Error when there is no such asset, or more than one.
 */
export async function namedAssets(db: Db, names: readonly string[]): Promise<number[]> {
  const ids: number[] = []
  for (const name of names) ids.push(await namedAsset(db, name))
  return ids
}

async function namedAsset(db: Db, name: string): Promise<number> {
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
  throw new Problem('AmbiguousAsset', `Several sources have an asset ${name}. Name one of them: ${choices}.`)
}
