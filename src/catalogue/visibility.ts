import type { Db } from '../db/database.ts'
import { type Asset, findAssets } from './asset.ts'
import { both, isOffered, isOfferedNowhere, territoriesOf } from './territories.ts'

/** Who looks, as far as it decides what may be seen. */
export type Viewer = { readonly now: Date; readonly country: string | null }

/**
 * Whether an asset may be seen: it is not withdrawn, its time has come and not passed, and it is offered where the
 * viewer is. The same rule for searches is a set of filters (search/visible-filters.ts).
 */
export function isVisible(asset: Asset, { now, country }: Viewer): boolean {
  if (asset.withdrawnMs !== null) return false
  if (asset.visibleFromMs !== null && asset.visibleFromMs > now.getTime()) return false
  if (asset.visibleUntilMs !== null && asset.visibleUntilMs <= now.getTime()) return false
  return isOffered(territoriesOfAsset(asset), country)
}

/** The asset with this id as long as the viewer may see it; null is also no id at all. */
export async function findVisibleAsset(db: Db, id: number | null, viewer: Viewer): Promise<Asset | null> {
  const asset = id === null ? undefined : (await findAssets(db, [id])).get(id)
  return asset && isVisible(asset, viewer) ? asset : null
}

/** Whether the time of an asset is over before it begins, so that nobody would ever see it. */
export function isNeverVisible(time: Pick<Asset, 'visibleFromMs' | 'visibleUntilMs'>): boolean {
  const { visibleFromMs: from, visibleUntilMs: until } = time
  return from !== null && until !== null && until <= from
}

/** Whether an asset may be seen by nobody, wherever and whenever: it is withdrawn, or offered nowhere. */
export function isForNobody(asset: Asset): boolean {
  return asset.withdrawnMs !== null || isOfferedNowhere(territoriesOfAsset(asset))
}

/** Where an asset is offered, its collection's word included. */
export function territoriesOfAsset(asset: Asset) {
  return both(territoriesOf(asset.territories), territoriesOf(asset.collectionTerritories))
}

/** Whether an asset appeared or went by the clock alone in a stretch of time: after `from`, up to and with `to`. */
export async function turnedBetween(db: Db, from: Date, to: Date): Promise<boolean> {
  const [after, upTo] = [from.getTime(), to.getTime()]
  const found = await db
    .selectFrom('asset')
    .select('id')
    .where((eb) =>
      eb.or([
        eb.and([eb('visibleFromMs', '>', after), eb('visibleFromMs', '<=', upTo)]),
        eb.and([eb('visibleUntilMs', '>', after), eb('visibleUntilMs', '<=', upTo)]),
      ]),
    )
    .executeTakeFirst()
  return found !== undefined
}
