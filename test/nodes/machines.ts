import type { TestContext } from 'node:test'
import { openMigratedRecords } from '../../src/compose-records.ts'
import { readConfig } from '../../src/config.ts'
import type { Db } from '../../src/db/database.ts'
import {
  besideUnprivileged,
  type CommandBeside,
  type CommandResult,
  vitrineUnprivileged,
} from '../support/cli.ts'
import { temporaryFolder } from '../support/library.ts'

/** The machines of a library: each command and worker has a data folder of its own. */
export type Machines = {
  readonly db: Db
  run(...args: string[]): Promise<CommandResult>
  beside(args: readonly string[], more?: Readonly<Record<string, string>>): Promise<CommandBeside>
  /** Returns how many files of the ingests by workers that are not finished are recorded. */
  recorded(): Promise<number>
}

/** Returns the machines of the library that these variables name. */
export async function machinesOf(
  t: Pick<TestContext, 'after'>,
  settings: Readonly<Record<string, string>> & { readonly VITRINE_RECORDS: string },
): Promise<Machines> {
  const folder = async () => ['--data', await temporaryFolder(t)]
  const data = await temporaryFolder(t)
  const db = await openMigratedRecords(readConfig({ records: settings.VITRINE_RECORDS, data }, {}))
  t.after(() => db.destroy())
  const env = { VITRINE_DECODERS: '1', ...settings }
  return {
    db,
    run: async (...args) => vitrineUnprivileged([...args, ...(await folder())], env),
    beside: async (args, more = {}) =>
      besideUnprivileged(t, [...args, ...(await folder())], { ...env, ...more }),
    async recorded() {
      const rows = await db.selectFrom('ingestFile').select('seq').where('outcome', 'is not', null).execute()
      return rows.length
    },
  }
}
