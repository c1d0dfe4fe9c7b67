// @ts-check

import { send } from './send.js'

/**
 * What a client needs to get access tokens: the secret of its key and, to act for a user, the user's name and password
 * or a refresh token; or a function that returns tokens.
 * @typedef {object} Credentials
 * @property {string} key
 * @property {string} [secret]
 * @property {string} [username]
 * @property {string} [password]
 * @property {string} [refreshToken]
 * @property {string | ((refused?: string) => string | null | Promise<string | null>)} [accessToken] a function is told
 *   which token the server has refused, if it has
 */

/**
 * Access tokens as requests need them.
 * @typedef {object} Tokens
 * @property {(refused?: string) => Promise<string | null>} get returns a token other than the refused one; null if the
 *   client has no credentials for one
 */

/** Tokens are renewed this long before they end, so that none ends on its way to the server. */
const RENEW_BEFORE_MS = 60_000

/**
 * Returns tokens for credentials. A token is requested when first needed and kept until shortly before it ends.
 * @param {Pick<import('./send.js').Connection, 'url' | 'fetch' | 'timeoutSeconds'>} connection
 * @param {Credentials} credentials
 * @returns {Tokens}
 */
export function tokensFor(connection, credentials) {
  const { accessToken, secret, username, refreshToken } = credentials
  if (typeof accessToken === 'function') return { get: async (refused) => accessToken(refused) }
  if (accessToken !== undefined)
    return { get: async (refused) => (refused === accessToken ? null : accessToken) }
  if (secret === undefined && username === undefined && refreshToken === undefined) return NO_TOKENS
  const withoutToken = { ...connection, tokens: NO_TOKENS, headers: async () => ({}) }
  const request = () => requestToken(withoutToken, credentials)
  /** @type {{ token: string, renewAtMs: number } | null} */
  let current = null
  /** @type {Promise<{ token: string, renewAtMs: number }> | null} */
  let pending = null
  return {
    async get(refused) {
      if (current !== null && current.token !== refused && Date.now() < current.renewAtMs)
        return current.token
      pending ??= request().finally(() => {
        pending = null
      })
      current = await pending
      return current.token
    },
  }
}

/** @type {Tokens} */
const NO_TOKENS = { get: async () => null }

/**
 * @param {import('./send.js').Connection} connection
 * @param {Credentials} credentials
 */
async function requestToken(connection, credentials) {
  const body = new URLSearchParams(grant(credentials))
  const request = { method: 'POST', path: '/oauth2/token', headers: {}, body }
  const { access_token: token, expires_in: seconds } = await send(connection, request, { isRepeatable: true })
  const lifetimeMs = Number(seconds) * 1000
  // Half of a short lifetime: otherwise a token of a minute would be renewed with each request.
  return { token, renewAtMs: Date.now() + Math.max(lifetimeMs - RENEW_BEFORE_MS, lifetimeMs / 2) }
}

/** @param {Credentials} credentials @returns {Record<string, string>} */
function grant({ key, secret, username, password, refreshToken }) {
  const client = { client_id: key, ...(secret === undefined ? {} : { client_secret: secret }) }
  if (refreshToken !== undefined)
    return { ...client, grant_type: 'refresh_token', refresh_token: refreshToken }
  if (username !== undefined) return { ...client, grant_type: 'password', username, password: password ?? '' }
  return { ...client, grant_type: 'client_credentials' }
}
