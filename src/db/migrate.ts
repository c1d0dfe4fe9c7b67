import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import * as firstLight from '../../migrations/0001-first-light.ts'
import * as wholeCatalogue from '../../migrations/0002-whole-catalogue.ts'
import * as manifests from '../../migrations/0003-manifests.ts'
import * as rewordings from '../../migrations/0004-rewordings.ts'
import * as releasesAndLicensors from '../../migrations/0005-releases-and-licensors.ts'
import * as smallerPreviews from '../../migrations/0006-smaller-previews.ts'
import * as filesThatWent from '../../migrations/0007-files-that-went.ts'
import * as statedRights from '../../migrations/0008-stated-rights.ts'
import * as textLanguages from '../../migrations/0009-text-languages.ts'
import * as headlines from '../../migrations/0010-headlines.ts'
import * as ownWords from '../../migrations/0011-own-words.ts'
import * as vectorsFillSizes from '../../migrations/0012-vectors-fill-sizes.ts'
import * as languagesOfNames from '../../migrations/0013-languages-of-names.ts'
import * as foldNamesLikeWords from '../../migrations/0014-fold-names-like-words.ts'
import * as kindsOfChanges from '../../migrations/0015-kinds-of-changes.ts'
import * as revisions from '../../migrations/0016-revisions.ts'
import * as descriptionWriters from '../../migrations/0017-description-writers.ts'
import * as kindsOfMedia from '../../migrations/0018-kinds-of-media.ts'
import * as recordHashes from '../../migrations/0019-record-hashes.ts'
import * as customers from '../../migrations/0020-customers.ts'
import * as agreements from '../../migrations/0021-agreements.ts'
import * as downloads from '../../migrations/0022-downloads.ts'
import * as usage from '../../migrations/0023-usage.ts'
import * as purchases from '../../migrations/0024-purchases.ts'
import * as longMappings from '../../migrations/0025-long-mappings.ts'
import * as boards from '../../migrations/0026-boards.ts'
import * as changeFeeds from '../../migrations/0027-change-feeds.ts'
import * as webhooks from '../../migrations/0028-webhooks.ts'
import * as recalls from '../../migrations/0029-recalls.ts'
import * as recallNotices from '../../migrations/0030-recall-notices.ts'
import * as videos from '../../migrations/0031-videos.ts'
import * as uploads from '../../migrations/0032-uploads.ts'
import * as idempotentRequests from '../../migrations/0033-idempotent-requests.ts'
import * as offersAndReferences from '../../migrations/0034-offers-and-references.ts'
import * as sendEvents from '../../migrations/0035-send-events.ts'
import * as clientUse from '../../migrations/0036-client-use.ts'
import * as unfinishedUploads from '../../migrations/0037-unfinished-uploads.ts'
import * as sidecars from '../../migrations/0038-sidecars.ts'
import * as videoFacts from '../../migrations/0039-video-facts.ts'
import * as transcodes from '../../migrations/0040-transcodes.ts'
import * as frames from '../../migrations/0042-frames.ts'
import * as featuresOfUploads from '../../migrations/0043-features-of-uploads.ts'
import * as timesOfFiles from '../../migrations/0045-times-of-files.ts'
import * as contentCredentials from '../../migrations/0046-content-credentials.ts'
import * as keywordsBesideAssets from '../../migrations/0047-keywords-beside-assets.ts'
import * as leases from '../../migrations/0048-leases.ts'
import * as ingestByWorkers from '../../migrations/0049-ingest-by-workers.ts'
import type { Db } from './database.ts'
import { isSqlite } from './dialect.ts'
import { newerMigrations, refuseIfBroken } from './newer-versions.ts'
import { UnreachableRecords } from './unreachable-records.ts'

/**
 * All migrations by name, in the order in which they run. Append only: a released migration never changes. One after which older
 * versions of the program cannot work with the records has a name that says so (`newer-versions.ts`).
 */
export const MIGRATIONS = {
  '0001-first-light': firstLight,
  '0002-whole-catalogue': wholeCatalogue,
  '0003-manifests': manifests,
  '0004-rewordings': rewordings,
  '0005-releases-and-licensors': releasesAndLicensors,
  '0006-smaller-previews': smallerPreviews,
  '0007-files-that-went': filesThatWent,
  '0008-stated-rights': statedRights,
  '0009-text-languages': textLanguages,
  '0010-headlines': headlines,
  '0011-own-words': ownWords,
  '0012-vectors-fill-sizes': vectorsFillSizes,
  '0013-languages-of-names': languagesOfNames,
  '0014-fold-names-like-words': foldNamesLikeWords,
  '0015-kinds-of-changes': kindsOfChanges,
  '0016-revisions': revisions,
  '0017-description-writers': descriptionWriters,
  '0018-kinds-of-media': kindsOfMedia,
  '0019-record-hashes': recordHashes,
  '0020-customers': customers,
  '0021-agreements': agreements,
  '0022-downloads': downloads,
  '0023-usage': usage,
  '0024-purchases': purchases,
  '0025-long-mappings': longMappings,
  '0026-boards': boards,
  '0027-change-feeds': changeFeeds,
  '0028-webhooks': webhooks,
  '0029-recalls': recalls,
  '0030-recall-notices': recallNotices,
  '0031-videos': videos,
  '0032-uploads': uploads,
  '0033-idempotent-requests': idempotentRequests,
  '0034-offers-and-references': offersAndReferences,
  '0035-send-events': sendEvents,
  '0036-client-use': clientUse,
  '0037-unfinished-uploads': unfinishedUploads,
  '0038-sidecars': sidecars,
  '0039-video-facts': videoFacts,
  '0040-transcodes': transcodes,
  '0042-frames': frames,
  '0043-features-of-uploads': featuresOfUploads,
  '0045-times-of-files': timesOfFiles,
  '0046-content-credentials': contentCredentials,
  '0047-keywords-beside-assets': keywordsBesideAssets,
  '0048-leases': leases,
  '0049-ingest-by-workers': ingestByWorkers,
}

/**
 * Migrates the database to this version of the program; running it again does nothing. All migrations run in one
 * transaction under a lock: if the process is killed, nothing has changed, and if several processes start at once, one
 * migrates and the others wait for it. What a newer version has changed stays as it is.
 *
 * @throws Problem NewerRecords when a newer version has changed the records so that this one cannot work with them.
 */
export async function migrate(db: Db): Promise<void> {
  // Kysely's migrator does this for databases with transactional DDL, of which it does not consider SQLite one.
  await (isSqlite(db) ? migrateSqlite(db) : runMigrations(db))
}

/** A migration of a newer version, which has run. */
const DONE = { async up() {} }

/** Returns how many migrations were pending. */
async function runMigrations(db: Db): Promise<number> {
  const newer = await newerMigrations(db, MIGRATIONS)
  refuseIfBroken(newer)
  const migrations = { ...MIGRATIONS, ...Object.fromEntries(newer.map((name) => [name, DONE])) }
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error === undefined) return results?.length ?? 0
  if (error instanceof UnreachableRecords) throw error
  // A newer version may have migrated meanwhile.
  if ((await newerMigrations(db, MIGRATIONS)).length > newer.length) return runMigrations(db)
  throw new Error('The library could not be migrated to this version.', { cause: error })
}

async function migrateSqlite(db: Db): Promise<void> {
  await db.connection().execute(async (connection) => {
    // NOTE: a migration may recreate a table that others refer to. SQLite ignores this pragma within a transaction, so
    // it is set before, and the references are checked after migrations. With a million assets that takes 20 s.
    await sql`pragma foreign_keys = off`.execute(connection)
    try {
      await inTransaction(connection, async () => {
        if ((await runMigrations(connection)) === 0) return
        const { rows } = await sql<{ table: string }>`pragma foreign_key_check`.execute(connection)
        if (rows.length > 0)
          throw new Error(`The table ${rows[0]!.table} refers to records that do not exist.`)
      })
    } finally {
      await sql`pragma foreign_keys = on`.execute(connection)
    }
  })
}

/** NOTE: Kysely's own transactions cannot be used here, because its migrator refuses to run inside one. */
async function inTransaction(connection: Db, work: () => Promise<void>): Promise<void> {
  await sql`begin immediate`.execute(connection)
  try {
    await work()
    await sql`commit`.execute(connection)
  } catch (error) {
    await sql`rollback`.execute(connection)
    throw error
  }
}
