import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { addSecret, hashSecret, newSecret } from '../src/access/client-secrets.ts'
import { createClient, newKey } from '../src/access/clients.ts'
import { createCustomer } from '../src/access/customers.ts'
import { addToken, createAuthorization, newToken } from '../src/access/tokens.ts'
import { createUser } from '../src/access/users.ts'
import type { Library } from '../src/compose.ts'
import { createAgreement } from '../src/rights/agreements.ts'
import { addRecords } from './support/generated-records.ts'
import { ingestPicture } from './support/ingest-picture.ts'
import type { MixedLoad } from './support/mixed-load.ts'
import { COLLECT_ON_SIGNAL, runHere, type Serving, serve } from './support/processes.ts'
import { report, round, say } from './support/report.ts'
import { withLibrary } from './support/with-library.ts'

/** Who sends the requests. */
type Caller = Omit<MixedLoad, 'base' | 'requests' | 'seed'>

/**
 * Whether memory grows with the number of requests: resident memory of the server after 200,000 requests of all kinds,
 * compared with that after 20,000, in one run. The garbage is collected before each measurement: when it is collected otherwise
 * depends on the load, and there may be hundreds of megabytes. The memory for answers is smaller than by default, so that
 * it is full before the first measurement and its growth to its limit is not taken for a leak. Linux only.
 */
const RECORDS = 5000
const ANSWER_MEMORY = ['--max-answer-memory-bytes', String(8 * 2 ** 20)]
const [FEW, MANY] = [20_000, 200_000]
const GOAL = 1.1
const DAY_MS = 86_400_000
const SAMPLES = 20
const SAMPLE_EVERY_MS = 500

await withLibrary(async (library, data) => {
  await ingestPicture(data)
  await addRecords(library, data, RECORDS)
  await measure(await signUpUser(library), data)
})

async function measure(caller: Caller, data: string): Promise<void> {
  const options = ['--gallery', '--repeat-window-seconds', '0', ...ANSWER_MEMORY]
  const server = await serve(data, options, COLLECT_ON_SIGNAL)
  try {
    await compare(caller, server)
  } finally {
    await server.stop()
  }
}

async function compare(caller: Caller, { base, pid }: Serving): Promise<void> {
  const send = async (requests: number, seed: number) => {
    await runHere('mixed-load.ts', [JSON.stringify({ ...caller, base, requests, seed })])
    return residentBytes(pid)
  }
  const early = await send(FEW, 1)
  say(`after ${FEW} requests: ${megabytes(early)} MB`)
  let late = early
  for (let sent = 2 * FEW; sent <= MANY; sent += FEW) {
    late = await send(FEW, sent)
    say(`after ${sent} requests: ${megabytes(late)} MB`)
  }
  const ratio = late / early
  report({
    bench: `memory after ${MANY} requests against ${FEW}`,
    ratio: round(ratio),
    goal: GOAL,
    ok: ratio <= GOAL,
    earlyMegabytes: megabytes(early),
    lateMegabytes: megabytes(late),
  })
}

function megabytes(bytes: number): number {
  return round(bytes / 1024 ** 2)
}

/** The least resident memory of a process within ten seconds after it has collected its garbage. */
async function residentBytes(pid: number): Promise<number> {
  process.kill(pid, 'SIGUSR2')
  let least = Number.POSITIVE_INFINITY
  for (let sample = 0; sample < SAMPLES; sample++) {
    await delay(SAMPLE_EVERY_MS)
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    least = Math.min(least, Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)![1]) * 1024)
  }
  return least
}

/** A user of a customer who may do everything that the load does. */
async function signUpUser({ db, now }: Library): Promise<Caller> {
  const [key, secret, token] = [newKey(), newSecret(), newToken()]
  const at = now()
  await db.transaction().execute(async (tx) => {
    const { id: customerId } = await createCustomer(tx, { name: 'Bench', now: at })
    const { id: clientId } = await createClient(tx, {
      name: 'bench',
      key,
      qps: null,
      expiresMs: null,
      abilities: ['changes-creative-image'],
      grants: ['client_credentials', 'password'],
      customerId,
      now: at,
    })
    await addSecret(tx, { clientId, secretHash: hashSecret(secret), prefix: secret, now: at })
    const { id: userId } = await createUser(tx, {
      customerId,
      username: 'bench',
      passwordHash: null,
      now: at,
    })
    const products = [{ type: 'easyaccess', terms: { largestSize: 'xx_large' } }] as const
    await createAgreement(tx, { customerId, name: 'Bench', startsMs: 0, endsMs: null, products, now: at })
    const expiresMs = at.getTime() + DAY_MS
    const owner = { clientId, userId, grantType: 'password' } as const
    const authorizationId = await createAuthorization(tx, { ...owner, expiresMs, now: at })
    await addToken(tx, { token, authorizationId, kind: 'access', expiresMs })
  })
  return { key, secret, token }
}
