import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { temporaryFolder } from '../support/library.ts'
import { node, npm, root, run } from '../support/npm.ts'

const USE = `
import { startVitrine } from 'vitrine'
const vitrine = await startVitrine()
console.log((await fetch(vitrine.http + '/healthz')).status)
await vitrine.stop()
`

describe('a dependency from git', () => {
  it('is built when it is installed, and starts a server', async (t) => {
    const folder = await temporaryFolder(t)
    await writeFile(join(folder, 'package.json'), '{ "name": "empty", "private": true, "type": "module" }')
    await npm(['install', '--prefer-offline', '--no-audit', '--no-fund', `git+file://${root}`], folder)
    await writeFile(join(folder, 'use.mjs'), USE)
    const { stdout } = await run(node, ['use.mjs'], { cwd: folder })
    assert.equal(stdout, '200\n')
  })
})
