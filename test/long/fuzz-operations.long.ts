import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import fc from 'fast-check'
import { type OwnDocument, readDocument } from '../fidelity/described.ts'
import { type Credentials, openShop, type Shop } from '../fidelity/shop.ts'
import { get } from '../support/library.ts'
import { resolved } from '../support/schemas.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { type FuzzedRequest, requestsOf } from './fuzz/arbitraries.ts'

const SEED = 20_261_128
const RUNS = 100
const MAX_MS = 10_000
/** What only the other customer has written: no answer to anybody else may have it. */
const MARK = 'Kittiwake'

type Named = { readonly method: string; readonly path: string }

/** The errors of operations by their names; empty if there are none. */
type Faults = Map<string, string>

describe('requests made from our own OpenAPI document', () => {
  const lifetime = suiteLifetime()
  let shop: Shop
  let credentials: readonly Credentials[]
  before(async () => {
    shop = await openShop(lifetime)
    const { key, user, client } = shop.customer
    const expired = { key, token: shop.token('expired')! }
    credentials = [user, client, shop.buyer.user, { key }, { key: null }, expired]
  })

  it('get answers as that says, whoever asks, and nothing that belongs to somebody else', async () => {
    const own = await readDocument(shop.server)
    const { json } = await get(`${shop.server.http}/openapi.json`)
    const known = [...shop.images, shop.order, ...(await markOther(shop))]
    const faults: Faults = new Map()
    for (const [path, methods] of Object.entries<Record<string, object>>(json.paths))
      for (const [verb, described] of Object.entries(methods)) {
        const operation = { method: verb.toUpperCase(), path }
        const requests = requestsOf(resolved(described, json), known, credentials.length)
        const holds = fc.asyncProperty(requests, (request) => answersRightly(operation, request, own))
        const { failed, counterexample, errorInstance } = await fc.check(holds, { seed: SEED, numRuns: RUNS })
        const why = `${JSON.stringify(counterexample)}: ${(errorInstance as Error | undefined)?.message}`
        if (failed) faults.set(`${operation.method} ${path}`, why)
      }
    assert.deepEqual(faults, new Map())
  })

  async function answersRightly(operation: Named, request: FuzzedRequest, own: OwnDocument): Promise<void> {
    const startedMs = performance.now()
    const answer = await shop.send({
      method: operation.method,
      address: addressOf(operation, request),
      as: credentials[request.credential]!,
      headers: { 'accept-language': request.language },
      ...(operation.method !== 'GET' && request.body !== undefined && { body: JSON.stringify(request.body) }),
    })
    assert.ok(performance.now() - startedMs < MAX_MS, 'it took too long')
    assert.ok(answer.status < 500, answer.text)
    assert.doesNotMatch(answer.text, new RegExp(MARK), 'it shows what belongs to another customer')
    own.check(operation, answer)
  }
})

/** Has another customer write the mark wherever it can. Returns the ids of what it made. */
async function markOther({ send, signUp, images, unique }: Shop): Promise<string[]> {
  const { user: as } = await signUp()
  const post = async (address: string, body: object, method = 'POST') =>
    (await send({ method, address, as, body: JSON.stringify(body) })).json
  const board = await post('/v3/boards', { name: MARK, description: MARK })
  const comment = await post(`/v3/boards/${board.id}/comments`, { text: MARK })
  const notes = { download_notes: MARK, project_code: MARK }
  await post(`/v3/downloads/images/${images[0]}?auto_download=false&product_type=easyaccess`, notes)
  return [board.id, comment.id, unique()]
}

function addressOf({ path }: Named, request: FuzzedRequest): string {
  const text = (value: unknown) =>
    (typeof value === 'object' ? JSON.stringify(value) : String(value)).toWellFormed()
  const filled = path.replaceAll(/\{([^}]+)\}/g, (_, name) => encodeURIComponent(text(request.path[name])))
  const query = Object.entries(request.query).map(
    ([name, value]) =>
      `${name}=${encodeURIComponent(Array.isArray(value) ? value.map(text).join() : text(value))}`,
  )
  return query.length === 0 ? filled : `${filled}?${query.join('&')}`
}
