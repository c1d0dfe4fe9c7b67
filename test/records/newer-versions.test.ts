import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openRecords } from '../../src/compose-records.ts'
import { readConfig } from '../../src/config.ts'
import { startCommand } from '../support/cli.ts'
import { command } from '../support/command.ts'
import { temporaryFolder } from '../support/library.ts'
import { migrateAsNewer } from '../support/newer-version.ts'
import { until } from '../support/until.ts'

const WITHIN_MS = 30_000

describe('an older version', () => {
  it('goes on with records that a newer one has changed, unless that says it cannot', async (t) => {
    const data = await temporaryFolder(t)
    const db = await openRecords(readConfig({ data }, {}))
    t.after(() => db.destroy())
    const place = ['--data', data]
    const server = await startCommand(t, ['serve', ...place, '--port=0', '--tls-port=0'])

    await migrateAsNewer(db, '9001-colours-of-keys', async (tx) => {
      await tx.schema.alterTable('client').addColumn('colour', 'text').execute()
    })
    await until(
      async () => server.log(),
      (log) => log.includes('goes on with them until it is replaced'),
      WITHIN_MS,
    )
    assert.equal((await command(['keys', 'create', '--name', 'Press', ...place])).code, 0)
    const second = await startCommand(t, ['serve', ...place, '--port=0', '--tls-port=0'])
    assert.equal((await fetch(`${second.ready.http}/readyz`)).status, 200)

    await migrateAsNewer(db, '9002-no-names-breaks-older', async (tx) => {
      await tx.schema.alterTable('client').renameColumn('name', 'title').execute()
    })
    for (const running of [server, second]) {
      assert.equal(await running.ended, 1)
      assert.match(running.log(), /^A newer version of Vitrine has changed .*no-names-breaks-older.*backup/m)
    }
    const { code, stderr } = await command(['keys', 'list', ...place])
    assert.equal(code, 1)
    assert.match(stderr, /^A newer version of Vitrine has changed .* Start the newer version\./)
  })
})
