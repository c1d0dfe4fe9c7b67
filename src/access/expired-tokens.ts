import type { Db } from '../db/database.ts'

/** For a day after it expired, a token is still answered with the reason. */
const KEPT_MS = 86_400_000
/** Rows of a table that one call deletes at most, so that other writers wait only briefly. */
const STEP = 500

/**
 * Deletes tokens that expired more than a day ago, and authorizations without any valid token with their codes. Returns
 * whether there may be more.
 */
export async function deleteExpiredTokens(db: Db, now: Date): Promise<boolean> {
  const before = now.getTime() - KEPT_MS
  const authorizations = await db
    .deleteFrom('authorization')
    .where('id', 'in', (of) =>
      of.selectFrom('authorization').select('id').where('expiresMs', '<', before).limit(STEP),
    )
    .executeTakeFirst()
  const tokens = await db
    .deleteFrom('token')
    .where('tokenHash', 'in', (of) =>
      of.selectFrom('token').select('tokenHash').where('expiresMs', '<', before).limit(STEP),
    )
    .executeTakeFirst()
  return [authorizations, tokens].some(({ numDeletedRows }) => numDeletedRows === BigInt(STEP))
}
