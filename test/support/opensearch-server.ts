import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { OPENSEARCH_FOLDER, openSearchArguments } from './opensearch-program.ts'
import { type ServerProcess, serverProcess } from './server-process.ts'
import { skip } from './test-data.ts'

/** It compiles less than a server that runs for longer would, and so starts sooner. */
const JAVA_OPTIONS = ['-Xms512m', '-Xmx512m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']
/** It takes 5 s on a machine that does nothing else. */
const START_MS = 180_000

/** A server of OpenSearch, in a temporary folder. */
export type OpenSearchServer = ServerProcess & {
  /** Its own address. */
  readonly url: string
  /** Returns the address of an index, as the setting `search` has it. */
  address(name: string): string
}

/** What a server is started for: a test, or a benchmark. */
type Lifetime = { after(done: () => Promise<void>): void; skip(reason: string): void }

/** Starts a server that ends with the test; null, or a failed test, where it is not built. */
export async function startOpenSearch(t: Lifetime): Promise<OpenSearchServer | null> {
  if (!existsSync(OPENSEARCH_FOLDER)) {
    const build = 'node bin/with-node.mjs test/support/build-opensearch-server.ts'
    skip(t, `OpenSearch is not built: ${build} builds it with Maven and Java.`)
    return null
  }
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-opensearch-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = serverProcess({
    program: 'java',
    args: openSearchArguments(folder, JAVA_OPTIONS, { 'http.port': String(port) }),
    startMs: START_MS,
    // The port answers before indexes are open.
    answers: async () => {
      const response = await fetch(`${url}/_cluster/health?wait_for_status=yellow&timeout=30s`)
      if (!response.ok) throw new Error(await response.text())
    },
  })
  t.after(async () => {
    await server.kill()
    await rm(folder, { recursive: true, force: true })
  })
  await server.start()
  return { url, address: (name) => `opensearch://127.0.0.1:${port}/${name}`, ...server }
}
