import type { Db } from '../db/database.ts'
import { hashToken, newToken } from './tokens.ts'
import { changePassword, type User } from './users.ts'

/** How long a link to choose a password works: people are on holiday for a week. */
export const PASSWORD_LINK_DAYS = 7
const DAY_MS = 86_400_000

/** What a link is made of. The token is not stored, so it can be shown only now. */
export type PasswordLink = { readonly token: string; readonly expiresMs: number }

/** Makes a link by which a user chooses a password, once; earlier links of the user stop working. */
export async function createPasswordLink(tx: Db, userId: string, now: Date): Promise<PasswordLink> {
  const token = newToken()
  const expiresMs = now.getTime() + PASSWORD_LINK_DAYS * DAY_MS
  await deletePasswordLinks(tx, userId)
  await tx
    .insertInto('passwordLink')
    .values({ tokenHash: hashToken(token), userId, expiresMs })
    .execute()
  return { token, expiresMs }
}

/** The user whom a link belongs to; null when it is unknown, used or expired, or the user or the customer has ended. */
export async function findLinkedUser(db: Db, token: string, now: Date): Promise<User | null> {
  const user = await db
    .selectFrom('passwordLink')
    .innerJoin('user', 'user.id', 'passwordLink.userId')
    .innerJoin('customer', 'customer.id', 'user.customerId')
    .selectAll('user')
    .where('tokenHash', '=', hashToken(token))
    .where('expiresMs', '>', now.getTime())
    .where('user.endedMs', 'is', null)
    .where('customer.endedMs', 'is', null)
    .executeTakeFirst()
  return user ?? null
}

/** Uses up a link and gives its user the password. Returns whether the link was valid: of two uses at once, one is. */
export async function useLink(tx: Db, token: string, passwordHash: string, now: Date): Promise<boolean> {
  const user = await findLinkedUser(tx, token, now)
  if (!user) return false
  const { numDeletedRows } = await tx
    .deleteFrom('passwordLink')
    .where('tokenHash', '=', hashToken(token))
    .executeTakeFirst()
  if (numDeletedRows !== 1n) return false
  await changePassword(tx, user, passwordHash, now)
  return true
}

async function deletePasswordLinks(tx: Db, userId: string): Promise<void> {
  await tx.deleteFrom('passwordLink').where('userId', '=', userId).execute()
}
