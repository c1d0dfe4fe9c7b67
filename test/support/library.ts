import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { TestContext } from 'node:test'
import { stringify } from 'yaml'
import type { Ability } from '../../src/access/abilities.ts'
import { createClient, newKey } from '../../src/access/clients.ts'
import { openRequestCounts } from '../../src/access/request-counts.ts'
import { assetReader } from '../../src/catalogue/asset-reader.ts'
import { DECODER_SETTINGS } from '../../src/cli/settings.ts'
import { type Library, openDecoders, openLibrary } from '../../src/compose.ts'
import { hasLibrary, openRecords } from '../../src/compose-records.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { chargingRules } from '../../src/downloads/charging-rules.ts'
import { ingestFolder } from '../../src/ingest/ingest.ts'
import type { Mapping } from '../../src/ingest/mapping/mapping.ts'
import type { IngestSummary, Outcome } from '../../src/ingest/outcome.ts'
import { callableAddresses } from '../../src/lib/callable-addresses.ts'
import { createLogger, type Logger } from '../../src/lib/log.ts'
import type { DecoderPool } from '../../src/media/decoder-pool.ts'
import { openReceiptKey } from '../../src/receipts/receipt-key.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { type RunningServer, startServer } from '../../src/serve/serve.ts'
import { newDatabase } from './postgres-databases.ts'
import { processLifetime } from './process-lifetime.ts'

type Lifetime = Pick<TestContext, 'after'>

/** A PostgreSQL server that has the records of all libraries, by the variable that `test/long/journeys-on-postgres.long.ts` sets. */
const POSTGRES = process.env.VITRINE_TEST_POSTGRES
/** The bucket that has the files of all libraries, in the same way. */
const BUCKET = process.env.VITRINE_TEST_BUCKET
/** The OpenSearch that has the indexes of all libraries, in the same way. */
const SEARCH = process.env.VITRINE_TEST_SEARCH

/** Makes a temporary folder that is removed after the test; a process that the test has yet to end may be writing to it. */
export async function temporaryFolder(t: Lifetime): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-test-'))
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }))
  return folder
}

/** Returns settings for a test: a temporary folder, free ports, no log. */
export async function testConfig(t: Lifetime, settings: Record<string, unknown> = {}): Promise<Config> {
  const data = await temporaryFolder(t)
  const places = {
    ...(POSTGRES !== undefined && { records: await newDatabase(POSTGRES, data) }),
    ...(SEARCH !== undefined && { search: `${SEARCH}/${basename(data).toLowerCase()}` }),
    ...(BUCKET !== undefined && { blobs: `${BUCKET}/${basename(data)}` }),
  }
  // In a settings file, so that commands for this folder find them too.
  if (Object.keys(places).length > 0) await writeFile(join(data, 'vitrine.yaml'), stringify(places))
  return readConfig(
    { data, port: 0, tlsPort: 0, logLevel: 'silent', decoders: 1, threads: 1, ...settings },
    {},
  )
}

export type TestLibrary = Library & { readonly config: Config; readonly servers: Set<RunningServer> }

/** The records of an empty library, migrated once for all libraries of the process. */
let emptyRecords: Promise<Buffer> | null = null

async function migrateOnce(): Promise<Buffer> {
  const data = await temporaryFolder(processLifetime)
  await (await openRecords(readConfig({ data }, {}))).destroy()
  return readFile(join(data, 'records.db'))
}

let sharedDecoders: Promise<DecoderPool> | null = null
processLifetime.after(async () => (await sharedDecoders)?.close())

/**
 * Opens an empty library, or the one that `prepare` puts into its data folder. Closed after the test and its servers. The
 * libraries of a test file share one decoder pool, unless `settings` affects decoders.
 */
export async function emptyLibrary(
  t: Lifetime,
  settings: Record<string, unknown> = {},
  prepare: (data: string) => Promise<void> = async () => {},
): Promise<TestLibrary> {
  const servers = new Set<RunningServer>()
  // Registered before testConfig removes the folder: hooks run in the order of registration.
  t.after(async () => {
    for (const server of servers) await server.stop()
    await library.close()
  })
  const config = await testConfig(t, settings)
  await prepare(config.data)
  if (!(await hasLibrary(config))) {
    emptyRecords ??= migrateOnce()
    await writeFile(join(config.data, 'records.db'), await emptyRecords, { mode: 0o600 })
  }
  const library = await openLibrary(config)
  if (DECODER_SETTINGS.some((name) => name in settings)) return { ...library, config, servers }
  sharedDecoders ??= openDecoders(config)
  return { ...library, decoder: await sharedDecoders, config, servers }
}

/** What operations need of a library, for tests that perform them without a server. */
export const operationServices = async (library: TestLibrary) => ({
  ...library,
  assets: assetReader(library.db, library.config.maxRecordCacheBytes),
  requestCounts: openRequestCounts(library.db),
  rules: chargingRules(library.config),
  receiptKey: await openReceiptKey(library.db),
  linkSecret: '',
  canMakeVideoSizes: false,
  uploadLimits: library.config,
  outsidePictures: { hosts: [], addresses: callableAddresses([]) },
  findDownloadFile: async () => Promise.reject(new Error('no file is made without a server')),
})

/** Ingests a folder and makes it searchable. */
export async function ingestAndIndex(
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
  /** Sends a GET request with the key. */
  get(path: string, headers?: Record<string, string>): Promise<Answer>
}
/** Any JSON: tests read it without checks, and fail if it has another shape. */
// biome-ignore lint/suspicious/noExplicitAny: see above
type Json = any

export type Answer = { status: number; headers: Headers; text: string; json: Json }

/** Serves a library on free ports with one key until the test ends. */
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
  // Saves what was indexed here, so that the server need not index it again; FTS5 has it in its file already.
  if (library.config.search === null && library.config.searchEngine === 'embedded')
    await library.index.close()
  const server = await startServer(library, library.config, { logger })
  library.servers.add(server)
  await catchUp(library)
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

/** Sends a GET request; `json` is null if the body is not JSON. */
export async function get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url, { headers, redirect: 'manual' })
  const text = await response.text()
  let json = null
  try {
    json = JSON.parse(text)
  } catch {}
  return { status: response.status, headers: response.headers, text, json }
}
