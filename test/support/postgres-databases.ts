import { randomUUID } from 'node:crypto'
import { openRecords } from '../../src/compose-records.ts'
import { readConfig } from '../../src/config.ts'
import { runInPostgres, withClient } from './postgres-server.ts'

const TEMPLATE = 'vitrine_template'
/** Identifies the lock of those who make the template. */
const TEMPLATE_LOCK = 0x74656d70

/**
 * Makes a database with an empty library, a copy of one that is migrated once.
 *
 * @param server the address of a server, with the database in which others are made.
 * @param data any folder.
 * @returns the address of the new database.
 */
export async function newDatabase(server: string, data: string): Promise<string> {
  const of = (database: string) => Object.assign(new URL(server), { pathname: `/${database}` }).href
  templates.set(server, templates.get(server) ?? makeTemplate(server, of(TEMPLATE), data))
  await templates.get(server)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await runInPostgres(server, `create database ${name} template ${TEMPLATE} strategy file_copy`)
  return of(name)
}

const templates = new Map<string, Promise<void>>()

async function makeTemplate(server: string, template: string, data: string): Promise<void> {
  await withClient(server, async (client) => {
    await client.query(`select pg_advisory_lock(${TEMPLATE_LOCK})`)
    const { rowCount } = await client.query(`select from pg_database where datname = '${TEMPLATE}'`)
    if (rowCount !== 0) return
    await client.query(`create database ${TEMPLATE}`)
    await (await openRecords(readConfig({ data, records: template }, {}))).destroy()
  })
}
