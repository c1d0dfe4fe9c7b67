import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { Migrator } from 'kysely/migration'
import { openDatabase } from '../../src/db/database.ts'
import { MIGRATIONS, migrate } from '../../src/db/migrate.ts'
import { command } from '../support/command.ts'
import { temporaryFolder } from '../support/library.ts'
import { ingestRecords, lines, world } from '../support/manifests.ts'

const RECORD = { id: 'a', title: 'Fox', keywords: ['fox'], event_id: 'hunt', collection: 'Woods' }
const COLLECTION = { kind: 'collection', id: 'w', name: 'Woods', code: 'WDS' }
const EVENT = { kind: 'event', id: 'hunt', name: 'Hunt', keywords: ['fox'] }

describe('the change log', () => {
  it('records what each command changed', async (t) => {
    const { library, write } = await world(t)
    const { db } = library
    const { data } = library.config
    let read = 0
    /** Returns what was logged since the last call. */
    const logged = async () => {
      const rows = await db.selectFrom('change').selectAll().where('seq', '>', read).orderBy('seq').execute()
      read = rows.at(-1)?.seq ?? read
      return rows.map(({ subject, kind }) => `${subject} ${kind}`)
    }
    const take = async (...records: object[]) => {
      await ingestRecords(library, await write('m.jsonl', lines(...records)), { source: 'm' })
      return logged()
    }
    const run = async (...args: string[]) => {
      const { code, stderr } = await command([...args, '--data', data])
      assert.equal(code, 0, stderr)
      return logged()
    }
    const vocabulary = join(data, 'words.csv')

    assert.deepEqual(await take(COLLECTION, EVENT, RECORD), [
      'collection added',
      'collection updated',
      'event added',
      'asset added',
    ])
    assert.deepEqual(await take(COLLECTION, EVENT, RECORD), [], 'the same again')
    assert.deepEqual(await take({ ...RECORD, title: 'Red fox' }), ['asset updated'])
    assert.deepEqual(await take({ ...COLLECTION, territories: { deny: ['JPN'] } }), [
      'collection updated',
      'asset collection_changed',
    ])
    assert.deepEqual(await take({ ...COLLECTION, brand: 'istockphoto' }), [
      'collection updated',
      'asset collection_changed',
    ])
    assert.deepEqual(await take({ ...EVENT, name: 'The hunt' }), ['event updated'])

    await writeFile(vocabulary, 'id,en-US,de\n3001,fox,Fuchs\n')
    assert.deepEqual((await run('vocabulary', 'import', vocabulary)).sort(), [
      'asset keyword_changed',
      'event keyword_changed',
      'keyword added',
      'keyword purged',
    ])
    await writeFile(vocabulary, 'id,en-US,de\n3001,fox,Rotfuchs\n')
    assert.deepEqual(await run('vocabulary', 'import', vocabulary), [
      'keyword updated',
      'asset keyword_changed',
      'event keyword_changed',
    ])
    const { id } = await db.selectFrom('asset').select('id').executeTakeFirstOrThrow()
    for (const [command, expected] of [
      [['edit', String(id), '--title', 'A fox'], ['asset updated']],
      [['withdraw', String(id)], ['asset withdrawn']],
      [['restore', String(id)], ['asset restored']],
      [['purge', String(id), '--yes'], ['asset purged']],
    ] as const)
      assert.deepEqual(await run('assets', ...command), expected)
  })

  it('of an older library keeps all entries, and drops kinds that no longer exist', async (t) => {
    const db = openDatabase(join(await temporaryFolder(t), 'records.db'))
    t.after(() => db.destroy())
    const older = Object.entries(MIGRATIONS).filter(([name]) => name < '0015')
    const provider = { getMigrations: async () => Object.fromEntries(older) }
    assert.equal((await new Migrator({ db, provider }).migrateToLatest()).error, undefined)
    for (const kind of ['added', 'reworded', 'withdrawn'])
      await db
        .insertInto('change')
        .values({ subject: 'asset', subjectId: 1, kind: kind as 'added', atMs: 0 })
        .execute()
    await migrate(db)
    const kinds = await db.selectFrom('change').select('kind').orderBy('seq').execute()
    assert.deepEqual(
      kinds.map(({ kind }) => kind),
      ['added', 'updated', 'withdrawn'],
    )
  })
})
