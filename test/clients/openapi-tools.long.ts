import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { makeWorld, type World } from '../fidelity/world.ts'
import { get, temporaryFolder } from '../support/library.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { hasTool } from '../support/test-data.ts'
import { areInstalled, tool } from './installed-tools.ts'

const run = promisify(execFile)
const JAR = tool('openapi-generator-cli-7.17.0.jar')
const PYTHON = tool('python', 'bin', 'python')
const scriptPath = (name: string) => fileURLToPath(new URL(name, import.meta.url))

const lifetime = suiteLifetime()

describe('tools that read the OpenAPI document', () => {
  let world: World
  const documents: Record<'3.1' | '3.0', string> = { '3.1': '', '3.0': '' }
  before(async () => {
    world = await makeWorld(lifetime)
    const folder = await temporaryFolder(lifetime)
    for (const [version, path] of [
      ['3.1', '/openapi.json'],
      ['3.0', '/swagger/v3/swagger.json'],
    ] as const) {
      documents[version] = join(folder, `openapi-${version}.json`)
      await writeFile(documents[version], (await get(world.server.http + path)).text)
    }
    await writeFile(join(folder, 'spectral.yaml'), 'extends: ["spectral:oas"]\n')
  })

  /** Runs a script with a generated client in `folder`, and checks its results. */
  async function callsTheServer(script: string, folder: string): Promise<void> {
    const { http, key } = world.server
    const asked = JSON.stringify({ http, key, phrase: 'water', event: world.events.run })
    const { stdout } = await run(PYTHON, [scriptPath(script), asked], {
      env: { PATH: process.env.PATH, PYTHONPATH: folder },
    })
    const { titles, several, ...came } = JSON.parse(stdout)
    assert.ok(titles.length > 0 && titles.every((title: string) => title.startsWith('creative')))
    assert.equal(several.length, titles.length)
    assert.ok(came.count > 0 && came.similar > 0 && came.one.length > 0)
    assert.deepEqual(came.sizes, ['comp', 'comp_webp', 'preview', 'thumb'])
    assert.deepEqual([came.event, came.countries], [came['one event'], 249])
    const { missing, stranger, token, unseen } = came
    assert.deepEqual(missing, [404, { ErrorCode: 'ImageNotFound', ErrorMessage: 'Image id not found: 5' }])
    assert.deepEqual(stranger, [401, { message: 'Unauthorized' }])
    assert.deepEqual([token[0], token[1].ErrorCode], [401, 'AuthorizationTokenRequired'])
    assert.deepEqual([unseen[0], unseen[1].ErrorCode], [404, 'AssetNotFound'])
  }

  for (const version of ['3.1', '3.0'] as const) {
    it(`openapi-generator makes a Python client of ${version} that works`, async (t) => {
      if (!hasTool(t, 'java', '-version') || !areInstalled(t, JAR, PYTHON)) return
      const folder = await temporaryFolder(t)
      const options = ['-g', 'python', '--additional-properties=packageName=vitrine_client']
      const { stdout, stderr } = await run(
        'java',
        ['-jar', JAR, 'generate', '-i', documents[version], '-o', folder, ...options],
        { maxBuffer: 2 ** 26 },
      )
      assert.doesNotMatch(stdout + stderr, /\bERROR\b/)
      await callsTheServer('openapi_generator_client.py', folder)
    })
  }

  it('openapi-python-client makes a client that works', async (t) => {
    const generator = tool('python', 'bin', 'openapi-python-client')
    if (!areInstalled(t, generator)) return
    const folder = await temporaryFolder(t)
    const output = join(folder, 'vitrine_client')
    await run(
      generator,
      ['generate', '--path', documents['3.1'], '--output-path', output, '--meta', 'none'],
      { env: { PATH: `${tool('python', 'bin')}:${process.env.PATH}` } },
    )
    await callsTheServer('openapi_python_client.py', folder)
  })

  for (const version of ['3.1', '3.0'] as const) {
    it(`spectral and redocly find no error in ${version}`, async (t) => {
      const [spectral, redocly] = ['spectral', 'redocly'].map((name) => tool('node_modules', '.bin', name))
      if (!areInstalled(t, spectral!, redocly!)) return
      const file = documents[version]
      const ruleset = join(file, '..', 'spectral.yaml')
      const options = { env: { PATH: process.env.PATH, REDOCLY_TELEMETRY: 'off' }, maxBuffer: 2 ** 26 }
      await run(spectral!, ['lint', '--ruleset', ruleset, '--fail-severity', 'error', file], options)
      await run(redocly!, ['lint', file], options)
    })
  }
})
