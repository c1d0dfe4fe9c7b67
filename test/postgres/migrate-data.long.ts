import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { openRecords } from '../../src/compose-records.ts'
import { besideUnprivileged, vitrine } from '../support/cli.ts'
import { signUp } from '../support/customers.ts'
import { FIRST_ID } from '../support/downloads.ts'
import { emptyLibrary, ingestAndIndex, type TestLibrary, temporaryFolder } from '../support/library.ts'
import { DESK_RECORDS, ingestRecords, lines } from '../support/manifests.ts'
import { writePicture } from '../support/pictures.ts'
import { type PostgresServer, runInPostgres, startPostgres, withClient } from '../support/postgres-server.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'

const WITHIN_MS = 60_000
/** What has to be written in another way for COPY. */
const ODD_TEXT = 'tab\t newline\n return\r backslash\\ \\N \b\v\f quote\' "'
const ODD_NUMBERS = [1e-7, 1.5e300]

describe('vitrine migrate-data', () => {
  const lifetime = suiteLifetime()
  let missing = ''
  let postgres: PostgresServer | null
  let library: TestLibrary
  let databases = 0

  const skip = (reason: string) => {
    missing = reason
  }

  before(async () => {
    postgres = await startPostgres({ ...lifetime, skip })
    const folder = await temporaryFolder(lifetime)
    await writePicture(folder, 'lake.jpg', { title: 'Lake "à la carte"', keywords: ['water', '水'] })
    library = await emptyLibrary(lifetime)
    await ingestAndIndex(library, folder)
    const manifest = join(folder, 'desk.jsonl')
    await writeFile(manifest, lines(...DESK_RECORDS))
    await ingestRecords(library, manifest)
    await signUp(library, { name: 'Press' })
    await library.db.insertInto('secret').values({ name: 'odd', value: ODD_TEXT }).execute()
    for (const [index, frameRate] of ODD_NUMBERS.entries())
      await library.db
        .updateTable('asset')
        .set({ frameRate })
        .where('id', '=', FIRST_ID + index)
        .execute()
  })

  const newDatabase = async () => {
    const name = `copy_${++databases}`
    await runInPostgres(postgres!.address('postgres'), `create database ${name}`)
    return postgres!.address(name)
  }
  const migrate = (to: string, ...options: string[]) =>
    vitrine(['migrate-data', '--data', library.config.data, '--to', to, ...options])
  const titlesIn = (address: string) =>
    withClient(address, async (client) => {
      const { rows } = await client.query('select title from asset order by id')
      return rows.map(({ title }) => title)
    })

  it('copies all records, and nothing when they are there already', async (t) => {
    if (postgres === null) return t.skip(missing)
    const to = await newDatabase()
    const first = await migrate(to, '--json')
    assert.equal(first.code, 0, first.stderr)
    const { rows, isNew } = JSON.parse(first.stdout)
    assert.equal(isNew, true)
    const { title } = await library.db
      .selectFrom('asset')
      .select('title')
      .orderBy('id')
      .executeTakeFirstOrThrow()
    assert.equal((await titlesIn(to))[0], title)
    await withClient(to, async (client) => {
      const texts = await client.query(`select value from secret where name = 'odd'`)
      assert.equal(texts.rows[0].value, ODD_TEXT)
      const numbers = await client.query('select "frameRate" from asset where "frameRate" > 0 order by id')
      assert.deepEqual(
        numbers.rows.map(({ frameRate }) => frameRate),
        ODD_NUMBERS,
      )
    })
    const again = await migrate(to, '--json')
    assert.deepEqual(
      [again.code, JSON.parse(again.stdout).isNew, JSON.parse(again.stdout).rows],
      [0, false, rows],
    )
  })

  it('leaves nothing when it is killed in the middle, and copies all when it is repeated', async (t) => {
    if (postgres === null) return t.skip(missing)
    const to = await newDatabase()
    await (await openRecords({ ...library.config, records: to })).destroy()
    await withClient(to, async (client) => {
      // It waits for this when it has filled all tables, and then wants to set where numbers continue.
      const { rows } = await client.query(`select pg_get_serial_sequence('change', 'seq') as sequence`)
      await client.query(`begin; alter sequence ${rows[0].sequence} increment 1`)
      const migrating = besideUnprivileged(t, ['migrate-data', '--data', library.config.data, '--to', to])
      const waiting = `select count(*)::int as count from pg_locks where not granted and database = (
        select oid from pg_database where datname = current_database())`
      await until(
        async () => (await client.query(waiting)).rows[0].count,
        (count) => count > 0,
        WITHIN_MS,
      )
      migrating.process.kill('SIGKILL')
      await migrating.ended
      await client.query('rollback')
    })
    assert.deepEqual(await titlesIn(to), [])
    const again = await migrate(to)
    assert.equal(again.code, 0, again.stderr)
    assert.match(again.stdout, /both are equal/)
  })

  it('goes on with numbers that were never used', async (t) => {
    if (postgres === null) return t.skip(missing)
    const to = await newDatabase()
    await migrate(to)
    const made = await vitrine([
      'keys',
      'create',
      '--name',
      'Later',
      '--data',
      library.config.data,
      '--records',
      to,
    ])
    assert.equal(made.code, 0, made.stderr)
    const id = '100000001'
    const edit = ['assets', 'edit', id, '--title', 'New', '--data', library.config.data, '--records', to]
    const edited = await vitrine(edit)
    assert.equal(edited.code, 0, edited.stderr)
    assert.equal((await titlesIn(to))[0], 'New')
  })

  it('deletes other records only if that is asked for', async (t) => {
    if (postgres === null) return t.skip(missing)
    const to = await newDatabase()
    await migrate(to)
    await runInPostgres(to, `update asset set title = 'Changed' where id = 100000001`)
    const refused = await migrate(to)
    assert.deepEqual([refused.code, refused.stdout], [2, ''])
    assert.match(refused.stderr, /other records already; --replace deletes them/)
    assert.equal((await titlesIn(to))[0], 'Changed')
    const replaced = await migrate(to, '--replace')
    assert.equal(replaced.code, 0, replaced.stderr)
    assert.notEqual((await titlesIn(to))[0], 'Changed')
  })

  it('refuses a database that orders texts by a language, and one that cannot be reached', async (t) => {
    if (postgres === null) return t.skip(missing)
    await runInPostgres(
      postgres.address('postgres'),
      `create database german template template0 locale_provider icu icu_locale 'de' locale 'C'`,
    )
    const wrong = await migrate(postgres.address('german'))
    assert.equal(wrong.code, 2)
    assert.match(wrong.stderr, /orders texts by a language.+create database vitrine template template0/)
    const away = await migrate('postgres://vitrine:secret@127.0.0.1:1/vitrine')
    assert.equal(away.code, 1)
    assert.match(away.stderr, /^The records cannot be reached \(.*ECONNREFUSED/)
    assert.doesNotMatch(away.stderr, /secret/)
  })
})
