import { hasLibrary, openRecords } from '../compose.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/database.ts'
import { WrongUse } from './wrong-use.ts'

/**
 * Does something with the records of a library that is there.
 *
 * @throws WrongUse when there is none: a data folder that was mistyped does not become a library.
 */
export async function withRecords(config: Config, work: (db: Db) => Promise<void>): Promise<void> {
  if (!hasLibrary(config)) throw new WrongUse(`There is no library in ${config.data}.`)
  return withNewRecords(config, work)
}

/** The same, and makes the library where there is none. */
export async function withNewRecords(config: Config, work: (db: Db) => Promise<void>): Promise<void> {
  const db = await openRecords(config)
  try {
    await work(db)
  } finally {
    await db.destroy()
  }
}
