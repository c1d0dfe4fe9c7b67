import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../db/database.ts'
import type { Asset } from './asset.ts'
import {
  compileIsOffered,
  intersectTerritories,
  isOffered,
  isOfferedNowhere,
  territoriesOf,
} from './territories.ts'

/** The time and the country of a caller, which decide what may be seen. */
export type Viewer = { readonly now: Date; readonly country: string | null }

/** What of an asset decides who may see it. */
export type Visibility = Pick<
  Asset,
  'withdrawnMs' | 'visibleFromMs' | 'visibleUntilMs' | 'territories' | 'collectionTerritories'
>

/** The states of an asset at a given time: visible, or hidden for one of these reasons. */
export const ASSET_STATES = ['visible', 'withdrawn', 'embargoed', 'expired'] as const
/** One of these states. */
export type AssetState = (typeof ASSET_STATES)[number]

/** Returns the state of an asset. It is visible from `visibleFromMs` on, and no longer at `visibleUntilMs`. */
export function stateOf(
  { withdrawnMs, visibleFromMs, visibleUntilMs }: Omit<Visibility, 'territories' | 'collectionTerritories'>,
  now: Date,
): AssetState {
  if (withdrawnMs !== null) return 'withdrawn'
  if (visibleUntilMs !== null && visibleUntilMs <= now.getTime()) return 'expired'
  return visibleFromMs !== null && visibleFromMs > now.getTime() ? 'embargoed' : 'visible'
}

/**
 * Returns whether a viewer may see an asset: it is not withdrawn, not under embargo, not expired, and offered in the
 * viewer's country. The same rule exists in SQL (`visibleTo`) and as filters for the index (search/visible-filters.ts).
 */
export function isVisible(asset: Visibility, { now, country }: Viewer): boolean {
  return stateOf(asset, now) === 'visible' && isOffered(territoriesOfAsset(asset), country)
}

/** The SQL form of `isVisible`, for a query of `asset` joined with `collection`. */
export function visibleTo({ now, country }: Viewer): RawBuilder<SqlBool> {
  const nowMs = now.getTime()
  return visibleAt(sql`${nowMs}`, country)
}

/** The same at a time in milliseconds that is an expression, for queries that are compiled once (db/prepared.ts). */
export function visibleAt(nowMs: RawBuilder<unknown>, country: string | null): RawBuilder<SqlBool> {
  const offered = compileIsOffered(sql.ref('asset.territories'), sql.ref('collection.territories'), country)
  return sql`(asset."withdrawnMs" is null
    and (asset."visibleFromMs" is null or asset."visibleFromMs" <= ${nowMs})
    and (asset."visibleUntilMs" is null or asset."visibleUntilMs" > ${nowMs})
    and ${offered})`
}

/** Returns whether an asset expires before its embargo ends, so that it is never visible. */
export function isNeverVisible(time: Pick<Asset, 'visibleFromMs' | 'visibleUntilMs'>): boolean {
  const { visibleFromMs: from, visibleUntilMs: until } = time
  return from !== null && until !== null && until <= from
}

/** Returns whether an asset is hidden from everybody at any time: it is withdrawn or offered nowhere. */
export function isHiddenFromEverybody(asset: Asset): boolean {
  return asset.withdrawnMs !== null || isOfferedNowhere(territoriesOfAsset(asset))
}

/** Returns where an asset is offered, taking its collection into account. */
export function territoriesOfAsset(asset: Pick<Visibility, 'territories' | 'collectionTerritories'>) {
  return intersectTerritories(territoriesOf(asset.territories), territoriesOf(asset.collectionTerritories))
}

/** Returns the time in milliseconds of the first embargo or expiry that ends after a moment; null if there is none. */
export async function nextTurnAfter(db: Db, momentMs: number): Promise<number | null> {
  const firstOf = (column: 'visibleFromMs' | 'visibleUntilMs') =>
    db
      .selectFrom('asset')
      .select((eb) => eb.fn.min(column).as('ms'))
      .where(column, '>', momentMs)
      .executeTakeFirstOrThrow()
  const found = [(await firstOf('visibleFromMs')).ms, (await firstOf('visibleUntilMs')).ms]
  const turns = found.filter((ms) => ms !== null)
  return turns.length === 0 ? null : Math.min(...turns)
}
