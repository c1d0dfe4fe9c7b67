import OAuth2Server, {
  type AuthorizationCodeModel,
  type ClientCredentialsModel,
  type Client as OAuthClient,
  type PasswordModel,
  type RefreshTokenModel,
  type Token,
} from '@node-oauth/oauth2-server'
import type { Db } from '../db/database.ts'
import type { Clock } from '../lib/clock.ts'
import { isSecretOf } from './client-secrets.ts'
import type { Client } from './clients.ts'
import { findCode, useCode } from './codes.ts'
import type { GuessLimit } from './guess-limit.ts'
import { isUsable, type KeyRing } from './key-ring.ts'
import { signIn } from './sign-in.ts'
import {
  ACCESS_TOKEN_SECONDS,
  addToken,
  createAuthorization,
  findToken,
  newToken,
  REFRESH_TOKEN_SECONDS,
} from './tokens.ts'

/** What issuing tokens needs. */
export type OAuthServices = {
  readonly db: Db
  readonly keys: KeyRing
  readonly guesses: GuessLimit
  readonly now: Clock
}

/** A user as the OAuth2 server carries it from sign-in to token; `id` null is the client itself. */
export type OAuthUser = {
  readonly id: string | null
  /** Set when the sign-in has already yielded a code or a refresh token. */
  readonly authorizationId?: string
}

type Model = PasswordModel & RefreshTokenModel & ClientCredentialsModel & AuthorizationCodeModel

/** The library compares times with the clock of the machine; ours are compared by the functions below. */
const CHECKED_HERE = new Date(8_640_000_000_000_000)

/**
 * Gives `@node-oauth/oauth2-server` our records, for a token request from an IP address. Codes are issued by
 * `authorize.ts`, without the library.
 */
export function oauthModel({ db, keys, guesses, now }: OAuthServices, address: string): Model {
  const moment = () => now().getTime()

  async function getClient(key: string, secret?: string | null): Promise<OAuthClient | false> {
    const client = keys.find(key)
    if (!client || client.customerId === null || !isUsable(client, now())) return false
    return (await isAuthentic(db, client, secret || null)) && toOAuthClient(client)
  }

  return {
    getClient,
    generateAccessToken: async () => newToken(),
    generateRefreshToken: async () => newToken(),
    validateScope: async () => [],
    verifyScope: async () => true,
    getUserFromClient: async () => ({ id: null }) satisfies OAuthUser,

    async getUser(username, password, client) {
      const { customerId } = client as KnownClient
      const user = await signIn({ db, guesses }, { customerId, username, password, address })
      return user ? ({ id: user.id } satisfies OAuthUser) : false
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

    async saveAuthorizationCode() {
      throw new Error('Codes are issued by authorize.ts.')
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
  if (client.isPublic === 1)
    throw new OAuth2Server.InvalidClientError('Invalid client: a public client must not send a client_secret')
  return isSecretOf(db, client.id, secret)
}

type KnownClient = OAuthClient & { readonly customerId: string }

const toOAuthClient = (client: Client): OAuthClient => ({
  id: client.id,
  grants: JSON.parse(client.grants) as string[],
  customerId: client.customerId,
})
