import type { Db } from '../db/database.ts'
import type { AuthorizationRequest } from './authorization-request.ts'
import { revokeAuthorizations } from './authorizations.ts'
import { createAuthorization, hashToken, newToken } from './tokens.ts'

/** Contract 16, Tokens. */
const CODE_SECONDS = 60

/** An authorization code that was found unused and in time. */
export type FoundCode = {
  readonly authorizationId: string
  readonly clientId: string
  readonly userId: string
  readonly redirectUri: string
  readonly challenge: string | null
  readonly challengeMethod: string | null
}

/** Saves a code with an authorization of its own, to which the tokens issued for it will belong. Returns the code. */
export async function saveCode(
  db: Db,
  {
    request: { client, redirectUri, challenge },
    userId,
    now,
  }: { request: AuthorizationRequest; userId: string; now: Date },
): Promise<string> {
  const code = newToken()
  const expiresMs = now.getTime() + CODE_SECONDS * 1000
  await db.transaction().execute(async (tx) => {
    const grantType = 'authorization_code'
    const owner = { clientId: client.id, userId }
    const authorizationId = await createAuthorization(tx, { ...owner, grantType, expiresMs, now })
    await tx
      .insertInto('authorizationCode')
      .values({
        codeHash: hashToken(code),
        authorizationId,
        redirectUri,
        challenge: challenge?.value ?? null,
        challengeMethod: challenge?.method ?? null,
        expiresMs,
        usedMs: null,
      })
      .execute()
  })
  return code
}

/**
 * The code with this text; null when it is unknown or has expired. If it was used before, the tokens issued for it are
 * revoked, because somebody may have stolen it (RFC 6749, 4.1.2; contract 16, Tokens).
 */
export async function findCode(db: Db, code: string, now: Date): Promise<FoundCode | null> {
  const found = await db
    .selectFrom('authorizationCode')
    .innerJoin('authorization', 'authorization.id', 'authorizationCode.authorizationId')
    .innerJoin('user', 'user.id', 'authorization.userId')
    .select(['authorizationId', 'clientId', 'userId', 'redirectUri', 'challenge', 'challengeMethod'])
    .select(['authorizationCode.expiresMs', 'usedMs'])
    .where('codeHash', '=', hashToken(code))
    .where('revokedMs', 'is', null)
    .where('user.endedMs', 'is', null)
    .executeTakeFirst()
  if (!found) return null
  if (found.usedMs !== null) {
    await revokeAuthorizations(db, { id: found.authorizationId }, now)
    return null
  }
  return found.expiresMs > now.getTime() ? { ...found, userId: found.userId! } : null
}

/**
 * Marks a code as used. Returns whether this call did so; if another one did at the same time, what that one yields is
 * revoked.
 */
export async function useCode(db: Db, code: string, now: Date): Promise<boolean> {
  const codeHash = hashToken(code)
  return db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('authorizationCode')
      .set({ usedMs: now.getTime() })
      .where('codeHash', '=', codeHash)
      .where('usedMs', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 1n) return true
    const { authorizationId } = await tx
      .selectFrom('authorizationCode')
      .select('authorizationId')
      .where('codeHash', '=', codeHash)
      .executeTakeFirstOrThrow()
    await revokeAuthorizations(tx, { id: authorizationId }, now)
    return false
  })
}
