import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

/** Records the files of an asset that is about to be purged, so that an ingest skips them. */
export async function recordPurgedFiles(tx: Db, assetId: number, now: Date): Promise<void> {
  await sql`insert into "purgedFile" ("sha256", "bytes", "purgedMs")
    select "sha256", "bytes", cast(${now.getTime()} as bigint) from (
      select "sha256", "bytes" from "sourceFile" where "assetId" = ${assetId}
      union select "blob", "bytes" from "master" where "assetId" = ${assetId}) as file
    where true on conflict do nothing`.execute(tx)
}

/** Returns whether a file of this size was ever purged. If not, there is no need to compute a file's hash. */
export async function hasPurgedFileOfSize(db: Db, bytes: number): Promise<boolean> {
  const found = await db
    .selectFrom('purgedFile')
    .select('sha256')
    .where('bytes', '=', bytes)
    .executeTakeFirst()
  return found !== undefined
}

/** Returns whether an asset with this file was purged. */
export async function isPurgedFile(db: Db, sha256: string): Promise<boolean> {
  const found = await db
    .selectFrom('purgedFile')
    .select('sha256')
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return found !== undefined
}

/** Removes a file from the purged ones, because it was ingested again. */
export async function forgetPurgedFile(tx: Db, sha256: string): Promise<void> {
  await tx.deleteFrom('purgedFile').where('sha256', '=', sha256).execute()
}
