import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../db/database.ts'
import type { Asset } from './asset.ts'
import { areBothOffered, both, isOffered, isOfferedNowhere, territoriesOf } from './territories.ts'

/** Who looks, as far as it decides what may be seen. */
export type Viewer = { readonly now: Date; readonly country: string | null }

/** Whether an asset is shown at a moment, or why it is not: withdrawn, before or after its time. */
export const ASSET_STATES = ['visible', 'withdrawn', 'embargoed', 'expired'] as const
/** One of these states. */
export type AssetState = (typeof ASSET_STATES)[number]

/** The state of an asset at a moment: an embargo ends at its moment, and at the last moment it has expired. */
export function stateOf({ withdrawnMs, visibleFromMs, visibleUntilMs }: Asset, now: Date): AssetState {
  if (withdrawnMs !== null) return 'withdrawn'
  if (visibleUntilMs !== null && visibleUntilMs <= now.getTime()) return 'expired'
  return visibleFromMs !== null && visibleFromMs > now.getTime() ? 'embargoed' : 'visible'
}

/**
 * Whether an asset may be seen: it is not withdrawn, its time has come and not passed, and it is offered where the
 * viewer is. The same rule is `visibleTo` in SQL, and a set of filters for the index (search/visible-filters.ts).
 */
export function isVisible(asset: Asset, { now, country }: Viewer): boolean {
  return stateOf(asset, now) === 'visible' && isOffered(territoriesOfAsset(asset), country)
}

/** The rule of `isVisible` as a condition of a query of `asset` joined with its `collection`. */
export function visibleTo({ now, country }: Viewer): RawBuilder<SqlBool> {
  const nowMs = now.getTime()
  const offered = areBothOffered(sql.ref('asset.territories'), sql.ref('collection.territories'), country)
  return sql`(asset."withdrawnMs" is null
    and (asset."visibleFromMs" is null or asset."visibleFromMs" <= ${nowMs})
    and (asset."visibleUntilMs" is null or asset."visibleUntilMs" > ${nowMs})
    and ${offered})`
}

/** Returns whether the time of an asset is over before it begins, so that nobody would ever see it. */
export function isNeverVisible(time: Pick<Asset, 'visibleFromMs' | 'visibleUntilMs'>): boolean {
  const { visibleFromMs: from, visibleUntilMs: until } = time
  return from !== null && until !== null && until <= from
}

/** Returns whether an asset may be seen by nobody, wherever and whenever: it is withdrawn, or offered nowhere. */
export function isForNobody(asset: Asset): boolean {
  return asset.withdrawnMs !== null || isOfferedNowhere(territoriesOfAsset(asset))
}

/** Where an asset is offered, its collection's word included. */
export function territoriesOfAsset(asset: Asset) {
  return both(territoriesOf(asset.territories), territoriesOf(asset.collectionTerritories))
}

/** Returns whether an asset appeared or went by the clock alone in a stretch of time: after `from`, up to and with `to`. */
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
