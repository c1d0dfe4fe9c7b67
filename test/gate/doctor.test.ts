import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { command } from '../support/command.ts'
import { emptyLibrary, temporaryFolder } from '../support/library.ts'

type Finding = { readonly part: string; readonly state: string; readonly says: string }

const findings = (...args: string[]) => findingsWith({}, ...args)

const findingsWith = async (env: Record<string, string>, ...args: string[]) => {
  const { code, stdout } = await command(['doctor', '--json', ...args], env)
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

  it('says that temporary credentials of a bucket cannot be used', async (t) => {
    const env = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'hush', AWS_SESSION_TOKEN: 'hush too' }
    const data = await temporaryFolder(t)
    const { of, found } = await findingsWith(env, '--data', data, '--blobs', 's3://pictures')
    assert.equal(of('pictures').state, 'failed')
    assert.match(of('pictures').says, /AWS_SESSION_TOKEN/)
    assert.doesNotMatch(JSON.stringify(found), /hush/)
  })
})
