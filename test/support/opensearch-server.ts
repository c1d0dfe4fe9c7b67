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

/** Servers that belong together. */
export type OpenSearchCluster = {
  readonly servers: readonly OpenSearchServer[]
  /** Returns the address of an index, with all servers. */
  address(name: string): string
  /** Returns the server that was elected to lead the others. */
  leader(): Promise<OpenSearchServer>
  /** Waits until all servers are there and have their copies of all indexes. */
  untilComplete(): Promise<void>
}

/** What a server is started for: a test, or a benchmark. */
type Lifetime = { after(done: () => Promise<void>): void; skip(reason: string): void }

/** Starts a server that ends with the test; null, or a failed test, where it is not built. */
export async function startOpenSearch(t: Lifetime): Promise<OpenSearchServer | null> {
  if (!isBuilt(t)) return null
  const server = await prepareServer(t, {}, 'wait_for_status=yellow')
  await server.start()
  return server
}

/** Starts a cluster of so many servers, each of which keeps data and can lead, in the same way. */
export async function startOpenSearchCluster(t: Lifetime, count: number): Promise<OpenSearchCluster | null> {
  if (!isBuilt(t)) return null
  const names = Array.from({ length: count }, (_, index) => `server${index}`)
  const ports = await Promise.all(names.map(freePort))
  const servers = await Promise.all(
    names.map((name, index) =>
      prepareServer(
        t,
        {
          'node.name': name,
          'transport.port': String(ports[index]),
          'discovery.type': 'zen',
          'discovery.seed_hosts': ports.map((port) => `127.0.0.1:${port}`).join(),
          'cluster.initial_cluster_manager_nodes': names.join(),
        },
        `wait_for_status=yellow&wait_for_nodes=${count}`,
      ),
    ),
  )
  await Promise.all(servers.map(({ start }) => start()))
  const ask = async (path: string) => {
    const response = await fetch(servers[0]!.url + path)
    const text = await response.text()
    if (!response.ok) throw new Error(text)
    return text
  }
  return {
    servers,
    address: (name) => `opensearch://${servers.map(({ url }) => new URL(url).host).join()}/${name}`,
    leader: async () => servers[names.indexOf((await ask('/_cat/cluster_manager?h=node')).trim())]!,
    async untilComplete() {
      await ask(`/_cluster/health?wait_for_status=green&wait_for_nodes=${count}&timeout=180s`)
    },
  }
}

function isBuilt(t: Lifetime): boolean {
  if (existsSync(OPENSEARCH_FOLDER)) return true
  const build = 'node bin/with-node.mjs test/support/build-opensearch-server.ts'
  skip(t, `OpenSearch is not built: ${build} builds it with Maven and Java.`)
  return false
}

/**
 * Returns a server that is not started yet.
 *
 * @param started what the health of the cluster has to be for it to count as started: the port answers before indexes are open.
 */
async function prepareServer(
  t: Lifetime,
  settings: Readonly<Record<string, string>>,
  started: string,
): Promise<OpenSearchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-opensearch-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = serverProcess({
    program: 'java',
    args: openSearchArguments(folder, JAVA_OPTIONS, { 'http.port': String(port), ...settings }),
    startMs: START_MS,
    answers: async () => {
      const response = await fetch(`${url}/_cluster/health?${started}&timeout=30s`)
      if (!response.ok) throw new Error(await response.text())
    },
  })
  t.after(async () => {
    await server.kill()
    await rm(folder, { recursive: true, force: true })
  })
  return { url, address: (name) => `opensearch://127.0.0.1:${port}/${name}`, ...server }
}
