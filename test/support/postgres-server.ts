import { execFile } from 'node:child_process'
import { chown, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort } from './free-port.ts'
import { type ServerProcess, serverProcess } from './server-process.ts'
import { skip } from './test-data.ts'

/** Where Debian has the programs of each version. */
const DEBIAN = '/usr/lib/postgresql'
const SUPERUSER = 'postgres'

/** A PostgreSQL server for tests, in a temporary folder. */
export type PostgresServer = ServerProcess & {
  /** Returns the address of one of its databases. */
  address(database: string): string
}

/** What a server is started for: a test, or a benchmark. */
type Lifetime = {
  after(done: () => Promise<void>): void
  skip(reason: string): void
}

/** Starts a server that ends with the test; null, or a failed test, where PostgreSQL is not installed. */
export async function startPostgres(t: Lifetime): Promise<PostgresServer | null> {
  return startIn(t, async (run) => {
    const options = ['-U', SUPERUSER, '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync']
    await run('initdb', ['-D', 'data', ...options])
  })
}

/** Starts a copy of a server, which follows it and can only be read. */
export async function startReplica(t: Lifetime, primary: PostgresServer): Promise<PostgresServer> {
  const { hostname, port } = new URL(primary.address(SUPERUSER))
  const replica = await startIn(t, async (run) => {
    const from = ['-h', hostname, '-p', port, '-U', SUPERUSER, '--checkpoint=fast', '--no-sync']
    await run('pg_basebackup', ['-D', 'data', '--write-recovery-conf', ...from])
  })
  return replica!
}

/** Starts a server with the files that `prepare` puts into the folder "data" of its folder. */
async function startIn(
  t: Lifetime,
  prepare: (run: (program: string, args: readonly string[]) => Promise<unknown>) => Promise<void>,
): Promise<PostgresServer | null> {
  const programs = await findPrograms()
  if (programs === null) {
    skip(t, 'PostgreSQL is not installed (apt-get install postgresql).')
    return null
  }
  const owner = await ownerOfServers()
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-postgres-'))
  if (owner !== null) await chown(folder, owner.uid, owner.gid)
  const options = { ...owner, cwd: folder }
  await prepare((program, args) => promisify(execFile)(join(programs, program), args, options))
  const port = await freePort()
  const address = (database: string) => `postgres://${SUPERUSER}@127.0.0.1:${port}/${database}`
  const server = serverProcess({
    program: join(programs, 'postgres'),
    args: ['-D', 'data', '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1'],
    options,
    answers: () => runInPostgres(address(SUPERUSER), 'select 1'),
  })
  t.after(async () => {
    await server.end('SIGINT')
    await rm(folder, { recursive: true, force: true })
  })
  await server.start()
  return { address, ...server }
}

/** Runs one statement in a database. */
export async function runInPostgres(address: string, statement: string): Promise<void> {
  await withClient(address, (client) => client.query(statement))
}

/** Does some work with a connection to a database. */
export async function withClient<Result>(
  address: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Makes all transactions of all databases read-only, as on a server that is a copy of another; or not any more. */
export const makeReadOnly = (server: PostgresServer, isReadOnly: boolean): Promise<void> =>
  withClient(server.address('postgres'), async (client) => {
    await client.query('set default_transaction_read_only = off')
    await client.query(`alter system set default_transaction_read_only = ${isReadOnly ? 'on' : 'off'}`)
    await client.query('select pg_reload_conf()')
  })

/** Returns the folder of the newest version that is installed; null if there is none. */
async function findPrograms(): Promise<string | null> {
  const versions = (await readdir(DEBIAN).catch(() => [])).map(Number).filter(Number.isFinite)
  return versions.length === 0 ? null : join(DEBIAN, String(Math.max(...versions)), 'bin')
}

/** PostgreSQL does not run as root: then its own user runs it. */
async function ownerOfServers(): Promise<{ uid: number; gid: number } | null> {
  if (process.getuid?.() !== 0) return null
  const users = await readFile('/etc/passwd', 'utf8')
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(users)!
  return { uid: Number(uid), gid: Number(gid) }
}
