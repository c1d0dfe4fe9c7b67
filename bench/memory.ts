import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { addSecret, hashSecret, newSecret } from '../src/access/client-secrets.ts'
import { createClient, newKey } from '../src/access/clients.ts'
import { createCustomer } from '../src/access/customers.ts'
import { addToken, createAuthorization, newToken } from '../src/access/tokens.ts'
import { createUser } from '../src/access/users.ts'
import type { Library } from '../src/compose.ts'
import { ingestManifest } from '../src/ingest/manifest/ingest-manifest.ts'
import { createAgreement } from '../src/rights/agreements.ts'
import { catchUp } from '../src/search/indexer.ts'
import { writeRecords } from './support/generated-records.ts'
import { ingestPicture } from './support/ingest-picture.ts'
import type { MixedLoad } from './support/mixed-load.ts'
import { runHere, type Started, startVitrine } from './support/processes.ts'
import { report, round, say } from './support/report.ts'
import { withFolder, withLibrary } from './support/with-library.ts'

/** Who sends the requests. */
type Caller = Omit<MixedLoad, 'base' | 'requests' | 'seed'>

/**
 * Whether memory grows with the number of requests: resident memory of the server after 200,000 requests of all kinds,
 * compared with that after 20,000, in one run. Linux only.
 */
const RECORDS = 5000
const [FEW, MANY] = [20_000, 200_000]
const GOAL = 1.1
const DAY_MS = 86_400_000
const SAMPLES = 20
const SAMPLE_EVERY_MS = 500

await withFolder((folder) =>
  withLibrary(async (library, data) => {
    say('Ingesting …')
    await ingestPicture(folder, data)
    const manifest = join(folder, 'records.jsonl')
    await writeRecords(manifest, { from: 0, to: RECORDS })
    await ingestManifest(library, { manifest, format: 'json lines', source: 'bench' })
    await catchUp(library)
    await measure(await signUpUser(library), data)
  }),
)

async function measure(caller: Caller, data: string): Promise<void> {
  const ports = ['--port', '0', '--tls-port', '0']
  const options = ['--json', ...ports, '--log-level', 'warn', '--gallery', '--data', data]
  const server = await startVitrine(['serve', ...options, '--repeat-window-seconds', '0'])
  try {
    await compare(caller, server)
  } finally {
    await server.stop()
  }
}

async function compare(caller: Caller, { line, pid }: Started): Promise<void> {
  const base = JSON.parse(line).http.replace('localhost', '127.0.0.1')
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

/** The least resident memory of a process within ten seconds, in which it may collect what nobody refers to. */
async function residentBytes(pid: number): Promise<number> {
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
