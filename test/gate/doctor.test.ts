import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { command } from '../support/command.ts'
import { emptyLibrary, temporaryFolder } from '../support/library.ts'

type Finding = { readonly part: string; readonly state: string; readonly says: string }

const findings = async (...args: string[]) => {
  const { code, stdout } = await command(['doctor', '--json', ...args])
  const found: Finding[] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  return { code, found, of: (part: string) => found.find((it) => it.part === part)! }
}

describe('vitrine doctor', () => {
  it('finds nothing wrong with a library', async (t) => {
    const { config } = await emptyLibrary(t)
    const { code, found, of } = await findings('--data', config.data)
    assert.equal(code, 0)
    assert.deepEqual(
      found.filter(({ state }) => state === 'failed'),
      [],
    )
    assert.match(of('records').says, /^0 assets in .+, counted in \d+ ms$/)
    assert.match(of('pictures').says, /^a file was stored, read and removed in \d+ ms/)
  })

  it('says what does not exist yet, and makes nothing', async (t) => {
    const data = join(await temporaryFolder(t), 'library')
    const { code, of } = await findings('--data', data)
    assert.equal(code, 0)
    for (const part of ['data folder', 'records', 'index', 'pictures'])
      assert.equal(of(part).state, 'absent', part)
    assert.equal(existsSync(data), false)
  })

  it('says what cannot be reached, without passwords', async (t) => {
    const data = await temporaryFolder(t)
    const places = [
      '--records',
      'postgres://vitrine:hush@127.0.0.1:1/x',
      '--limits',
      'redis://:hush@127.0.0.1:1',
    ]
    const { code, found, of } = await findings('--data', data, ...places, '--blobs', 's3://pictures')
    assert.equal(code, 1)
    for (const part of ['records', 'limits']) assert.match(of(part).says, /ECONNREFUSED 127\.0\.0\.1:1/)
    assert.match(of('pictures').says, /AWS_ACCESS_KEY_ID/)
    assert.doesNotMatch(JSON.stringify(found), /hush/)
  })
})
