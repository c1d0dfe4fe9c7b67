import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInPostgres, startPostgres, withClient } from '../test/support/postgres-server.ts'
import { cpuSecondsOf } from './support/process-cost.ts'
import { loadAtRate, type Serving, serve, vitrine } from './support/processes.ts'
import { median, report, round, say } from './support/report.ts'
import { fillLibrary } from './support/search-http/fill-library.ts'
import { withFolder } from './support/with-library.ts'

/**
 * Metadata of images by id with the records in PostgreSQL compared with SQLite, in requests a second, with and without the record
 * cache; and two nodes on PostgreSQL compared with one, in requests a second of processor time of nodes and database, beside two
 * servers on SQLite, which share nothing but the machine, compared with one. All alternate in one run, without the answer memory.
 * Linux, with PostgreSQL installed.
 */
const COUNT = 10_000
const [ROUNDS, SECONDS] = [5, 3]
const GOALS = { uncached: 0.4, cached: 0.8, nodes: 0.9 }
/** So many hundreds of images are asked for, in this order again and again. */
const PAGES = 10

const endings: (() => Promise<void>)[] = []
const postgres = await startPostgres({
  after: (done: () => Promise<void>) => void endings.push(done),
  skip: say,
})
try {
  if (postgres !== null) await withFolder(measure)
} finally {
  for (const end of endings) await end()
}

async function measure(folder: string): Promise<void> {
  const data = join(folder, 'library')
  await fillLibrary(data, COUNT)
  const { key } = JSON.parse(await vitrine(['keys', 'create', '--name', 'bench', '--json', '--data', data]))
  const records = postgres!.address('library')
  await vitrine(['migrate-data', '--data', data, '--to', await created(records)])
  const options = ['--threads', '1', '--max-answer-memory-bytes', '0']
  const uncached = ['--max-record-cache-bytes', '0']
  const inPostgres = ['--records', records]
  const servers = {
    sqlite: await serve(data, options),
    secondSqlite: await serve(data, options),
    sqliteUncached: await serve(data, [...options, ...uncached]),
    postgres: await serve(data, [...options, ...inPostgres]),
    postgresUncached: await serve(data, [...options, ...inPostgres, ...uncached]),
    second: await serve(data, [...options, ...inPostgres]),
  }
  const rates = await measureServers(servers, { key, postmaster: await postmasterOf(records) })
  const ratio = (name: string, of: (round: Round) => number, goal: number, more: object = {}) => {
    const value = median(rates.map(of))
    report({ bench: `postgres: ${name}`, ratio: round(value), goal, ok: value >= goal, ...more })
  }
  ratio(
    'an image by id, without the record cache',
    (it) => it.postgresUncached / it.sqliteUncached,
    GOALS.uncached,
    {
      perSecond: round(median(rates.map((it) => it.postgresUncached))),
    },
  )
  ratio('an image by id, with the record cache', (it) => it.postgres / it.sqlite, GOALS.cached, {
    perSecond: round(median(rates.map((it) => it.postgres))),
  })
  ratio('two nodes, by processor time', (it) => it.twoPerCpu / it.onePerCpu, GOALS.nodes, {
    onePerCpuSecond: round(median(rates.map((it) => it.onePerCpu))),
    sqliteRatio: round(median(rates.map((it) => it.twoSqlitePerCpu / it.oneSqlitePerCpu))),
  })
}

type Compared = 'sqlite' | 'sqliteUncached' | 'postgres' | 'postgresUncached'
type Servers = Readonly<Record<Compared | 'second' | 'secondSqlite', Serving>>
type PerCpu = 'onePerCpu' | 'twoPerCpu' | 'oneSqlitePerCpu' | 'twoSqlitePerCpu'
type Round = Readonly<Record<Compared | PerCpu, number>>
type Asking = { readonly key: string; readonly postmaster: number }

async function measureServers(servers: Servers, asking: Asking): Promise<Round[]> {
  try {
    return await ratesOf(servers, { ...asking, paths: await pathsOf(servers.sqlite, asking.key) })
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()))
  }
}

async function pathsOf({ base }: Serving, key: string): Promise<string[]> {
  const paths: string[] = []
  for (let page = 1; page <= PAGES; page++) {
    const url = `${base}/v3/search/images?fields=id&sort_order=random&page_size=100&page=${page}`
    const response = await fetch(url, { headers: { 'api-key': key } })
    const { images } = (await response.json()) as { images: { id: string }[] }
    paths.push(...images.map(({ id }) => `/v3/images/${id}`))
  }
  return paths
}

async function ratesOf(
  servers: Servers,
  { key, postmaster, paths }: Asking & { readonly paths: readonly string[] },
): Promise<Round[]> {
  const { sqlite, sqliteUncached, postgres, postgresUncached, second, secondSqlite } = servers
  const load = async ({ base }: Serving) =>
    (await loadAtRate({ base, key, seconds: SECONDS, rate: 0, paths })).times.length
  const perSecond = async (server: Serving) => (await load(server)) / SECONDS
  const perCpu = async (nodes: readonly Serving[]) => {
    const cpu = () =>
      nodes.reduce((sum, { pid }) => sum + cpuSecondsOf(pid), cpuSecondsOfPostgres(postmaster))
    const before = cpu()
    const requests = await Promise.all(nodes.map(load))
    return requests.reduce((sum, it) => sum + it, 0) / (cpu() - before)
  }
  const rounds: Round[] = []
  for (let turn = 0; turn <= ROUNDS; turn++) {
    const figures = {
      sqlite: await perSecond(sqlite),
      postgres: await perSecond(postgres),
      sqliteUncached: await perSecond(sqliteUncached),
      postgresUncached: await perSecond(postgresUncached),
      onePerCpu: await perCpu([postgres]),
      twoPerCpu: await perCpu([postgres, second]),
      oneSqlitePerCpu: await perCpu([sqlite]),
      twoSqlitePerCpu: await perCpu([sqlite, secondSqlite]),
    }
    const shown = Object.entries(figures).map(([side, figure]) => `${side} ${round(figure)}`)
    say(`${shown.join('  ')}${turn === 0 ? '  (warming up)' : ''}`)
    if (turn > 0) rounds.push(figures)
  }
  return rounds
}

/** Makes the database of an address, and returns the address. */
async function created(address: string): Promise<string> {
  await runInPostgres(postgres!.address('postgres'), `create database ${new URL(address).pathname.slice(1)}`)
  return address
}

/** Returns the number of the process that started all others of a PostgreSQL server. */
async function postmasterOf(address: string): Promise<number> {
  const { rows } = await withClient(address, (client) =>
    client.query("select pg_read_file('postmaster.pid') as file"),
  )
  return Number.parseInt(rows[0].file, 10)
}

/** The processor time of the processes of a PostgreSQL server that run now. */
function cpuSecondsOfPostgres(postmaster: number): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.reduce((sum, pid) => {
    try {
      const isOfServer = readFileSync(`/proc/${pid}/status`, 'utf8').includes(`\nPPid:\t${postmaster}\n`)
      return isOfServer ? sum + cpuSecondsOf(Number(pid)) : sum
    } catch {
      return sum
    }
  }, 0)
}
