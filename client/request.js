// @ts-check

/**
 * An operation of the table in operations.gen.js.
 * @typedef {object} Operation
 * @property {string} method
 * @property {string} path with parameters as `{name}`
 * @property {readonly string[]} query names of the parameters of its query
 * @property {'json' | readonly string[]} [body] JSON, or the media types of the bytes it takes
 * @property {string} [items] the list in the responses of an operation that has pages
 * @property {boolean} [once] whether it takes an Idempotency-Key
 */

/**
 * A request, ready to be sent.
 * @typedef {object} ApiRequest
 * @property {string} method
 * @property {string} path with its query
 * @property {Record<string, string>} headers
 * @property {RequestInit['body'] | undefined} body
 */

/**
 * Returns the request of a call. Arguments without a value (undefined, null) are left out.
 * @param {string} name of the operation, for messages
 * @param {Operation} operation
 * @param {Record<string, any>} values parameters by name, and `body`
 * @returns {ApiRequest}
 * @throws {TypeError} if a parameter of the path is missing, or one is unknown
 */
export function requestOf(name, operation, values) {
  const given = new Map(Object.entries(values).filter(([, value]) => value !== undefined && value !== null))
  const take = (/** @type {string} */ key) => {
    const value = given.get(key)
    given.delete(key)
    return value
  }
  const path = operation.path.replaceAll(/\{([^}]+)\}/g, (_, key) => {
    const value = take(key)
    if (value === undefined || value === '') throw new TypeError(`${name} needs the argument ${key}.`)
    return encodeURIComponent(String(value))
  })
  const query = new URLSearchParams()
  for (const key of operation.query) {
    const value = take(key)
    if (value !== undefined) query.set(key, text(value))
  }
  const content = operation.body === undefined ? noBody() : bodyOf(operation.body, take('body'))
  if (given.size > 0) {
    const known = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, key]) => key).concat(operation.query)
    const all = operation.body === undefined ? known : [...known, 'body']
    throw new TypeError(`${name} has no argument ${[...given.keys()].join(', ')}. It has: ${all.join(', ')}.`)
  }
  return { method: operation.method, path: query.size > 0 ? `${path}?${query}` : path, ...content }
}

/**
 * Returns the request for a link.
 * @param {string} url of the server, without a slash at its end; empty for that of the page
 * @param {import('./connect.js').LinkRequest} link
 * @returns {ApiRequest}
 * @throws {TypeError} if the link leads to another server, which must not get the key and the token
 */
export function linkRequest(url, { uri, method = 'GET', body }) {
  const page = /** @type {{ location?: { origin: string } }} */ (globalThis)
  const base = url === '' ? (page.location?.origin ?? '') : url
  const path = uri.startsWith(`${base}/`) ? uri.slice(base.length) : uri
  if (!/^\/(?!\/)/.test(path)) throw new TypeError(`${uri} is no address of ${base}.`)
  return { method, path, ...bodyOf('json', body) }
}

/** @returns {Pick<ApiRequest, 'headers' | 'body'>} */
const noBody = () => ({ headers: {}, body: undefined })

/**
 * @param {'json' | readonly string[]} kind
 * @param {any} body
 * @returns {Pick<ApiRequest, 'headers' | 'body'>}
 */
function bodyOf(kind, body) {
  if (body === undefined) return noBody()
  if (kind === 'json') return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  // A Blob knows its type; bytes by themselves are taken for the first one of the operation.
  const type = body instanceof Blob && body.type !== '' ? body.type : (kind[0] ?? 'application/octet-stream')
  return { headers: { 'content-type': type }, body }
}

/** @param {unknown} value @returns {string} */
function text(value) {
  if (value instanceof Date) return value.toISOString()
  return Array.isArray(value) ? value.map(text).join(',') : String(value)
}
