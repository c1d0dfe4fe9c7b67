import { cpus } from 'node:os'
import { sql } from 'kysely'
import { logChange } from '../../../src/catalogue/changes.ts'
import { saveEvent } from '../../../src/catalogue/events.ts'
import { IdCache } from '../../../src/catalogue/id-cache.ts'
import { keywordRowsOf } from '../../../src/catalogue/keyword-rows.ts'
import { ensureKeywords } from '../../../src/catalogue/keywords.ts'
import { nextId } from '../../../src/catalogue/next-id.ts'
import { resolveNames } from '../../../src/catalogue/save-asset.ts'
import { openRecords } from '../../../src/compose-records.ts'
import { readConfig } from '../../../src/config.ts'
import type { Db } from '../../../src/db/database.ts'
import { insertRows } from '../../../src/db/insert-rows.ts'
import { saveExternalId } from '../../../src/ingest/manifest/save-others.ts'
import { say } from '../report.ts'
import { type StockRecord, stockRecords } from '../search-engine/records.ts'
import { buildIndex } from './build-index.ts'
import { storedRecord } from './stock-record.ts'

const SOURCE = 'stock'
const RECORDS_PER_TRANSACTION = 2000
/** Ids of as many names are cached: all of this library. */
const MAX_CACHED_IDS = 1_000_000
/** Tables whose indexes are made at the end, because that takes a fraction of keeping them up to date. */
const TABLES = ['asset', 'assetKeyword', 'assetEvent', 'externalId', 'change']

/**
 * Fills a new library with generated records as an ingest of a manifest would, but several times as fast: it writes the rows
 * directly, in large transactions, and then builds the index in several processes, as one segment.
 */
export async function fillLibrary(data: string, count: number): Promise<void> {
  const db = await openRecords(readConfig({ data }, {}))
  try {
    const indexes = await dropIndexes(db)
    await addRecords(db, count)
    say('Making the indexes of the tables …')
    for (const statement of indexes) await sql.raw(statement).execute(db)
    await buildIndex(data, db, cpus().length * 2)
  } finally {
    await db.destroy()
  }
}

/** Returns the statements that make them again. */
async function dropIndexes(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string; sql: string }>`
    select name, sql from sqlite_master
    where type = 'index' and sql is not null and tbl_name in (select value from json_each(${JSON.stringify(TABLES)}))
  `.execute(db)
  for (const { name } of rows) await sql`drop index ${sql.ref(name)}`.execute(db)
  return rows.map((row) => row.sql)
}

async function addRecords(db: Db, count: number): Promise<void> {
  const filling = { events: new Map<number, number>(), idCache: new IdCache(MAX_CACHED_IDS), now: new Date() }
  for (let first = 1; first <= count; first += RECORDS_PER_TRANSACTION) {
    const last = Math.min(first + RECORDS_PER_TRANSACTION - 1, count)
    await db.transaction().execute(async (tx) => {
      for (const record of stockRecords(last - first + 1, first)) await addRecord(tx, record, filling)
    })
    filling.idCache.commit()
    if (last % 50_000 === 0) say(`${last} records`)
  }
}

type Filling = {
  /** Ids of events by their number. */
  readonly events: Map<number, number>
  readonly idCache: IdCache
  readonly now: Date
}

async function addRecord(tx: Db, stock: StockRecord, { events, idCache, now }: Filling): Promise<void> {
  const { externalId, artist, collection, columns, segments, ...record } = storedRecord(stock)
  const id = await nextId(tx, 'asset')
  const names = await resolveNames(tx, { artist, collection }, { now, idCache })
  const ids = { id, artistId: names.artistId!, collectionId: names.collectionId! }
  await insertRows(tx, 'asset', [{ ...columns, ...ids, version: 1, dateSubmittedMs: now.getTime() }])
  const keywords = await ensureKeywords(tx, record.keywords, idCache)
  await insertRows(tx, 'assetKeyword', keywordRowsOf(id, keywords))
  const segmentRows = segments.map((segment) => ({ assetId: id, segment }))
  await insertRows(tx, 'assetSegment', segmentRows)
  if (stock.event !== null) {
    const eventId = events.get(stock.event) ?? (await addEvent(tx, stock.event, now))
    events.set(stock.event, eventId)
    await insertRows(tx, 'assetEvent', [{ assetId: id, eventId }])
  }
  await saveExternalId(tx, { kind: 'asset', source: SOURCE, value: externalId, id, recordHash: null })
  await logChange(tx, { subject: 'asset', ids: [id], kind: 'added', at: now })
}

async function addEvent(tx: Db, number: number, now: Date): Promise<number> {
  const description = { name: `Event ${number}`, startMs: Date.UTC(2020, 4, 17) }
  const id = await saveEvent(tx, { id: null, description, now })
  await saveExternalId(tx, { kind: 'event', source: SOURCE, value: `e${number}`, id, recordHash: null })
  return id
}
