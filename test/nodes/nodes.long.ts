import assert from 'node:assert/strict'
import { before, describe, it, type TestContext } from 'node:test'
import { sql } from 'kysely'
import { logChange } from '../../src/catalogue/changes.ts'
import { openRecords } from '../../src/compose-records.ts'
import { vitrine } from '../support/cli.ts'
import { ask, signUp, type TestCustomer, userToken } from '../support/customers.ts'
import { download, FIRST_ID, remaining } from '../support/downloads.ts'
import { temporaryFolder } from '../support/library.ts'
import { type SharedLibrary, shareLibrary, startNode } from '../support/nodes.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'

const DOWNLOADS = 200
const LIMIT = 100
const PRODUCT = { type: 'premiumaccess', terms: { period: 'yearly', limit: LIMIT } } as const
/** How soon a node notices what another one has done, and that PostgreSQL is back. */
const [FOLLOW_MS, RECOVERY_MS] = [1000, 10_000]

describe('two nodes with their records in PostgreSQL and their pictures in a bucket', () => {
  const lifetime = suiteLifetime()
  let missing = ''
  let shared: SharedLibrary | null

  before(async () => {
    const skip = (reason: string) => {
      missing = reason
    }
    shared = await shareLibrary({ ...lifetime, skip }, DOWNLOADS)
  })

  const startNodes = (t: TestContext, library: SharedLibrary) =>
    Promise.all([startNode(t, library), startNode(t, library)])

  it('count downloads exactly', async (t) => {
    if (shared === null) return t.skip(missing)
    const { library } = shared
    const customer = await signUp(library, { name: 'Press', products: [PRODUCT] })
    const nodes = await startNodes(t, shared)
    const users = await Promise.all(
      nodes.map(async (server) => ({ server, customer, token: await userToken(server, customer) })),
    )
    const answers = await Promise.all(
      Array.from({ length: DOWNLOADS }, (_, index) => download(users[index % 2]!, FIRST_ID + index)),
    )
    const statuses = answers.map(({ status }) => status).sort()
    assert.deepEqual(statuses, [...Array(LIMIT).fill(200), ...Array(DOWNLOADS - LIMIT).fill(403)])
    for (const user of users) assert.equal(await remaining(user), 0)
    assert.equal(await countOf(customer), LIMIT)
    const { json } = answers.find(({ status }) => status === 200)!
    const { pathname, search } = new URL(json.uri)
    const files = await Promise.all(
      nodes.map(async ({ http }) => Buffer.from(await (await fetch(http + pathname + search)).arrayBuffer())),
    )
    assert.ok(files[0]!.length > 0 && files[0]!.equals(files[1]!), 'both send the same file')
  })

  it('are found right by vitrine doctor', async (t) => {
    if (shared === null) return t.skip(missing)
    const { code, stdout } = await vitrine(['doctor', '--data', await temporaryFolder(t)], shared.settings)
    assert.deepEqual([code, stdout.includes('FAILED')], [0, false], stdout)
    assert.match(stdout, /200 assets in postgres:/)
    const wrong = { ...shared.settings, AWS_SECRET_ACCESS_KEY: 'another' }
    const refused = await vitrine(['doctor', '--data', await temporaryFolder(t)], wrong)
    assert.match(refused.stdout, /FAILED pictures .*SignatureDoesNotMatch/)
  })

  it('log changes in the order of their numbers', async (t) => {
    if (shared === null) return t.skip(missing)
    const { library } = shared
    const other = await openRecords(library.config)
    lifetime.after(() => other.destroy())
    const change = (id: number) => ({ subject: 'asset', ids: [id], kind: 'updated', at: new Date() }) as const
    const [isLogged, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const first = library.db.transaction().execute(async (tx) => {
      await logChange(tx, change(1))
      isLogged.resolve()
      await mayCommit.promise
    })
    await isLogged.promise
    let isSecondDone = false
    const second = other.transaction().execute((tx) => logChange(tx, change(2)))
    void second.then(() => {
      isSecondDone = true
    })
    const waiting = sql`select from pg_locks where locktype = 'advisory' and not granted`
    const hasWaiting = async () => (await waiting.execute(library.db)).rows.length > 0
    await until(hasWaiting, Boolean, FOLLOW_MS)
    assert.equal(isSecondDone, false)
    mayCommit.resolve()
    await Promise.all([first, second])
    const last = await library.db
      .selectFrom('change')
      .select('subjectId')
      .orderBy('seq', 'desc')
      .limit(2)
      .execute()
    assert.deepEqual(last, [{ subjectId: 2 }, { subjectId: 1 }])
  })

  it('refuse a key within a second after a command revoked it', async (t) => {
    if (shared === null) return t.skip(missing)
    const { library } = shared
    const { key, clientId } = await signUp(library, { name: 'Agency' })
    const nodes = await startNodes(t, shared)
    const statuses = () =>
      Promise.all(nodes.map(async (node) => (await ask(node, '/v3/search/images', { key })).status))
    assert.deepEqual(await until(statuses, isAll(200), FOLLOW_MS), [200, 200])
    const { data } = library.config
    const revoked = await vitrine(['keys', 'revoke', clientId, '--data', data], shared.settings)
    assert.equal(revoked.code, 0, revoked.stderr)
    await until(statuses, isAll(403), FOLLOW_MS)
  })

  it('answer 503 while PostgreSQL is killed, and lose nothing', async (t) => {
    if (shared === null) return t.skip(missing)
    const { library } = shared
    const customer = await signUp(library, { name: 'Museum', products: [PRODUCT] })
    const nodes = await startNodes(t, shared)
    const users = await Promise.all(
      nodes.map(async (server) => ({ server, customer, token: await userToken(server, customer) })),
    )
    const sent = Promise.all(
      Array.from({ length: LIMIT }, (_, index) => download(users[index % 2]!, FIRST_ID + index)),
    )
    await until(
      () => countOf(customer),
      (count) => count >= LIMIT / 4,
      RECOVERY_MS,
    )
    await shared.postgres.kill()
    const answers = await sent
    for (const { http } of nodes) {
      const ready = await fetch(`${http}/readyz`)
      assert.deepEqual([ready.status, await ready.json()], [200, { status: 'ready', unreachable: 'records' }])
    }
    const acknowledged = answers.filter(({ status }) => status === 200).length
    for (const { status, headers, json } of answers.filter(({ status }) => status !== 200))
      assert.deepEqual([status, headers.get('retry-after')], [503, '2'], JSON.stringify(json))
    await shared.postgres.start()
    const again = () =>
      Promise.all(Array.from({ length: LIMIT }, (_, index) => download(users[index % 2]!, FIRST_ID + index)))
    await until(again, (repeated) => repeated.every(({ status }) => status === 200), RECOVERY_MS)
    t.diagnostic(`${acknowledged} of ${LIMIT} were acknowledged before PostgreSQL was killed`)
    assert.equal(await countOf(customer), LIMIT)
    for (const user of users) assert.equal(await remaining(user), 0)
  })

  const countOf = async ({ id }: TestCustomer): Promise<number> => {
    const rows = await shared!.library.db
      .selectFrom('download')
      .select('seq')
      .where('customerId', '=', id)
      .execute()
    return rows.length
  }
})

const isAll =
  (expected: number) =>
  (statuses: readonly number[]): boolean =>
    statuses.every((status) => status === expected)
