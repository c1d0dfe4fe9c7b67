import type {
  AuthorizationCode,
  AuthorizationCodeModel,
  ClientCredentialsModel,
  Client as OAuthClient,
  PasswordModel,
  RefreshTokenModel,
  Token,
} from '@node-oauth/oauth2-server'
import type { Db } from '../db/database.ts'
import type { Clock } from '../lib/clock.ts'
import { isSecretOf } from './client-secrets.ts'
import type { Client } from './clients.ts'
import { findCode, saveCode, useCode } from './codes.ts'
import { isUsable, type KeyRing } from './key-ring.ts'
import {
  ACCESS_TOKEN_SECONDS,
  addToken,
  createAuthorization,
  findToken,
  newToken,
  REFRESH_TOKEN_SECONDS,
} from './tokens.ts'
import { signIn } from './users.ts'

/** What issuing tokens needs. */
export type OAuthServices = { readonly db: Db; readonly keys: KeyRing; readonly now: Clock }

/** A user as the OAuth2 server carries it from sign-in to token; `id` null is the client itself. */
export type OAuthUser = {
  readonly id: string | null
  /** Of a sign-in that yielded a code or a refresh token before; a new one has none yet. */
  readonly authorizationId?: string
}

type Model = PasswordModel & RefreshTokenModel & ClientCredentialsModel & AuthorizationCodeModel

/** The library compares times with the clock of the machine; ours are compared by the functions below. */
const CHECKED_HERE = new Date(8_640_000_000_000_000)

/**
 * The records as `@node-oauth/oauth2-server` asks for them. `authenticates` is false for the page where a user signs in:
 * the browser brings no secret.
 */
export function oauthModel({ db, keys, now }: OAuthServices, authenticates: boolean): Model {
  const moment = () => now().getTime()

  async function getClient(key: string, secret?: string | null): Promise<OAuthClient | false> {
    const client = keys.find(key)
    if (!client || client.customerId === null || !isUsable(client, now())) return false
    if (authenticates && !(await isAuthentic(db, client, secret || null))) return false
    return toOAuthClient(client)
  }

  return {
    getClient,
    generateAccessToken: async () => newToken(),
    generateRefreshToken: async () => newToken(),
    generateAuthorizationCode: async () => newToken(),
    validateScope: async () => [],
    verifyScope: async () => true,
    getUserFromClient: async () => ({ id: null }) satisfies OAuthUser,

    async getUser(username, password, client) {
      const user = await signIn(db, username, password)
      return user && user.customerId === client.customerId ? ({ id: user.id } satisfies OAuthUser) : false
    },

    async saveToken(token, client, user) {
      const accessMs = moment() + ACCESS_TOKEN_SECONDS * 1000
      const refreshMs = moment() + REFRESH_TOKEN_SECONDS * 1000
      const refreshToken = client.grants.includes('refresh_token') ? token.refreshToken : undefined
      const authorizationId = await db.transaction().execute(async (tx) => {
        const id =
          (user as OAuthUser).authorizationId ??
          (await createAuthorization(tx, {
            clientId: client.id,
            userId: user.id,
            grantType: user.id === null ? 'client_credentials' : 'password',
            expiresMs: accessMs,
            now: now(),
          }))
        await addToken(tx, {
          token: token.accessToken,
          authorizationId: id,
          kind: 'access',
          expiresMs: accessMs,
        })
        if (refreshToken !== undefined)
          await addToken(tx, {
            token: refreshToken,
            authorizationId: id,
            kind: 'refresh',
            expiresMs: refreshMs,
          })
        return id
      })
      return {
        accessToken: token.accessToken,
        refreshToken,
        client,
        user: { ...user, authorizationId },
      } as Token
    },

    async getAccessToken() {
      throw new Error('Access tokens are looked up by findToken.')
    },

    async getRefreshToken(refreshToken) {
      const found = await findToken(db, refreshToken, 'refresh')
      if (!found || found.expiresMs <= moment()) return false
      const client = { id: found.clientId, grants: [] }
      const { authorizationId } = found
      return {
        refreshToken,
        client,
        user: { id: found.person?.id ?? null, authorizationId } satisfies OAuthUser,
      }
    },

    // Refreshing gives no new refresh token (contract 16, Tokens), so none is ever taken back here.
    revokeToken: async () => true,

    async saveAuthorizationCode(code, client, user) {
      await saveCode(db, { code, clientId: client.id, userId: user.id, now: now() })
      return { ...code, client, user } as AuthorizationCode
    },

    async getAuthorizationCode(authorizationCode) {
      const found = await findCode(db, authorizationCode, now())
      if (!found) return false
      return {
        authorizationCode,
        expiresAt: CHECKED_HERE,
        redirectUri: found.redirectUri,
        ...(found.challenge !== null && { codeChallenge: found.challenge }),
        ...(found.challengeMethod !== null && { codeChallengeMethod: found.challengeMethod }),
        client: { id: found.clientId, grants: [] },
        user: { id: found.userId, authorizationId: found.authorizationId } satisfies OAuthUser,
      }
    },

    revokeAuthorizationCode: ({ authorizationCode }) => useCode(db, authorizationCode, now()),
  }
}

/** A public client must not send a secret, and every other one must send one of its own (contract 2.3). */
function isAuthentic(db: Db, client: Client, secret: string | null): Promise<boolean> | boolean {
  if (secret === null) return client.isPublic === 1
  return client.isPublic === 0 && isSecretOf(db, client.id, secret)
}

const toOAuthClient = (client: Client): OAuthClient => ({
  id: client.id,
  grants: JSON.parse(client.grants) as string[],
  redirectUris: JSON.parse(client.redirectUris) as string[],
  customerId: client.customerId,
})
