import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { TestContext } from 'node:test'
import { mapInOrder } from '../../src/lib/map-in-order.ts'
import { type Random, randomFrom } from '../../src/lib/random.ts'
import { signUp } from '../support/customers.ts'
import { downloadOf } from '../support/downloads.ts'
import type { TestLibrary } from '../support/library.ts'
import { until } from '../support/until.ts'
import type { KillableNode } from './killable-node.ts'
import { type Loaded, type LoadKind, moreAnswers, startLoad } from './load.ts'
import { downloadPath, imageOf, kindsOf, type LoadingUser, loadingUser, titleOf } from './load-kinds.ts'

/** How often each part fails; `npm run test:kill` sets more rounds. */
export const ROUNDS = Number(process.env.VITRINE_TEST_KILLS ?? 1)
const SEED = 16
const PRODUCT = { type: 'premiumaccess', terms: { period: 'yearly', limit: 10_000 } } as const
/** More than the load; so each request is counted. */
const QPS = 10_000
/** How soon errors end after a part is back, and how long a part is away at least, in answers. */
const [RECOVERY_MS, AWAY] = [10_000, 75]
const WITHIN_MS = 60_000
const REPEATED_AT_ONCE = 8

/** Two nodes, and their library of so many images. */
export type LoadedNodes = {
  readonly library: TestLibrary
  readonly images: number
  readonly nodes: readonly Pick<KillableNode, 'http' | 'log'>[]
}

/** Something that fails, and comes back. */
export type Part = {
  readonly fail: () => Promise<void>
  readonly restore: () => Promise<void>
  /** Whether a request may be answered by 503 meanwhile, or not at all. */
  readonly concerns: (request: Loaded, kind: LoadKind) => '503' | 'no answer' | null
}

/**
 * Lets parts fail, one after the other, while both nodes answer requests. Checks which requests fail, that they succeed soon
 * after a part is back, and that what was acknowledged is there once, and found.
 *
 * @param partOf says what fails in a round.
 */
export async function failInRounds(
  t: TestContext,
  loaded: LoadedNodes,
  partOf: (random: Random) => Part | Promise<Part>,
): Promise<void> {
  const random = randomFrom(SEED)
  for (let round = 0; round < ROUNDS; round++)
    await runRound(t, loaded, { part: await partOf(random), seed: random.below(2 ** 31) })
}

async function runRound(
  t: TestContext,
  loaded: LoadedNodes,
  { part: { fail, restore, concerns }, seed }: { readonly part: Part; readonly seed: number },
): Promise<void> {
  const { library, nodes } = loaded
  const customer = await signUp(library, { name: `Press ${randomUUID()}`, products: [PRODUCT], qps: QPS })
  const user = await loadingUser(loaded, customer)
  const kinds = kindsOf(loaded, user)
  const load = startLoad(kinds, seed)
  t.after(load.stop)
  const logged = nodes.map((node) => node.log().length)
  await moreAnswers(load, AWAY)
  assert.deepEqual(
    load.answered.find((request) => !isDone(request)),
    undefined,
    'all is well before',
  )
  await fail()
  const failedMs = performance.now()
  await moreAnswers(load, AWAY)
  await restore()
  const restoredMs = performance.now()
  const succeeds = async () => load.answered.slice(-AWAY).every(isDone)
  await until(succeeds, Boolean, WITHIN_MS)
  await load.stop()

  const failed = load.answered.filter((request) => !isDone(request))
  for (const request of failed) {
    const expected = concerns(request, kinds[request.kind]!)
    const what = `${JSON.stringify(request)}, because ${causeOf(request, nodes[request.node]!.log())}`
    assert.notEqual(expected, null, `it does not need what failed: ${what}`)
    if (expected === 'no answer') assert.equal(request.status, null, what)
    else assert.deepEqual([request.status, request.retryAfter], [503, '2'], what)
    assert.ok(request.sentMs < restoredMs + RECOVERY_MS, `it fails too long: ${what}`)
  }
  for (const [index, node] of nodes.entries()) compareLog(node.log().slice(logged[index]))
  const charged = await repeatDownloads(loaded, user, load.answered)
  await compareRecords(loaded, user, load.answered)
  const found = await findEdited(loaded, user, load.answered)
  const lastMs = Math.max(restoredMs, ...failed.map(({ sentMs }) => sentMs))
  t.diagnostic(
    `${load.answered.length} requests, ${failed.length} failed (${countsOf(failed)}) while it was away for ` +
      `${Math.round(restoredMs - failedMs)} ms; the last ${Math.round(lastMs - restoredMs)} ms after its return; ` +
      `${charged} downloads were charged once each; ${found} edited images are found`,
  )
}

/** Repeats all downloads, by their keys and without, and returns how many were charged. */
async function repeatDownloads(
  { library, images }: LoadedNodes,
  { customer, send }: LoadingUser,
  answered: readonly Loaded[],
): Promise<number> {
  const ids = new Set<string>()
  const repeat = async ({ number, status, text }: Loaded) => {
    const path = downloadPath(imageOf(number, images))
    const again = await send(number % 2, path, 'POST', { 'idempotency-key': `order ${number}` })
    assert.equal(again.status, 200, again.text)
    const id = downloadIn(again.text)
    if (status === 200) assert.equal(id, downloadIn(text), 'a repeat is the download that was acknowledged')
    const withoutKey = await send(1 - (number % 2), path, 'POST')
    assert.equal(downloadIn(withoutKey.text), id, 'so is one without its key')
    ids.add(id)
  }
  const downloads = answered.filter(({ kind }) => kind === 'download')
  for await (const _ of mapInOrder(downloads, REPEATED_AT_ONCE, repeat));
  const { db } = library
  const rows = await db.selectFrom('download').select('id').where('customerId', '=', customer.id).execute()
  assert.deepEqual(new Set(rows.map(({ id }) => id)), ids)
  assert.equal(rows.length, ids.size)
  const { text } = await send(0, '/v3/products')
  assert.equal(JSON.parse(text).products[0].downloads_remaining, PRODUCT.terms.limit - ids.size)
  return ids.size
}

/** Checks that what was acknowledged is in the records. */
async function compareRecords(
  { library: { db }, images }: LoadedNodes,
  { board, send }: LoadingUser,
  answered: readonly Loaded[],
): Promise<void> {
  const done = (kind: string) => answered.filter((request) => request.kind === kind && isDone(request))
  const onBoard = await db.selectFrom('boardAsset').select('assetId').where('boardId', '=', board).execute()
  const assets = new Set(onBoard.map(({ assetId }) => assetId))
  for (const { number } of done('board')) assert.ok(assets.has(imageOf(number, images)), `${number} is lost`)
  const comments = await db.selectFrom('boardComment').select('text').where('boardId', '=', board).execute()
  const texts = comments.map(({ text }) => text)
  assert.equal(new Set(texts).size, texts.length, 'none is there twice')
  for (const { number } of done('comment'))
    assert.ok(texts.includes(`Comment ${number}`), `${number} is lost`)
  for (const { text } of done('key'))
    for (const node of [0, 1]) {
      const isKnown = () =>
        send(node, '/v3/countries', 'GET', { 'api-key': JSON.parse(text).key, authorization: '' })
      await until(isKnown, ({ status }) => status === 200, RECOVERY_MS)
    }
}

/** Checks that both nodes find each image by the title that it was given last, and returns how many there are. */
async function findEdited(
  { images }: LoadedNodes,
  { board, send }: LoadingUser,
  answered: readonly Loaded[],
): Promise<number> {
  const edits = answered.filter(({ kind }) => kind === 'edit').sort((a, b) => a.number - b.number)
  const last = new Map(edits.map((edit) => [imageOf(edit.number, images), edit]))
  const done = [...last].filter(([, edit]) => isDone(edit))
  for (const [image, { number }] of done)
    for (const node of [0, 1]) {
      const search = () => send(node, `/v3/search/images?fields=id&phrase=${titleOf(board, number)}`)
      const isFound = ({ text }: { text: string }) => JSON.parse(text).images?.[0]?.id === String(image)
      await until(search, isFound, RECOVERY_MS)
    }
  return done.length
}

const downloadIn = (text: string) => downloadOf(JSON.parse(text).uri)
const isDone = ({ status }: Loaded) => status === 200 || status === 201

/** Checks that a loop which fails again and again in the same way says so once. */
function compareLog(log: string): void {
  const told = log
    .split('\n')
    .filter((line) => line.includes('following a change failed'))
    .map((line) => {
      const { what, thread, err } = JSON.parse(line)
      return `${what} ${thread} ${err.message}`
    })
  assert.deepEqual(
    told.filter((what, index) => told.indexOf(what) !== index),
    [],
  )
}

/** Returns what a node logged of a request that failed. */
function causeOf({ text }: Loaded, log: string): string {
  const [, id = 'no id'] = /request id ([0-9a-f-]+)/.exec(text) ?? []
  return log.split('\n').find((line) => line.includes(id)) ?? 'of what its log does not say'
}

/** How many requests failed, by kind and status. */
function countsOf(failed: readonly Loaded[]): string {
  const counts = new Map<string, number>()
  for (const { kind, status } of failed) {
    const what = `${kind} ${status ?? 'no answer'}`
    counts.set(what, (counts.get(what) ?? 0) + 1)
  }
  return [...counts].map(([what, count]) => `${count} × ${what}`).join(', ')
}
