import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import sharp from 'sharp'
import { startCommand } from '../support/cli.ts'
import { command } from '../support/command.ts'
import { get, temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'
import type { DisplaySize } from '../support/shown.ts'

const DOT =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5" fill="#f00"/></svg>'

/** A library of one grey picture; `comp` serves it with settings and returns its watermarked comp. */
async function grey(t: TestContext) {
  const folder = await temporaryFolder(t)
  await writePicture(folder, 'a.png', { width: 1200, height: 800, colour: '#808080', format: 'png' })
  const data = await temporaryFolder(t)
  const { stdout } = await command(['keys', 'create', '--name', 'test', '--json', '--data', data])
  const headers = { 'api-key': JSON.parse(stdout).key }
  const settings = ['--data', data, '--port', '0', '--tls-port', '0', '--log-level', 'silent']
  const ingest = async (...args: string[]) => {
    const { code, stderr } = await command(['ingest', folder, '--data', data, ...args])
    assert.equal(code, 0, stderr)
  }
  const comp = async (...args: string[]) => {
    const server = await startCommand(t, ['serve', ...settings, ...args])
    const path = `${server.ready.http}/v3/images/100000001?fields=comp`
    const { json, headers: answered } = await get(path, headers)
    const [size] = json.images[0].display_sizes as DisplaySize[]
    const link = new URL(size!.uri)
    const fetched = async (search: string) => {
      const response = await fetch(server.ready.http + link.pathname + search)
      return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) }
    }
    const { bytes } = await fetched(link.search)
    const stats = await sharp(bytes).stats()
    const [red, green] = stats.channels
    return {
      search: link.search,
      etag: answered.get('etag'),
      bytes,
      fetched,
      spread: green!.stdev,
      redness: red!.mean - green!.mean,
      async stop() {
        server.process.kill('SIGTERM')
        await server.ended
      },
    }
  }
  return { data, folder, ingest, comp }
}

describe("the owner's watermark", () => {
  it('is applied to all pictures from now on, and renditions with another one are never shown again', async (t) => {
    const { ingest, comp, data } = await grey(t)
    await ingest()
    const usual = await comp()
    await usual.stop()
    assert.ok(usual.spread > 5, `the usual one is not seen: ${usual.spread}`)
    const named = await comp('--watermark-text', 'Müller & Çelik, Łódź')
    assert.notDeepEqual(named.bytes, usual.bytes)
    assert.notEqual(named.search, usual.search)
    assert.notEqual(named.etag, usual.etag)
    assert.equal((await named.fetched(usual.search)).status, 404)
    await named.stop()
    await writeFile(join(data, 'dot.svg'), DOT)
    const dot = await comp('--watermark-svg', join(data, 'dot.svg'), '--watermark-opacity', '80')
    assert.ok(dot.redness > 10, `the red dot is not seen: ${dot.redness}`)
    await dot.stop()
    const faint = await comp('--watermark-svg', join(data, 'dot.svg'), '--watermark-opacity', '20')
    assert.ok(faint.redness > 1 && faint.redness < dot.redness / 2, `${faint.redness} and ${dot.redness}`)
    await faint.stop()
    const again = await comp()
    assert.deepEqual([again.search, again.bytes], [usual.search, usual.bytes])
    await again.stop()
  })

  it('is drawn by an ingest', async (t) => {
    const { ingest, comp } = await grey(t)
    const settings = ['--watermark-text', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789']
    await ingest(...settings)
    const made = await comp(...settings)
    assert.ok(made.spread > 2, `not seen: ${made.spread}`)
    await made.stop()
  })

  it('that cannot be drawn is refused with a hint', async (t) => {
    const folder = await temporaryFolder(t)
    const svg = async (name: string, content: string) => {
      await writeFile(join(folder, name), content)
      return ['--watermark-svg', join(folder, name)]
    }
    const font = '<svg xmlns="http://www.w3.org/2000/svg"><text>Ada</text></svg>'
    const outside = '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://127.0.0.1:1/a.png"/></svg>'
    const wishes: [args: string[], said: RegExp][] = [
      [['--watermark-text', 'Müller 山'], /watermarkText has 山, but may only have Latin letters/],
      [['--watermark-text', ' '], /1 to 40 letters/],
      [['--watermark-svg', join(folder, 'none.svg')], /cannot be read/],
      [await svg('font.svg', font), /convert it to paths/],
      [await svg('outside.svg', outside), /outside itself/],
      [await svg('broken.svg', '<svg><g></svg>'), /is not an SVG/],
      [[...(await svg('dot.svg', DOT)), '--watermark-text', 'A'], /exclude each other/],
      [['--watermark-opacity', '101'], /an integer from 0 to 100/],
    ]
    for (const [args, said] of wishes) {
      const { code, stderr } = await command(['ingest', folder, '--data', join(folder, 'data'), ...args])
      assert.equal(code, 2, `${args}: ${stderr}`)
      assert.match(stderr, said)
    }
  })
})
