import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { startVitrine } from '../../src/vitrine.ts'
import { vitrine } from '../support/cli.ts'
import { temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'

const PORTS = ['--port', '0', '--tls-port', '0']

describe('vitrine dev and serve', () => {
  it('do not add the demo to somebody’s own library', async (t) => {
    const folder = await temporaryFolder(t)
    const data = await temporaryFolder(t)
    await writePicture(folder, 'a.jpg')
    await vitrine(['ingest', folder, '--data', data])
    const { code, stderr } = await vitrine(['dev', '--data', data, ...PORTS])
    assert.equal(code, 1)
    assert.match(stderr, /contains another library/)
  })

  it('report a path that is not a data folder', async (t) => {
    const folder = await temporaryFolder(t)
    const file = await writePicture(folder, 'a.jpg')
    for (const [data, said] of [
      [join(folder, ':temp:'), /:temp: works only with "vitrine dev"/],
      [join(file, 'data'), /cannot be created \(ENOTDIR\)/],
      ['/proc/data', /cannot be created \(\w+\)/],
    ] as const) {
      const create = ['keys', 'create', '--name', 'test', '--data', data]
      const { code, stderr } = await vitrine(create, {}, 60_000)
      assert.equal(code, 2)
      assert.match(stderr, said)
    }
  })

  it('refuse a port in use before the demo library is drawn', async (t) => {
    const other = createServer().listen(0, '127.0.0.1')
    t.after(() => other.close())
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const data = join(await temporaryFolder(t), 'library')
    for (const [flag, name] of [
      ['--port', 'HTTP'],
      ['--tls-port', 'HTTPS'],
    ]) {
      const { code, stderr } = await vitrine(['dev', '--data', data, ...PORTS, flag!, `${port}`])
      assert.equal(code, 1)
      assert.match(stderr, new RegExp(`^${name} cannot listen on port ${port} .*choose a port with ${flag};`))
    }
    const open = await vitrine(['dev', '--data', data, ...PORTS, '--host', '0.0.0.0'])
    assert.deepEqual([open.code, /loopback only/.test(open.stderr)], [2, true])
    assert.equal(existsSync(data), false)
  })

  it('tell programs why they did not start', async (t) => {
    const data = join(await temporaryFolder(t), 'library')
    await assert.rejects(startVitrine({ data, key: '' }), /must not be empty/)
    await assert.rejects(
      startVitrine({ data, maxPixels: 0 }),
      /maxPixels is '0', but must be an integer from 1/,
    )
  })
})
