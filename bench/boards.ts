import { createClient, newKey } from '../src/access/clients.ts'
import { createCustomer } from '../src/access/customers.ts'
import { addToken, createAuthorization, newToken } from '../src/access/tokens.ts'
import { createUser, type User } from '../src/access/users.ts'
import { addAssets } from '../src/boards/add-assets.ts'
import { createBoard } from '../src/boards/create-board.ts'
import type { Library } from '../src/compose.ts'
import { addRecords } from './support/generated-records.ts'
import { serve } from './support/processes.ts'
import { median, report, round, say } from './support/report.ts'
import { timed } from './support/timed.ts'
import { withLibrary } from './support/with-library.ts'

/**
 * Boards through the port. One user has thirty boards of 100 assets, another one thirty boards of 10,000: how much longer
 * their lists take (`GET /v3/boards`, requests alternating), and how long the largest ones take (`GET /v3/boards/{id}`).
 */
const BOARDS = 30
const [FEW, MANY] = [100, 10_000]
const ROUNDS = 60
const WHOLE_BOARDS = 12
const GOALS = { list: 1.2, boardMs: 500, pageMs: 100 }
const HOUR_MS = 3_600_000

type Person = { readonly token: string; readonly boardIds: readonly string[] }

await withLibrary(async (library, data) => {
  await addRecords(library, data, MANY)
  const key = newKey()
  const client = { name: 'bench', key, qps: null, expiresMs: null, now: library.now() }
  const { id: customerId } = await createCustomer(library.db, { name: 'bench', now: library.now() })
  const { id: clientId } = await createClient(library.db, { ...client, customerId })
  say('Filling boards …')
  const few = await personWith(library, { customerId, clientId, assets: FEW })
  const many = await personWith(library, { customerId, clientId, assets: MANY })

  const server = await serve(data)
  try {
    const { base } = server
    const ask = async (path: string, { token }: Person) => {
      const response = await fetch(base + path, {
        headers: { 'api-key': key, authorization: `Bearer ${token}` },
      })
      if (!response.ok) throw new Error(`${path} returned ${response.status}.`)
      return (await response.json()) as { boards: unknown[]; assets: unknown[] }
    }
    await compareLists(ask, few, many)
    for (const [bench, goal, pathOf] of [
      [`board of ${MANY} assets`, GOALS.boardMs, (id: string) => `/v3/boards/${id}`],
      [`page of 60 of ${MANY} assets`, GOALS.pageMs, (id: string) => `/v1/boards/${id}/assets?page=100`],
    ] as const) {
      const times: number[] = []
      for (const id of many.boardIds.slice(0, WHOLE_BOARDS)) {
        const [ms, { assets }] = await timed(() => ask(pathOf(id), many))
        if (assets.length === 0) throw new Error(`${bench} has no assets.`)
        times.push(ms)
      }
      const ms = median(times)
      report({ bench, ms: round(ms), slowestMs: round(Math.max(...times)), goal, ok: ms <= goal })
    }
  } finally {
    await server.stop()
  }
})

async function compareLists(
  ask: (path: string, person: Person) => Promise<{ boards: unknown[] }>,
  few: Person,
  many: Person,
): Promise<void> {
  const times: { few: number; many: number }[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const [fewMs, one] = await timed(() => ask('/v3/boards', few))
    const [manyMs, other] = await timed(() => ask('/v3/boards', many))
    if (one.boards.length !== BOARDS || other.boards.length !== BOARDS) throw new Error('Boards are missing.')
    if (round > 0) times.push({ few: fewMs, many: manyMs })
  }
  const [fewMs, manyMs] = [median(times.map((it) => it.few)), median(times.map((it) => it.many))]
  const ratio = manyMs / fewMs
  const bench = `list of ${BOARDS} boards of ${MANY} assets, compared with ${FEW}`
  report({
    bench,
    ratio: round(ratio),
    goal: GOALS.list,
    ok: ratio <= GOALS.list,
    ms: round(manyMs),
    fewMs: round(fewMs),
  })
}

/** A user with an access token and boards of this many assets. */
async function personWith(
  { db, now }: Library,
  { customerId, clientId, assets }: { customerId: string; clientId: string; assets: number },
): Promise<Person> {
  const viewer = { now: now(), country: null }
  const user: User = await createUser(db, { customerId, username: `user with ${assets}`, now: now() })
  const ids = (await db.selectFrom('asset').select('id').orderBy('id').limit(assets).execute()).map(
    ({ id }) => id,
  )
  const boardIds: string[] = []
  for (let number = 0; number < BOARDS; number++) {
    const boardId = await createBoard(db, user, { name: `Board ${number}`, description: null }, now())
    await addAssets(db, { boardId, person: user }, { ids, viewer })
    boardIds.push(boardId)
  }
  const expiresMs = now().getTime() + HOUR_MS
  const granted = { clientId, userId: user.id, grantType: 'password', expiresMs, now: now() }
  const authorizationId = await createAuthorization(db, granted)
  const token = newToken()
  await addToken(db, { token, authorizationId, kind: 'access', expiresMs })
  return { token, boardIds }
}
