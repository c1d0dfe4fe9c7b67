import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { hashKey } from '../../../src/access/clients.ts'
import { openDatabase } from '../../../src/db/database.ts'
import { MIGRATIONS } from '../../../src/db/migrate.ts'
import { catchUp } from '../../../src/search/indexer.ts'
import { command } from '../../support/command.ts'
import { emptyLibrary, get, serve } from '../../support/library.ts'
import { addRecord } from '../../support/records.ts'

/** Keys by their names and countries, as libraries had them before there were customers; two have one name. */
const KEYS = [
  ['norwegian', 'Shop', 'NOR'],
  ['german', 'Shop', 'DEU'],
  ['anywhere', 'Desk', null],
] as const

/** Makes a library as it was before there were customers. */
async function makeOldLibrary(data: string): Promise<void> {
  const db = openDatabase(join(data, 'records.db')) as unknown as Kysely<
    Record<string, Record<string, unknown>>
  >
  const older = Object.entries(MIGRATIONS).filter(([name]) => name < '0020')
  const provider = { getMigrations: async () => Object.fromEntries(older) }
  assert.equal((await new Migrator({ db, provider }).migrateToLatest()).error, undefined)
  for (const [key, name, country] of KEYS)
    await db
      .insertInto('client')
      .values({
        id: key,
        name,
        keyPrefix: key,
        keyHash: hashKey(key),
        qps: null,
        gallery: 0,
        country,
        createdMs: 0,
      })
      .execute()
  await db.destroy()
}

describe('keys of an older library', () => {
  it('get the same answers as before: a country moves to a customer of the key', async (t) => {
    const library = await emptyLibrary(t, {}, makeOldLibrary)
    await addRecord(library, { title: 'Fjord', territories: JSON.stringify({ allow: ['NOR'] }) })
    await catchUp(library)
    const server = await serve(library)
    const counts: Record<string, number> = {}
    for (const [key] of KEYS) {
      const { json } = await get(`${server.http}/v3/search/images?phrase=fjord`, { 'api-key': key })
      counts[key] = json.result_count
    }
    assert.deepEqual(counts, { norwegian: 1, german: 0, anywhere: 1 })
    const { stdout } = await command(['customers', 'list', '--json', '--data', library.config.data])
    const customers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(
      customers.map(({ id, name, country }) => [id, name, country]),
      [
        ['german', 'Shop', 'DEU'],
        ['norwegian', 'Shop (norwegian)', 'NOR'],
      ],
    )
  })
})
