import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { describe, it } from 'node:test'
import { npmCommand, root } from '../support/npm.ts'
import { until } from '../support/until.ts'

describe('npm start', () => {
  it('ends its server when it is ended by a signal', async () => {
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
