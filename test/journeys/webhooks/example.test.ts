import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, symlink, writeFile } from 'node:fs/promises'
import net, { type AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { it } from 'node:test'
import { command } from '../../support/command.ts'
import { emptyLibrary, temporaryFolder } from '../../support/library.ts'
import { until } from '../../support/until.ts'

it('the receiver in the documentation accepts what is signed, and nothing else', async (t) => {
  const { config } = await emptyLibrary(t)
  const [, example = ''] = /```js\n(.*?)```/s.exec(await readFile('docs/how-to/webhooks.md', 'utf8')) ?? []
  const folder = await temporaryFolder(t)
  await symlink(resolve('node_modules'), join(folder, 'node_modules'))
  await writeFile(join(folder, 'receiver.mjs'), example)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/`
  const data = ['--data', config.data]
  const added = await command(['webhooks', 'add', url, '--json', ...data])
  const { id, secret } = JSON.parse(added.stdout)

  const env = { ...process.env, WEBHOOK_SECRET: secret, PORT: String(port) }
  const receiver = spawn(process.execPath, [join(folder, 'receiver.mjs')], { env })
  t.after(() => receiver.kill())
  let output = ''
  receiver.stdout.on('data', (chunk) => {
    output += chunk
  })
  const unsigned = () => fetch(url, { method: 'POST', body: '{}' }).then(({ status }) => status, String)
  await until(unsigned, (status) => status === 401, 10_000)

  const sent = await command(['webhooks', 'test', id, '--callable-networks', '127.0.0.1', ...data])
  assert.equal(sent.code, 0, sent.stdout)
  await until(
    async () => output,
    (text) => /^webhook\.test \d{4}-\S+Z \{\}$/m.test(text),
    5000,
  )
})

/** Returns a port of loopback that nobody listens on. */
async function freePort(): Promise<number> {
  const server = net.createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}
