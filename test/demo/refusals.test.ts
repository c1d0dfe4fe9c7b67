import assert from 'node:assert/strict'
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
    ] as const) {
      const { code, stderr } = await vitrine(['keys', 'create', '--name', 'test', '--data', data])
      assert.equal(code, 2)
      assert.match(stderr, said)
    }
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
