import { hasLibrary, openRecords, recordsPlace } from '../compose-records.ts'
import type { Config } from '../config.ts'
import { clockOfRecords } from '../db/clock-of-records.ts'
import type { Db } from '../db/database.ts'
import { WrongUse } from './wrong-use.ts'

/** Work with records, and the time by their clock, which all nodes go by (docs/decisions/0040-one-clock.md). */
export type RecordsWork<Result> = (db: Db, now: Date) => Promise<Result>

/**
 * Opens the records of an existing library for some work.
 *
 * @throws WrongUse when there is none, so that a mistyped data folder does not become a library.
 */
export async function withRecords<Result>(config: Config, work: RecordsWork<Result>): Promise<Result> {
  if (!(await hasLibrary(config))) throw new WrongUse(`There is no library in ${recordsPlace(config)}.`)
  return withNewRecords(config, work)
}

/** Does the same, but creates the library if there is none. */
export async function withNewRecords<Result>(config: Config, work: RecordsWork<Result>): Promise<Result> {
  const db = await openRecords(config)
  try {
    return await work(db, (await clockOfRecords(db))())
  } finally {
    await db.destroy()
  }
}
