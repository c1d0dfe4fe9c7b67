import { sql } from 'kysely'
import { changesAfter } from '../catalogue/changes.ts'
import type { Db } from '../db/database.ts'

/**
 * A position in everything that may change what a client sees: in the change log, and in the beginnings and ends of
 * visibility, which happen by the clock and are not logged.
 */
export type FeedPosition = {
  readonly seq: number
  readonly clockMs: number
  /** Orders assets that become visible, or cease to be, at the same time. */
  readonly clockAssetId: number
}

/** The columns of a position, of a row that has others too. */
export const positionOf = ({ seq, clockMs, clockAssetId }: FeedPosition): FeedPosition => ({
  seq,
  clockMs,
  clockAssetId,
})

/** An event, and the position after it. The asset is null where another record changed. */
export type FeedEvent = {
  readonly assetId: number | null
  readonly atMs: number
  readonly position: FeedPosition
}

type Moment = { readonly assetId: number; readonly atMs: number }

/**
 * Returns at most `limit` events after a position: entries of the change log in their order, and moments up to `until`
 * at which embargoes ended and assets expired, in the order of time.
 */
export async function eventsAfter(
  db: Db,
  position: FeedPosition,
  { limit, until }: { limit: number; until: Date },
): Promise<FeedEvent[]> {
  const log = await changesAfter(db, { position: position.seq, limit })
  const clock = await momentsAfter(db, position, { limit, untilMs: until.getTime() })
  const events: FeedEvent[] = []
  let at = position
  let [fromLog, fromClock] = [0, 0]
  while (events.length < limit) {
    const [entry, moment] = [log[fromLog], clock[fromClock]]
    if (entry && (!moment || entry.atMs <= moment.atMs)) {
      fromLog++
      at = { ...at, seq: entry.seq }
      const assetId = entry.subject === 'asset' ? entry.subjectId : null
      events.push({ assetId, atMs: entry.atMs, position: at })
    } else if (moment) {
      fromClock++
      at = { ...at, clockMs: moment.atMs, clockAssetId: moment.assetId }
      events.push({ ...moment, position: at })
    } else break
  }
  return events
}

/** NOTE: each column has an index, so that neither query reads what was read before. */
async function momentsAfter(
  db: Db,
  { clockMs, clockAssetId }: FeedPosition,
  { limit, untilMs }: { limit: number; untilMs: number },
): Promise<Moment[]> {
  const read = async (column: 'visibleFromMs' | 'visibleUntilMs') => {
    const ms = sql.ref(column)
    const { rows } = await sql<Moment>`
      select id as "assetId", ${ms} as "atMs" from asset
      where ${ms} >= ${clockMs} and ${ms} <= ${untilMs} and (${ms} > ${clockMs} or id > ${clockAssetId})
      order by ${ms}, id limit ${limit}`.execute(db)
    return rows
  }
  const moments = [...(await read('visibleFromMs')), ...(await read('visibleUntilMs'))]
  return moments.sort((a, b) => a.atMs - b.atMs || a.assetId - b.assetId).slice(0, limit)
}
