// @ts-check

import { fetchFile } from './fetch-file.js'
import { OPERATIONS } from './operations.gen.js'
import { itemsOf } from './pages.js'
import { linkRequest, requestOf } from './request.js'
import { send } from './send.js'
import { tokensFor } from './tokens.js'

/**
 * @typedef {object} Settings
 * @property {string} url of the server, such as `https://pictures.example`; empty in a page that the server itself sent
 * @property {string} [language] of names in responses, such as `de` (Accept-Language)
 * @property {() => Record<string, string> | Promise<Record<string, string>>} [headers] further headers of each request
 * @property {number} [timeoutSeconds] after which a connection has stalled on which nothing comes; 30 by default
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
 * @template {Name} N
 * @typedef {Omit<Operations[N]['arguments'], 'page'> & { page?: never }} AllPages
 */
/**
 * The arguments of a call of all pages.
 * @template {Name} N
 * @typedef {{} extends Operations[N]['arguments'] ? [args?: AllPages<N>, options?: CallOptions]
 *   : [args: AllPages<N>, options?: CallOptions]} PagedCall
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
 * @property {<N extends PagedName>(name: N, ...call: PagedCall<N>) => AsyncGenerator<Operations[N]['item'], void, undefined>} each
 *   yields the items of all pages of an operation
 * @property {(uri: string, options?: import('./fetch-file.js').FileOptions) => Promise<import('./fetch-file.js').FetchedFile>} fetchFile
 *   fetches a file by the link of a download, with progress, and continues when the connection breaks
 * @property {(link: LinkRequest, options?: CallOptions) => Promise<any>} follow sends a request to an address of the server
 */
/** @typedef {Methods & Helpers} Client */

/**
 * A request by an address instead of the name of an operation.
 * @typedef {object} LinkRequest
 * @property {string} uri a link in a response, or a path of the server
 * @property {string} [method] GET by default
 * @property {object} [body] sent as JSON
 * @property {boolean} [once] whether the request charges something, so that it needs an Idempotency-Key
 */

/**
 * Returns a client of a server: a method for each operation, `each` for those with pages, `follow` for links in
 * responses, and `fetchFile`.
 * @param {Settings & import('./tokens.js').Credentials} settings
 * @returns {Client}
 */
export function connect({
  url,
  language,
  headers,
  timeoutSeconds = 30,
  fetch = globalThis.fetch,
  ...credentials
}) {
  const server = { url: url.replace(/\/+$/, ''), fetch, timeoutSeconds }
  const connection = {
    ...server,
    tokens: tokensFor(server, credentials),
    headers: async () => ({
      ...(language !== undefined && { 'accept-language': language }),
      ...(await headers?.()),
      'api-key': credentials.key,
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
      if (args?.page !== undefined) throw new TypeError('each reads all pages and takes no page.')
      return itemsOf((page) => call(name, { ...args, page }, options), items)
    },
    /** @param {LinkRequest} link @param {CallOptions} [options] */
    follow: async (link, options) =>
      sendOf(connection, linkRequest(server.url, link), link.once === true, options),
    /** @param {string} uri @param {import('./fetch-file.js').FileOptions} [options] */
    fetchFile: (uri, options = {}) => fetchFile(uri, options, server),
  })
}

/**
 * @param {import('./send.js').Connection} connection
 * @param {string} name
 * @param {Record<string, any>} [args]
 * @param {CallOptions} [options]
 */
async function callOperation(connection, name, args = {}, options) {
  const operation = /** @type {import('./request.js').Operation} */ (OPERATIONS[name])
  // With the link in the response the caller can show progress and continue; a redirect would be followed here.
  const values = operation.query.includes('auto_download') ? { auto_download: false, ...args } : args
  return sendOf(connection, requestOf(name, operation, values), operation.once === true, options)
}

/**
 * @param {import('./send.js').Connection} connection
 * @param {import('./request.js').ApiRequest} request
 * @param {boolean} once whether the request takes an Idempotency-Key
 * @param {CallOptions} [options]
 */
async function sendOf(connection, request, once, { signal, idempotencyKey } = {}) {
  if (once) request.headers['idempotency-key'] = idempotencyKey ?? randomKey()
  return send(connection, request, { signal, isRepeatable: once || request.method !== 'POST' })
}

const randomKey = () =>
  Array.from(globalThis.crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
