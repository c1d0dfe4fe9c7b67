import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { copyFile, mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { get, temporaryFolder } from '../support/library.ts'
import { node, npm, root, run } from '../support/npm.ts'
import { hasTool } from '../support/test-data.ts'

const USE = `
import { startVitrine } from 'vitrine'
const vitrine = await startVitrine({ key: 'the0key0that0i0have', tlsKey: null })
const send = async (key) => {
  const url = vitrine.http + '/v3/search/images/creative?phrase=mountain&fields=id'
  const answer = await fetch(url, { headers: { 'Api-Key': key } })
  return [answer.status, (await answer.json()).result_count]
}
const before = [await send('the0key0that0i0have'), await send('another0key')]
await vitrine.reset()
const after = await send('the0key0that0i0have')
await vitrine.stop()
const gone = await fetch(vitrine.http).then(() => false, () => true)
console.log(JSON.stringify({ before, after, gone }))
`

const TYPED = `
import { startVitrine, type Vitrine } from 'vitrine'
const vitrine: Vitrine = await startVitrine({ key: 'k', port: 0, gallery: false })
const key: string = vitrine.demo.key
// @ts-expect-error: there is no such setting
await startVitrine({ colour: 'red' })
export default key
`

describe('the package', () => {
  it('works in an empty project: as a program, in a test, and with its types', async (t) => {
    const folder = await temporaryFolder(t)
    await npm(['pack', '--pack-destination', folder], root)
    const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'))!
    await writeFile(join(folder, 'package.json'), '{ "name": "empty", "private": true, "type": "module" }')
    await npm(['install', '--prefer-offline', '--no-audit', '--no-fund', `./${tarball}`], folder)

    await writeFile(join(folder, 'use.mjs'), USE)
    const { stdout } = await run(node, ['use.mjs'], { cwd: folder })
    const { before, after, gone } = JSON.parse(stdout)
    assert.equal(before[0][0], 200)
    assert.ok(before[0][1] > 10)
    assert.deepEqual(before[1], [401, null])
    assert.deepEqual(after, before[0])
    assert.ok(gone)

    const program = spawn(node, [join(folder, 'node_modules/.bin/vitrine'), ...DEV], { cwd: folder })
    const ended = new Promise((resolve) => program.once('exit', resolve))
    let line = ''
    for await (const text of program.stdout.setEncoding('utf8')) {
      line += text
      if (line.includes('\n')) break
    }
    const { http, demo } = JSON.parse(line)
    assert.match((await get(`${http}/`)).text, /<title>Vitrine<\/title>/)
    assert.equal((await get(`${http}/client/connect.js`)).status, 200)
    assert.equal((await get(`${http}/v3/countries`, { 'api-key': demo.key })).status, 200)
    program.kill('SIGTERM')
    await ended

    const pictures = join(folder, 'pictures')
    await mkdir(pictures)
    await copyFile(join(root, 'test/fixtures/formats/halves.heic'), join(pictures, 'a.heic'))
    const ingest = (env: NodeJS.ProcessEnv) => {
      const args = [
        join(folder, 'node_modules/.bin/vitrine'),
        'ingest',
        pictures,
        '--data',
        join(folder, 'data'),
      ]
      return run(node, args, { env: { ...process.env, ...env } }).catch((error) => error)
    }
    const without = await ingest({ VITRINE_VIPS_PATH: '/nowhere' })
    assert.match(
      `${without.stdout}${without.stderr}`,
      /install the npm package libheif-js .*, or the program vips/,
    )
    if (hasTool(t, 'vips', '--version')) assert.match((await ingest({})).stdout, /^1 added/m)

    await writeFile(join(folder, 'typed.mts'), TYPED)
    await mkdir(join(folder, 'node_modules/@types'), { recursive: true })
    await symlink(join(root, 'node_modules/@types/node'), join(folder, 'node_modules/@types/node'), 'dir')
    const tsc = join(root, 'node_modules/typescript-7/bin/tsc')
    await run(node, [tsc, '--noEmit', '--strict', '--module', 'nodenext', 'typed.mts'], { cwd: folder })
  })
})

const DEV = ['dev', '--json', '--data', ':temp:', '--port', '0', '--tls-port', '0']
