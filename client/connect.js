// @ts-check

import { fetchFile } from './fetch-file.js'
import { OPERATIONS } from './operations.gen.js'
import { itemsOf } from './pages.js'
import { requestOf } from './request.js'
import { send } from './send.js'
import { tokensFor } from './tokens.js'

/**
 * @typedef {object} Settings
 * @property {string} url of the server, such as `https://pictures.example`; empty in a page that the server itself sent
 * @property {string} [language] of names in responses, such as `de` (Accept-Language)
 * @property {() => Record<string, string> | Promise<Record<string, string>>} [headers] further headers of each request
 * @property {typeof globalThis.fetch} [fetch] used instead of the global one
 */

/**
 * @typedef {object} CallOptions
 * @property {AbortSignal} [signal]
 * @property {string} [idempotencyKey] names a download or a licence, so that a repeat is not charged again; random by
 *   default
 */

/**
 * @typedef {import('./types.gen.ts').Operations} Operations
 * @typedef {keyof Operations} Name
 */
/**
 * The arguments of a call; an operation that needs none may be called without.
 * @template {Name} N
 * @typedef {{} extends Operations[N]['arguments'] ? [args?: Operations[N]['arguments'], options?: CallOptions]
 *   : [args: Operations[N]['arguments'], options?: CallOptions]} Call
 */
/**
 * Each operation of the API by its operationId.
 * @typedef {{ readonly [N in Name]: (...call: Call<N>) => Promise<Operations[N]['response']> }} Methods
 */
/**
 * The operations whose responses have pages.
 * @typedef {{ [N in Name]: [Operations[N]['item']] extends [never] ? never : N }[Name]} PagedName
 */
/**
 * @typedef {object} Helpers
 * @property {<N extends PagedName>(name: N, ...call: Call<N>) => AsyncGenerator<Operations[N]['item'], void, undefined>} each
 *   yields the items of all pages of an operation
 * @property {(uri: string, options?: import('./fetch-file.js').FileOptions) => Promise<import('./fetch-file.js').FetchedFile>} fetchFile
 *   fetches a file by the link of a download, with progress, and continues when the connection breaks
 */
/** @typedef {Methods & Helpers} Client */

/**
 * Returns a client of a server: a method for each operation, `each` for those with pages, and `fetchFile`.
 * @param {Settings & import('./tokens.js').Credentials} settings
 * @returns {Client}
 */
export function connect({ url, language, headers, fetch = globalThis.fetch, ...credentials }) {
  const base = url.replace(/\/+$/, '')
  const connection = {
    url: base,
    key: credentials.key,
    tokens: tokensFor(base, credentials, fetch),
    fetch,
    headers: async () => ({
      ...(language !== undefined && { 'accept-language': language }),
      ...(await headers?.()),
    }),
  }
  /** @param {string} name @param {Record<string, any>} [args] @param {CallOptions} [options] */
  const call = (name, args, options) => callOperation(connection, name, args, options)
  const methods = Object.fromEntries(
    Object.keys(OPERATIONS).map((name) => [
      name,
      (/** @type {any} */ args, /** @type {any} */ options) => call(name, args, options),
    ]),
  )
  return /** @type {any} */ ({
    ...methods,
    /** @param {string} name @param {Record<string, any>} [args] @param {CallOptions} [options] */
    each(name, args, options) {
      const { items } = OPERATIONS[name] ?? {}
      if (items === undefined) throw new TypeError(`${name} is no operation with pages.`)
      return itemsOf((page) => call(name, { ...args, page }, options), items)
    },
    /** @param {string} uri @param {import('./fetch-file.js').FileOptions} [options] */
    fetchFile: (uri, options = {}) => fetchFile(uri, options, fetch),
  })
}

/**
 * @param {import('./send.js').Connection} connection
 * @param {string} name
 * @param {Record<string, any>} [args]
 * @param {CallOptions} [options]
 */
async function callOperation(connection, name, args = {}, { signal, idempotencyKey } = {}) {
  const operation = /** @type {import('./request.js').Operation} */ (OPERATIONS[name])
  // With the link in the response the caller can show progress and continue; a redirect would be followed here.
  const values = operation.query.includes('auto_download') ? { auto_download: false, ...args } : args
  const request = requestOf(name, operation, values)
  if (operation.once) request.headers['idempotency-key'] = idempotencyKey ?? randomKey()
  const isRepeatable = operation.once === true || operation.method !== 'POST'
  const response = await send(connection, request, { ...(signal && { signal }), isRepeatable })
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '')
  return isJson ? /** @type {any} */ (await response.json()) : null
}

const randomKey = () =>
  Array.from(globalThis.crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
