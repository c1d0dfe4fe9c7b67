import { Migrator } from 'kysely'
import * as firstLight from '../../migrations/0001-first-light.ts'
import * as wholeCatalogue from '../../migrations/0002-whole-catalogue.ts'
import * as manifests from '../../migrations/0003-manifests.ts'
import type { Db } from './database.ts'

/** Append only: a migration that has been released never changes. */
const MIGRATIONS = {
  '0001-first-light': firstLight,
  '0002-whole-catalogue': wholeCatalogue,
  '0003-manifests': manifests,
}

/** Brings the tables up to this version of the program; running it again does nothing. */
export async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw new Error('The library could not be brought up to this version.', { cause: error })
}
