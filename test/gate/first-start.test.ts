import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { startCommand, vitrine } from '../support/cli.ts'
import { temporaryFolder } from '../support/library.ts'

const isLinux = process.platform === 'linux'

it('a server returns to the system what it frees, and leaves the cores to those who answer', {
  skip: !isLinux && 'only glibc needs to be told',
}, async (t) => {
  const data = await temporaryFolder(t)
  const server = await startCommand(t, ['serve', '--data', data, '--port', '0', '--tls-port', '0'])
  const environment = await readFile(`/proc/${server.process.pid}/environ`, 'utf8')
  assert.match(environment, /\0MALLOC_MMAP_THRESHOLD_=\d+/)
  const started = await readFile(`/proc/${server.process.pid}/cmdline`, 'utf8')
  assert.match(started, /\0--concurrent-marking-max-worker-num=1\0/)
})

describe('the first start with a folder', () => {
  it('reports that a new library was created; later starts do not', async (t) => {
    const folder = await temporaryFolder(t)
    const [mistyped, own] = [join(folder, 'pictrues'), join(folder, 'own')]
    const logOf = async (data: string) => {
      const server = await startCommand(t, ['serve', '--data', data, '--port', '0', '--tls-port', '0'])
      server.process.kill('SIGTERM')
      await server.ended
      return server.log()
    }
    const log = await logOf(mistyped)
    assert.ok(log.includes(`There was no library in ${mistyped}, so a new, empty one was created.`), log)
    assert.match(log, /vitrine ingest FOLDER --data .*pictrues/)
    assert.doesNotMatch(await logOf(mistyped), /There was no library/)
    await vitrine(['keys', 'create', '--name', 'Shop', '--data', own])
    assert.doesNotMatch(await logOf(own), /There was no library/)
  })
})
