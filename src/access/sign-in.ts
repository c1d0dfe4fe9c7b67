import type { Db } from '../db/database.ts'
import type { GuessLimit } from './guess-limit.ts'
import { isPassword } from './passwords.ts'
import { findUser, foldUsername, type User } from './users.ts'

/**
 * Returns the user with this name and password; null when either is wrong, the user belongs to another customer, or the
 * user or the customer has ended. A name that nobody has takes as long as any other.
 *
 * @throws TooManyGuesses when too many attempts have failed lately.
 */
export async function signIn(
  { db, guesses }: { readonly db: Db; readonly guesses: GuessLimit },
  {
    customerId,
    username,
    password,
    address,
  }: {
    /** Null accepts the users of all customers. */
    readonly customerId: string | null
    readonly username: string
    readonly password: string
    /** The IP address of the caller. */
    readonly address: string
  },
): Promise<User | null> {
  const attempt = { account: foldUsername(username), address }
  await guesses.take(attempt)
  const user = await findUser(db, username)
  const isRight = await isPassword(password, user?.passwordHash ?? null)
  if (user === null || !isRight || user.endedMs !== null) return null
  if (customerId !== null && user.customerId !== customerId) return null
  const customer = await db
    .selectFrom('customer')
    .select('endedMs')
    .where('id', '=', user.customerId)
    .executeTakeFirstOrThrow()
  if (customer.endedMs !== null) return null
  await guesses.succeeded(attempt)
  return user
}
