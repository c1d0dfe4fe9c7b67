import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { takeIndexLock } from '../../src/compose.ts'
import { isTaken } from '../../src/db/process-lock.ts'
import { startCommand, vitrine } from '../support/cli.ts'
import { temporaryFolder } from '../support/library.ts'
import { until } from '../support/until.ts'

const program = fileURLToPath(new URL('../../bin/vitrine', import.meta.url))
const keysCreate = (data: string) => ['keys', 'create', '--name', 'one', '--data', data]

describe('several processes on one library', () => {
  it('can start simultaneously with an empty data folder', async (t) => {
    const data = await temporaryFolder(t)
    const runs = await Promise.all(Array.from({ length: 6 }, () => vitrine(keysCreate(data))))
    assert.deepEqual(
      runs.map(({ code, stderr }) => [code, stderr]),
      Array(6).fill([0, '']),
    )
    const { stdout } = await vitrine(['keys', 'list', '--data', data, '--json'])
    assert.equal(stdout.trim().split('\n').length, 6)
  })

  it('can tell whether a server updates the index, also after it was killed', async (t) => {
    const data = await temporaryFolder(t)
    const isFollowed = async () => isTaken(() => takeIndexLock({ data }))
    assert.equal(await isFollowed(), false)
    const server = await startCommand(t, ['serve', '--data', data, '--port', '0', '--tls-port', '0'])
    await until(isFollowed, (followed) => followed, 20_000)
    server.process.kill('SIGKILL')
    await server.ended
    assert.equal(await isFollowed(), false)
  })

  it('are told by a command if the server does not make its changes searchable', async (t) => {
    const data = await temporaryFolder(t)
    const file = join(data, 'words.csv')
    await writeFile(file, 'en-US\nlighthouse\n')
    await vitrine(keysCreate(data))
    const release = takeIndexLock({ data })
    t.after(() => release?.())
    for (const engine of ['embedded', 'fts5']) {
      const { code, stderr } = await vitrine([
        'vocabulary',
        'import',
        file,
        '--data',
        data,
        '--search-engine',
        engine,
      ])
      assert.equal(code, 0, stderr)
      assert.match(stderr, /All changes are saved, but the server .* has not made all of them searchable yet/)
    }
  })

  it('can be killed while they create the tables', async (t) => {
    for (const killAtBytes of [1, 80_000, 160_000]) {
      const data = await temporaryFolder(t)
      const child = spawn(process.execPath, [program, ...keysCreate(data)], { stdio: 'ignore' })
      const ended = once(child, 'exit')
      const written = () => statSync(join(data, 'records.db-wal'), { throwIfNoEntry: false })?.size ?? 0
      const isBegun = async () => written() >= killAtBytes || child.exitCode !== null
      await until(isBegun, (begun) => begun, 20_000)
      child.kill('SIGKILL')
      await ended
      const { code, stderr } = await vitrine(keysCreate(data))
      assert.deepEqual([code, stderr], [0, ''])
    }
  })
})
