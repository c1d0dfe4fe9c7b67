import assert from 'node:assert/strict'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { DEMO_KEY, DEMO_SECRET, DEMO_USER } from '../../src/demo/demo-credentials.ts'
import { demoServer } from '../support/demo-server.ts'
import { temporaryFolder } from '../support/library.ts'
import { node, npm, root, run } from '../support/npm.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const USE = `
import { type Client, connect, VitrineError } from '@vitrine/client'
const client: Client = connect({ url: 'http://localhost', key: 'key' })
export async function use(): Promise<string> {
  for await (const { title } of client.each('searchImages', { phrase: 'sea', page_size: 100 })) return title ?? ''
  // @ts-expect-error: there is no such parameter
  await client.searchImages({ phrases: 'sea' })
  // @ts-expect-error: the id is missing
  await client.getImage({})
  const { products } = await client.getProducts().catch((error: VitrineError) => { throw error })
  return products?.[0]?.type ?? ''
}
`

/** What the examples of the README take for granted. */
const GIVEN = `
import { type Client, connect } from '@vitrine/client'
declare const client: Client
declare const id: string, url: string, key: string, secret: string, username: string, password: string
declare const refreshToken: string, currentToken: string
declare const bytes: Uint8Array<ArrayBuffer>
`

/** Returns a module with the examples of the README, each as a function. */
async function examplesOfReadme(): Promise<string> {
  const readme = await readFile(join(root, 'client/README.md'), 'utf8')
  const examples = [...readme.matchAll(/^```js\n(.*?)^```/gms)].map(([, code]) =>
    code!.replace(/^import .*$/m, ''),
  )
  assert.ok(examples.length > 5)
  return GIVEN + examples.map((code, at) => `export async function example${at}() {\n${code}}\n`).join('')
}

describe('the package of the client', () => {
  const lifetime = suiteLifetime()
  const server = demoServer()
  let folder: string

  before(async () => {
    folder = await temporaryFolder(lifetime)
    const { stdout } = await npm(['pack', '--silent', '--pack-destination', folder], join(root, 'client'))
    const installed = join(folder, 'node_modules/@vitrine/client')
    await mkdir(installed, { recursive: true })
    await run('tar', [
      'xzf',
      join(folder, stdout.trim().split('\n').at(-1)!),
      '-C',
      installed,
      '--strip-components=1',
    ])
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  })

  it('has types by which TypeScript checks its users, and the examples of its README', async () => {
    await writeFile(join(folder, 'use.ts'), USE)
    await writeFile(join(folder, 'readme.ts'), await examplesOfReadme())
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      lib: ['es2024', 'dom'],
      module: 'nodenext',
      types: [],
    }
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['use.ts', 'readme.ts'] }),
    )
    const compiler = join(root, 'node_modules/typescript-7/bin/tsc')
    await run(process.execPath, [compiler], { cwd: folder })
  })

  it('runs its examples on Node against the demo library', async () => {
    const env = {
      ...process.env,
      VITRINE_URL: server.http,
      VITRINE_KEY: DEMO_KEY,
      VITRINE_SECRET: DEMO_SECRET,
      VITRINE_USER: DEMO_USER.username,
      VITRINE_PASSWORD: DEMO_USER.password,
    }
    const example = async (name: string) =>
      (await run(node, [join('node_modules/@vitrine/client/examples', name)], { cwd: folder, env })).stdout
    assert.match(await example('search.js'), /^[1-9]\d* pictures\n\d+ {2}/)
    assert.match(await example('download.js'), /Saved as .+\nDownloaded \d+ on 20/)
  })
})
