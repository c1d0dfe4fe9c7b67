import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Ability } from '../../src/access/abilities.ts'
import { createClient, newKey } from '../../src/access/clients.ts'
import { type Library, openLibrary } from '../../src/compose.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { ingestFolder } from '../../src/ingest/ingest.ts'
import type { Mapping } from '../../src/ingest/mapping/mapping.ts'
import type { IngestSummary, Outcome } from '../../src/ingest/outcome.ts'
import { createLogger, type Logger } from '../../src/lib/log.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { type RunningServer, startServer } from '../../src/serve.ts'

type Lifetime = Pick<TestContext, 'after'>

/** A folder of its own that goes with the test. */
export async function temporaryFolder(t: Lifetime): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-test-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Settings for a test: a folder of its own, free ports, no log. */
export async function testConfig(t: Lifetime, settings: Record<string, unknown> = {}): Promise<Config> {
  const data = await temporaryFolder(t)
  return readConfig({ data, port: 0, tlsPort: 0, logLevel: 'silent', decoders: 2, ...settings }, {})
}

export type TestLibrary = Library & { readonly config: Config; readonly servers: Set<RunningServer> }

/** An empty library, or one of what `prepare` leaves in its data folder. It is closed after the test and its servers. */
export async function emptyLibrary(
  t: Lifetime,
  settings: Record<string, unknown> = {},
  prepare: (data: string) => Promise<void> = async () => {},
): Promise<TestLibrary> {
  const servers = new Set<RunningServer>()
  // Before the folder goes, which testConfig sees to: what comes first is done first.
  t.after(async () => {
    for (const server of servers) await server.stop()
    await library.close()
  })
  const config = await testConfig(t, settings)
  await prepare(config.data)
  const library = await openLibrary(config)
  return { ...library, config, servers }
}

/** Takes a folder in and makes it searchable. */
export async function takeIn(
  library: Library,
  folder: string,
  options: { readonly mapping?: Mapping } = {},
): Promise<{ summary: IngestSummary; outcomes: Outcome[] }> {
  const outcomes: Outcome[] = []
  const summary = await ingestFolder(library, {
    ...options,
    folder,
    onOutcome: (outcome) => outcomes.push(outcome),
  })
  await catchUp(library)
  return { summary, outcomes }
}

export type Served = RunningServer & {
  readonly ca: string
  readonly key: string
  /** GET with the key: status, headers and the body as JSON. */
  get(path: string, headers?: Record<string, string>): Promise<Answer>
}
/** Whatever JSON came: tests look into it freely and a wrong guess fails them. */
// biome-ignore lint/suspicious/noExplicitAny: see above
type Json = any

export type Answer = { status: number; headers: Headers; text: string; json: Json }

/** Serves a library on free ports with one key, until the test is over. */
export async function serve(
  library: TestLibrary,
  {
    qps = null,
    abilities = [],
    logger = createLogger('silent'),
  }: { qps?: number | null; abilities?: readonly Ability[]; logger?: Logger } = {},
): Promise<Served> {
  const key = newKey()
  await createClient(library.db, { name: 'test', key, qps, abilities, expiresMs: null, now: library.now() })
  const server = await startServer(library, library.config, { logger })
  library.servers.add(server)
  return {
    ...server,
    ca: server.ca ?? '',
    key,
    get: (path, headers) => get(server.http + path, { 'api-key': key, ...headers }),
    async stop() {
      library.servers.delete(server)
      await server.stop()
    },
  }
}

/** GET of an address; a body that is not JSON has `json` null. */
export async function get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url, { headers, redirect: 'manual' })
  const text = await response.text()
  let json = null
  try {
    json = JSON.parse(text)
  } catch {}
  return { status: response.status, headers: response.headers, text, json }
}
