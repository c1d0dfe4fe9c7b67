import type { Db } from '../db/database.ts'
import type { Clock } from '../lib/clock.ts'
import type { AuthorizationRequest } from './authorization-request.ts'
import { saveCode } from './codes.ts'
import type { GuessLimit } from './guess-limit.ts'
import { signIn } from './sign-in.ts'

/**
 * Signs in a user who allows the client of a request to act for them. Returns the authorization code (RFC 6749, 4.1.2);
 * null when the name or the password is wrong.
 *
 * @throws TooManyGuesses when too many attempts have failed lately.
 */
export async function authorize(
  { db, guesses, now }: { readonly db: Db; readonly guesses: GuessLimit; readonly now: Clock },
  request: AuthorizationRequest,
  credentials: { readonly username: string; readonly password: string; readonly address: string },
): Promise<string | null> {
  const { customerId } = request.client
  const user = await signIn({ db, guesses }, { customerId, ...credentials })
  return user && saveCode(db, { request, userId: user.id, now: now() })
}
