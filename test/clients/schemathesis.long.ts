import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { describe, it } from 'node:test'
import { promisify } from 'node:util'
import { openShop } from '../fidelity/shop.ts'
import { temporaryFolder } from '../support/library.ts'
import { areInstalled, tool } from './installed-tools.ts'

const run = promisify(execFile)

const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
]
const OPTIONS = {
  '--checks': CHECKS.join(),
  '--phases': 'examples,fuzzing',
  '--seed': '20261128',
  '--max-examples': '20',
  '--generation-database': 'none',
  // A delivery is not an operation of the document.
  '--max-redirects': '0',
  '--request-timeout': '10',
  '--warnings': 'off',
}
const TIMEOUT_MS = 600_000

describe('Schemathesis', () => {
  it('finds no response that the OpenAPI document does not describe', async (t) => {
    const schemathesis = tool('schemathesis', 'bin', 'schemathesis')
    if (!areInstalled(t, schemathesis)) return
    const { server, customer } = await openShop(t)
    const { key, token } = customer.user
    const { stdout } = await run(
      schemathesis,
      [
        'run',
        `${server.http}/openapi.json`,
        '--header',
        `Api-Key: ${key}`,
        '--header',
        `Authorization: Bearer ${token}`,
        ...Object.entries(OPTIONS).flat(),
        '--continue-on-failure',
        '--no-color',
      ],
      { cwd: await temporaryFolder(t), timeout: TIMEOUT_MS, maxBuffer: 2 ** 26 },
    ).catch((error) => assert.fail(`${error.stdout}${error.stderr}`))
    const { json } = await server.get('/openapi.json')
    const { length } = Object.values<object>(json.paths).flatMap(Object.keys)
    assert.match(stdout, new RegExp(`Tested: ${length}\n`))
  })
})
