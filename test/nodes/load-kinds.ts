import assert from 'node:assert/strict'
import type { CommandResult } from '../support/cli.ts'
import { command } from '../support/command.ts'
import { type TestCustomer, userToken } from '../support/customers.ts'
import { FIRST_ID } from '../support/downloads.ts'
import { until } from '../support/until.ts'
import type { LoadedNodes } from './failure-rounds.ts'
import { answerOf, type LoadAnswer, type LoadKind } from './load.ts'

const WITHIN_MS = 60_000

/** Who sends requests: a user with a board, and the addresses of pictures. */
export type LoadingUser = Awaited<ReturnType<typeof loadingUser>>

/** Signs a customer's user in, and waits until all nodes know both. */
export async function loadingUser({ nodes }: LoadedNodes, customer: TestCustomer) {
  const known = (path: string, headers: Record<string, string>, what: RegExp) =>
    until(
      async () => Promise.all(nodes.map(({ http }) => answerOf(http + path, { headers }))),
      (answers) => answers.every(({ status, text }) => status === 200 && what.test(text)),
      WITHIN_MS,
    )
  await known('/v3/countries', { 'api-key': customer.key }, /NOR/)
  const token = await userToken(nodes[0]!, customer)
  const headers = { 'api-key': customer.key, authorization: `Bearer ${token}` }
  await known(`/v1/images/${FIRST_ID}/license-options`, headers, /premiumaccess/)
  const send = (node: number, path: string, method = 'GET', more: object = {}, body?: object) =>
    answerOf(nodes[node]!.http + path, {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }), ...more },
      ...(body && { body: JSON.stringify(body) }),
    })
  const board = JSON.parse((await send(0, '/v3/boards', 'POST', {}, { name: 'Load' })).text).id as string
  const found = await send(1, '/v3/search/images?fields=display_set&page_size=100')
  const pictures = [...found.text.matchAll(/"uri":"https?:\/\/[^/"]+(\/[^"]+)"/g)].map(([, path]) => path!)
  assert.ok(pictures.length > 0, found.text)
  return { customer, send, board, pictures }
}

/** The requests of a user. Their numbers say what they write. */
export function kindsOf(
  { library, images }: LoadedNodes,
  { send, board, pictures }: LoadingUser,
): Record<string, LoadKind> {
  const reading = { writes: false, takesFiles: false }
  const writing = { writes: true, takesFiles: false }
  const { data, records } = library.config
  const run = (...args: string[]) => command([...args, '--data', data, '--records', records!]).then(answerTo)
  return {
    search: {
      ...reading,
      weight: 12,
      send: (node, number) =>
        send(node, `/v3/search/images/creative?exclude_keyword_ids=${1_000_000 + number}`),
    },
    image: {
      ...reading,
      weight: 12,
      send: (node, _, random) =>
        send(node, `/v3/images/${FIRST_ID + random.below(images)}?fields=detail_set`),
    },
    picture: {
      weight: 8,
      writes: false,
      takesFiles: true,
      send: (node, _, random) => send(node, random.pick(pictures)),
    },
    download: {
      weight: 10,
      writes: true,
      takesFiles: true,
      send: (node, number) =>
        send(node, downloadPath(imageOf(number, images)), 'POST', { 'idempotency-key': `order ${number}` }),
    },
    board: {
      ...writing,
      weight: 4,
      send: (node, number) => send(node, `/v3/boards/${board}/assets/${imageOf(number, images)}`, 'PUT'),
    },
    comment: {
      ...writing,
      weight: 3,
      send: (node, number) =>
        send(node, `/v3/boards/${board}/comments`, 'POST', {}, { text: `Comment ${number}` }),
    },
    key: { ...writing, weight: 1, send: () => run('keys', 'create', '--name', 'Load', '--json') },
    edit: {
      ...writing,
      weight: 1,
      send: (_, number) =>
        run('assets', 'edit', String(imageOf(number, images)), '--title', titleOf(board, number)),
    },
  }
}

/** The image that a request is about. */
export const imageOf = (number: number, images: number) => FIRST_ID + (number % images)
/** The title that a request gives an image, in which is nothing else. */
export const titleOf = (board: string, number: number) =>
  `t${board.replaceAll('-', '').slice(0, 8)}x${number}`
/** Where an image is downloaded. */
export const downloadPath = (image: number) => `/v3/downloads/images/${image}?auto_download=false`

/** What a node would have answered instead of a command. */
function answerTo({ code, stdout, stderr }: CommandResult): LoadAnswer {
  if (code === 0) return { status: 200, retryAfter: null, text: stdout }
  const isAway = stderr.startsWith('The records cannot be reached')
  return { status: isAway ? 503 : 500, retryAfter: '2', text: stderr }
}
