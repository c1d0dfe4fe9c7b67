import type { Db } from '../db/database.ts'
import { Problem } from '../lib/problem.ts'
import type { Client } from './clients.ts'
import { type FoundToken, findToken } from './tokens.ts'

/** What is wrong with an access token, as the challenge words it (contract 2.4 and 16, Status). */
export const TOKEN_FAULTS = {
  missing: 'The access token is missing',
  invalid: 'The access token is invalid',
  expired: 'The access token has expired',
} as const

/** The access token of a header Authorization; null where it has another scheme, or there is none. */
export function bearerToken(authorization: string | undefined): string | null {
  const match = /^bearer(?: +(.*))?$/i.exec(authorization?.trim() ?? '')
  return match && (match[1] ?? '').trim()
}

/**
 * Finds the client and user that an access token represents.
 *
 * @throws Problem AuthorizationTokenRequired when it is unknown, revoked, expired or another client's.
 */
export async function authenticate(db: Db, client: Client, token: string, now: Date): Promise<FoundToken> {
  const found = await findToken(db, token, 'access')
  if (found === null || found.clientId !== client.id)
    throw new Problem('AuthorizationTokenRequired', TOKEN_FAULTS.invalid)
  if (found.expiresMs <= now.getTime()) throw new Problem('AuthorizationTokenRequired', TOKEN_FAULTS.expired)
  return found
}
