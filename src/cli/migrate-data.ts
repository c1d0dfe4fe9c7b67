import type { Command } from 'commander'
import { copyRecordsTo, hasLibrary } from '../compose-records.ts'
import { withoutPassword } from '../lib/without-password.ts'
import { showProgress } from './progress.ts'
import { printJson } from './record-commands.ts'
import { addSettings, configOf } from './settings.ts'
import { WrongUse } from './wrong-use.ts'

type Options = {
  readonly data?: string
  readonly to: string
  readonly replace?: boolean
  readonly json?: boolean
}

/** `vitrine migrate-data --to postgres://…`: copies the records of a data folder into PostgreSQL. */
export function addMigrateData(program: Command): void {
  addSettings(
    program
      .command('migrate-data')
      .description(
        'Copy the records of a data folder into PostgreSQL, and compare both. Running it again changes nothing.',
      )
      .requiredOption(
        '--to <address>',
        'an empty PostgreSQL database, such as postgres://vitrine@db.example.org/vitrine',
      )
      .option('--replace', 'delete other records that the database has')
      .option('--json', 'print JSON'),
    ['data'],
  ).action(async ({ data, to, replace = false, json = false }: Options) => {
    const config = configOf({ data, records: to })
    const from = { ...config, records: null }
    if (!(await hasLibrary(from))) throw new WrongUse(`There is no library in ${config.data}.`)
    const progress = showProgress('rows')
    const copied = await copyRecordsTo(from, to, {
      replace,
      onTotal: (total) => progress.start(total),
      onProgress: (done) => progress.update(done),
    }).finally(() => progress.stop())
    const place = withoutPassword(to)
    if (json) return printJson({ ...copied, to: place })
    const what = `${copied.rows} rows of ${copied.tables} tables`
    process.stdout.write(
      copied.isNew
        ? `Copied ${what} to ${place}; both are equal.\nCommands and servers use them with --records ${place}.\n`
        : `${place} has the same ${what} already.\n`,
    )
  })
}
