import { existsSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { openPlace, type Place } from '../src/search/opensearch/connection.ts'
import { openOpenSearchIndex } from '../src/search/opensearch/opensearch-index.ts'
import type { FacetQueries, SearchQuery } from '../src/search/query.ts'
import { OPENSEARCH_FOLDER, openSearchArguments } from '../test/support/opensearch-program.ts'
import { startCommand } from './support/processes.ts'
import { at, report, round, say } from './support/report.ts'
import { searchQueryOf } from './support/search-engine/embedded-side.ts'
import { indexDocument } from './support/search-engine/index-documents.ts'
import { QUERIES } from './support/search-engine/queries.ts'
import { stockRecords } from './support/search-engine/records.ts'
import { fieldsOf, INDEX } from './support/search-http/opensearch.ts'
import { pathOf } from './support/search-http/opensearch-requests.ts'
import { withFolder } from './support/with-library.ts'

/**
 * Searches through our adapter of OpenSearch compared with bare `_search` calls, one after the other and in turn: the 300
 * queries of `bench/search-engine.ts` on 100,000 generated records, or as many as the argument says. A bare call sends the same
 * body by `node:http` and reads total and ids; for comparison, another one sends a query to an index in the layout of
 * `bench/search-http.ts`, which one writes without our analysis and ranking. A query's time is the least of its rounds.
 * `--work DIR` keeps the indexes.
 */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { work: { type: 'string' } },
})
const COUNT = Number(positionals[0] ?? 100_000)
const [WARM_UP, ROUNDS] = [4, 9]
const GOAL = 1.3
const BATCH = 2000
const LEASE = { take: async () => true, release: async () => {} }

type Query = SearchQuery<FacetQueries>
/** Returns the total. */
type Call = () => Promise<number>
type Sent = { readonly path: string; readonly body: string }

if (!existsSync(OPENSEARCH_FOLDER)) say('test/support/build-opensearch-server.ts builds OpenSearch first.')
else if (options.work) await bench(join(options.work, String(COUNT)))
else await withFolder(bench)

async function bench(work: string): Promise<void> {
  const server = await startCommand(
    'java',
    openSearchArguments(join(work, 'opensearch'), ['-Xms1g', '-Xmx1g'], {
      'indices.queries.cache.size': '0%',
    }),
  )
  const { host } = new URL(server.line)
  const place = openPlace(`opensearch://${host}/bench`, {})
  const agent = new Agent({ keepAlive: true })
  try {
    await place.connection.send('GET', '/_cluster/health?wait_for_status=yellow&timeout=60s')
    await fill(place)
    const queries = QUERIES.map((query): Query => searchQueryOf(query) as Query)
    const sent: Sent[] = []
    const index = openOpenSearchIndex(recording(place, sent), LEASE)
    const ours: Call[] = queries.map((query) => async () => (await index.search(query)).total)
    const first = await timeAll(ours)
    const bodies: Sent[] = []
    for (const call of ours) {
      sent.length = 0
      await call()
      // A search that needs more values of a facet sends another one.
      bodies.push(sent[0]!)
    }
    const bare = bodies.map(
      ({ path, body }): Call =>
        () =>
          totalOf(post(agent, server.line + path, body)),
    )
    const plain = queries.map((query, at): Call => {
      const path = pathOf(query, QUERIES[at]!.facets, false)
      return () => totalOf(post(agent, server.line + path, ''))
    })
    const sides = { ours, bare, plain }
    const rounds = await timeInTurn(sides)
    report({ bench: 'searches in OpenSearch: documents', records: COUNT, load: round(loadavg()[0]!) })
    const total = (name: keyof typeof sides) => sum(rounds[name])
    const ratio = total('ours') / total('bare')
    report({
      bench: 'searches in OpenSearch against bare calls',
      ratio: round(ratio),
      goal: GOAL,
      ok: ratio <= GOAL,
      ratioToPlain: round(total('ours') / total('plain')),
      msPerQuery: Object.fromEntries(
        Object.keys(sides).map((name) => [name, round(total(name as 'ours') / queries.length)]),
      ),
      p95Ms: Object.fromEntries(Object.entries(rounds).map(([name, ms]) => [name, round(at(ms, 0.95))])),
      firstMsPerQuery: round(sum(first) / queries.length),
    })
    for (const kind of new Set(QUERIES.map((query) => query.kind))) {
      const of = (name: keyof typeof sides) => sum(rounds[name].filter((_, at) => QUERIES[at]!.kind === kind))
      say(`${kind}: ${round(of('ours') / of('bare'))} of bare, ${round(of('ours') / of('plain'))} of plain`)
    }
    await index.close()
  } finally {
    agent.destroy()
    await server.stop()
  }
}

/** Indexes the records, by our adapter and in the other layout, unless that has been done. */
async function fill(place: Place): Promise<void> {
  const index = openOpenSearchIndex(place, LEASE)
  const position = await index.position()
  if (position >= COUNT) return
  say(`Indexing ${COUNT} records …`)
  await place.connection.send('PUT', '/pictures', INDEX)
  for (let from = 1; from <= COUNT; from += BATCH) {
    const documents = [...stockRecords(Math.min(BATCH, COUNT - from + 1), from)].map(indexDocument)
    const last = from + documents.length - 1
    await index.apply({ documents, removed: [], events: [], removedEvents: [], position: last })
    await place.connection.send(
      'POST',
      '/pictures/_bulk?filter_path=errors',
      documents.flatMap((document) => [{ index: { _id: String(document.id) } }, fieldsOf(document)]),
    )
  }
  for (const path of ['_refresh', '_forcemerge?max_num_segments=1', '_refresh'])
    await place.connection.send('POST', `/pictures,bench-*/${path}`)
}

/** The same place, which notes what is sent to it. */
function recording({ name, connection }: Place, sent: Sent[]): Place {
  return {
    name,
    connection: {
      ...connection,
      send(method, path, body) {
        sent.push({ path, body: JSON.stringify(body) })
        return connection.send(method, path, body)
      },
    },
  }
}

async function post(agent: Agent, url: string, body: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const headers =
    body === '' ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  request(url, { method: body === '' ? 'GET' : 'POST', agent, headers }, (response) => {
    text(response).then(resolve, reject)
  })
    .on('error', reject)
    .end(body)
  return promise
}

async function totalOf(answer: Promise<string>): Promise<number> {
  return JSON.parse(await answer).hits.total.value
}

/** Times the queries of all sides, each in turn, and returns the least time of each query. */
async function timeInTurn<Name extends string>(
  sides: Readonly<Record<Name, readonly Call[]>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(sides) as Name[]
  const least = Object.fromEntries(names.map((name) => [name, sides[name].map(() => Infinity)])) as Record<
    Name,
    number[]
  >
  for (let round = 1 - WARM_UP; round <= ROUNDS; round++) {
    for (let query = 0; query < QUERIES.length; query++)
      for (const name of names) {
        const ms = await timed(sides[name][query]!)
        if (round > 0) least[name][query] = Math.min(ms, least[name][query]!)
      }
    say(round > 0 ? `round ${round} of ${ROUNDS}` : 'warming up')
  }
  return least
}

async function timed(call: Call): Promise<number> {
  const startedMs = performance.now()
  await call()
  return performance.now() - startedMs
}

async function timeAll(calls: readonly Call[]): Promise<number[]> {
  const times: number[] = []
  for (const call of calls) times.push(await timed(call))
  return times
}

function sum(times: readonly number[]): number {
  return times.reduce((total, time) => total + time, 0)
}
