import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { sql } from 'kysely'
import { type Db, openDatabase } from '../../src/db/database.ts'
import { migrate } from '../../src/db/migrate.ts'
import { inSharedTransaction } from '../../src/db/shared-transaction.ts'
import { temporaryFolder } from '../support/library.ts'
import { openPostgres } from '../support/postgres.ts'

/** Inserts a row; the second one of the same name fails. */
const insert = (db: Db, name: string) => db.insertInto('secret').values({ name, value: '' }).execute()

/** Does several pieces of work in one transaction. */
async function outcomes(db: Db, works: readonly ((tx: Db) => Promise<unknown>)[]): Promise<string[]> {
  const settled = await Promise.allSettled(works.map((work) => inSharedTransaction(db, work)))
  return settled.map((it) => (it.status === 'fulfilled' ? 'done' : it.reason.message))
}

const names = async (db: Db) =>
  (await db.selectFrom('secret').select('name').orderBy('name').execute()).map(({ name }) => name)

async function openSqlite(t: TestContext): Promise<Db> {
  const db = openDatabase(join(await temporaryFolder(t), 'records.db'))
  t.after(() => db.destroy())
  return db
}

for (const [database, open] of Object.entries({ SQLite: openSqlite, PostgreSQL: openPostgres }))
  describe(`work that shares a transaction of ${database}`, () => {
    it('that fails is undone, and nothing else', async (t) => {
      const db = await open(t)
      await migrate(db)
      const fail = async (tx: Db) => {
        await insert(tx, 'lost')
        await insert(tx, 'b')
      }
      const [first, second, failed, last] = await outcomes(db, [
        (tx) => insert(tx, 'a'),
        (tx) => insert(tx, 'b'),
        fail,
        (tx) => insert(tx, 'c'),
      ])
      assert.deepEqual([first, second, last], ['done', 'done', 'done'])
      assert.match(failed!, /unique/i)
      assert.deepEqual(await names(db), ['a', 'b', 'c'])
    })
  })

describe('work that shares a transaction', () => {
  it('fails together when the database ends the transaction, as SQLite does on a full disk', async (t) => {
    const db = await openSqlite(t)
    await migrate(db)
    const end = async (tx: Db) => {
      await sql`rollback`.execute(tx)
      throw new Error('full')
    }
    const write = (name: string) => (tx: Db) => insert(tx, name)
    assert.deepEqual(await outcomes(db, [write('a'), end, write('b')]), ['full', 'full', 'full'])
    assert.deepEqual(await names(db), [])
    assert.deepEqual(await outcomes(db, [write('d'), write('e')]), ['done', 'done'])
  })

  it('shares the commit: what follows waits until all of it is there', async (t) => {
    const db = await openSqlite(t)
    await migrate(db)
    const seen = async (tx: Db) => assert.deepEqual([await names(tx), await names(db)], [['a', 'b'], []])
    const write = (name: string) => (tx: Db) => insert(tx, name)
    assert.deepEqual(await outcomes(db, [write('a'), write('b'), seen]), ['done', 'done', 'done'])
  })
})
