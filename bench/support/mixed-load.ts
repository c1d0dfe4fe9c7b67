import { Agent, type IncomingMessage, request } from 'node:http'
import { randomFrom } from '../../src/lib/random.ts'

/**
 * Sends requests of all kinds, eight at a time: searches, metadata, errors, tokens, downloads, boards, change sets, usage,
 * pages. Run as a separate process: `mixed-load.ts LOAD`, with a `MixedLoad` as JSON.
 */
export type MixedLoad = {
  readonly base: string
  readonly key: string
  readonly secret: string
  /** An access token of a user. */
  readonly token: string
  readonly requests: number
  /** Other numbers make other requests. */
  readonly seed: number
}

const CONCURRENCY = 8
const IMAGES = 1000
const SYLLABLES = [...'bdfghklmnprstvz'].flatMap((consonant) =>
  [...'aeiou'].map((vowel) => consonant + vowel),
)
const { base, key, secret, token, requests, seed }: MixedLoad = JSON.parse(process.argv[2]!)
const random = randomFrom(seed)
const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY })
let left = requests

const pick = <T>(values: readonly T[]): T => values[random.below(values.length)]!
const word = () => pick(SYLLABLES) + pick(SYLLABLES) + pick(SYLLABLES)
const image = () => 100_000_001 + random.below(IMAGES)
const search = () => send('GET', `/v3/search/images?page_size=30&phrase=${word()}%20OR%20${word()}`)

const KINDS: readonly (() => Promise<unknown>)[] = [
  ...Array.from({ length: 8 }, () => search),
  () =>
    send('GET', `/v3/search/images/creative?fields=detail_set&include_facets=true&phrase=${pick(SYLLABLES)}`),
  () => send('GET', `/v3/images/${image()}?fields=detail_set,display_set`),
  () => send('GET', `/v3/images/${image()}/similar`),
  () => send('GET', pick(['/v3/countries', '/v3/collections', '/v3/products', '/v1/usage', '/v3/downloads'])),
  () =>
    send('GET', pick([`/v3/images?ids=${word()}`, `/v3/search/images?colour=${word()}`, `/v3/${word()}`])),
  () => send('GET', '/v3/countries', { bearer: word() }),
  () =>
    send('POST', '/oauth2/token', {
      form: { grant_type: 'client_credentials', client_id: key, client_secret: secret },
    }),
  () => send('GET', pick(['/', `/detail/x/${image()}`, '/openapi.json', '/healthz', `/${word()}`])),
  changes,
  download,
  board,
]

await Promise.all(
  Array.from({ length: CONCURRENCY }, async () => {
    while (left > 0) await pick(KINDS)()
  }),
)
process.exit(0)

async function download(): Promise<void> {
  const { uri } = await send('POST', '/v3/downloads/images/100000001?auto_download=false')
  if (uri) await send('GET', uri.slice(new URL(uri).origin.length))
}

async function changes(): Promise<void> {
  const { change_set_id: id } = await send('PUT', '/v3/asset-changes/change-sets?channel_id=1&batch_size=10')
  if (id) await send('DELETE', `/v3/asset-changes/change-sets/${id}`)
}

async function board(): Promise<void> {
  const { id } = await send('POST', '/v3/boards', { json: { name: word() } })
  await send('PUT', `/v3/boards/${id}/assets/${image()}`)
  await send('POST', `/v3/boards/${id}/comments`, { json: { text: word() } })
  await send('GET', `/v3/boards/${id}`)
  await send('DELETE', `/v3/boards/${id}`)
}

type Body = { json?: object; form?: Record<string, string>; bearer?: string }

/** Sends a request and returns the members of the answer, none if it is no JSON. */
function send(
  method: string,
  path: string,
  { json, form, bearer = token }: Body = {},
): Promise<Record<string, string>> {
  left--
  const body = json ? JSON.stringify(json) : form ? String(new URLSearchParams(form)) : ''
  const type = json ? 'application/json' : 'application/x-www-form-urlencoded'
  const headers = {
    'api-key': key,
    ...(form === undefined && { authorization: `Bearer ${bearer}` }),
    ...(body !== '' && { 'content-type': type, 'content-length': Buffer.byteLength(body) }),
  }
  return new Promise((resolve, reject) => {
    const sent = request(base + path, { method, agent, headers }, (response) => {
      read(response, path).then(resolve, reject)
    })
    sent.on('error', (cause: NodeJS.ErrnoException) => {
      // On a busy machine, the server may close an idle connection just when it is used again.
      if (sent.reusedSocket && cause.code === 'ECONNRESET')
        send(method, path, { ...(json && { json }), ...(form && { form }), bearer }).then(resolve, reject)
      else reject(new Error(`${method} ${path} failed.`, { cause }))
    })
    sent.end(body)
  })
}

async function read(response: IncomingMessage, path: string): Promise<Record<string, string>> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  if (response.statusCode! >= 500) throw new Error(`${path} returned ${response.statusCode}.`)
  const isJson = /json/.test(response.headers['content-type'] ?? '')
  return isJson && chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {}
}
