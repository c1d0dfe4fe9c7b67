import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { sql } from 'kysely'
import { openRecords } from '../../src/compose-records.ts'
import { readConfig } from '../../src/config.ts'
import { prepared } from '../../src/db/prepared.ts'
import { temporaryFolder } from '../support/library.ts'
import { newDatabase } from '../support/postgres-databases.ts'
import { runInPostgres, startPostgres } from '../support/postgres-server.ts'

const allOfSecret = prepared((db, { name }: { name: ReturnType<typeof sql<string>> }) =>
  db.selectFrom('secret').selectAll().where('name', '=', name),
)

describe('a prepared query in PostgreSQL', () => {
  it('is planned once, and again after its table has changed', async (t: TestContext) => {
    const postgres = await startPostgres(t)
    if (postgres === null) return
    const data = await temporaryFolder(t)
    const records = await newDatabase(postgres.address('postgres'), data)
    const db = await openRecords(readConfig({ data, records, recordConnections: 2 }, {}))
    t.after(() => db.destroy())
    const read = () => allOfSecret(db, { name: 'none' })
    for (let at = 0; at < 3; at++) assert.deepEqual(await read(), [])
    const plans = await sql<{ calls: number }>`select (generic_plans + custom_plans)::int as "calls"
      from pg_prepared_statements where statement like '%"secret"%'`.execute(db)
    assert.deepEqual(plans.rows, [{ calls: 3 }])
    await runInPostgres(records, 'alter table secret add column added text')
    assert.deepEqual(await read(), [])
    await runInPostgres(records, 'alter table secret add column more text')
    const inTransaction = () => db.transaction().execute((tx) => allOfSecret(tx, { name: 'none' }))
    for (let at = 0; at < 2; at++) await inTransaction().catch(() => {})
    assert.deepEqual(await inTransaction(), [])
  })
})
