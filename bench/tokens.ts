import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { compareRates } from './support/compare-rates.ts'
import { signUp, tokenForm } from './support/customer.ts'
import { perSecond, serve, startHere } from './support/processes.ts'
import { withFolder } from './support/with-library.ts'

/**
 * The cost of checking a client that asks for a token: client_credentials requests per second of the server compared with
 * a bare Fastify route that makes the same rows as durably, alternating in one run, each on records of its own.
 */
const ROUNDS = 7
const SECONDS = 3
const GOAL = 0.4

await withFolder(async (folder) => {
  const data = join(folder, 'data')
  const client = await signUp(data)
  await cp(data, join(folder, 'bare'), { recursive: true })
  const server = await serve(data)
  const bare = await startHere('bare-tokens.ts', [join(folder, 'bare', 'records.db'), client.id])
  const ask = (base: string) =>
    perSecond({
      url: `${base}/oauth2/token`,
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: tokenForm(client).toString(),
      seconds: SECONDS,
    })
  const { base } = server
  await compareRates({
    bench: 'tokens',
    rounds: ROUNDS,
    goal: GOAL,
    ours: () => ask(base),
    bare: () => ask(bare.line),
  })
  await Promise.all([server.stop(), bare.stop()])
})
