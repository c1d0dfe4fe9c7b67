import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { npmCommand, root } from '../support/npm.ts'
import { until } from '../support/until.ts'

describe('a checkout without its dependencies', () => {
  it('says what to run', async (t) => {
    const checkout = await mkdtemp(join(tmpdir(), 'vitrine-checkout-'))
    t.after(() => rm(checkout, { recursive: true }))
    for (const part of ['bin', 'src', 'package.json'])
      await cp(join(root, part), join(checkout, part), { recursive: true })
    const { status, stderr } = spawnSync(process.execPath, [join(checkout, 'bin/vitrine'), '--help'])
    assert.equal(status, 1)
    const said =
      /^Vitrine needs the package [\w@/-]+, which is not installed\. Run "npm install" in (.+)\.\n$/
    assert.equal(said.exec(String(stderr))?.[1], await realpath(checkout), String(stderr))
  })
})

describe('npm start', () => {
  it('stops its server when it gets a signal', async () => {
    const [command, args] = npmCommand(['start', '--silent', '--', '--json', '--data', ':temp:'])
    const npm = spawn(command, [...args, '--port', '0', '--tls-port', '0'], { cwd: root })
    let out = ''
    for await (const text of npm.stdout.setEncoding('utf8')) {
      out += text
      if (out.includes('\n')) break
    }
    const { http } = JSON.parse(out)
    assert.equal((await fetch(`${http}/healthz`)).status, 200)
    npm.kill('SIGTERM')
    const isGone = () =>
      fetch(`${http}/healthz`).then(
        () => false,
        () => true,
      )
    await until(isGone, (gone) => gone, 10_000)
  })
})
