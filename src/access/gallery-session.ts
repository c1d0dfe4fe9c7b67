import type { Db } from '../db/database.ts'
import type { Clock } from '../lib/clock.ts'
import { revokeAuthorizations } from './authorizations.ts'
import type { GuessLimit } from './guess-limit.ts'
import type { IssuedToken } from './issue-token.ts'
import { signIn } from './sign-in.ts'
import {
  ACCESS_TOKEN_SECONDS,
  addToken,
  createAuthorization,
  type FoundToken,
  findToken,
  newToken,
} from './tokens.ts'

/** After this time a user of the gallery has to sign in again. */
export const SESSION_SECONDS = 14 * 86_400

/** What a session yields: a token, and whom it speaks for. */
export type SessionAccess = Pick<IssuedToken, 'accessToken' | 'expiresInSeconds'> & {
  readonly found: FoundToken
}

/**
 * Signs a user of any customer in to the gallery. Returns the session's token, of which the records have only the hash;
 * null when the name or the password is wrong.
 *
 * @throws TooManyGuesses when too many attempts have failed lately.
 */
export async function startSession(
  { db, guesses, now: clock }: { readonly db: Db; readonly guesses: GuessLimit; readonly now: Clock },
  {
    clientId,
    ...credentials
  }: {
    /** The gallery's client. */
    readonly clientId: string
    readonly username: string
    readonly password: string
    /** The IP address of the caller. */
    readonly address: string
  },
): Promise<string | null> {
  const user = await signIn({ db, guesses }, { customerId: null, ...credentials })
  if (user === null) return null
  const token = newToken()
  const now = clock()
  const expiresMs = now.getTime() + SESSION_SECONDS * 1000
  await db.transaction().execute(async (tx) => {
    const owner = { clientId, userId: user.id, grantType: 'gallery' }
    const authorizationId = await createAuthorization(tx, { ...owner, expiresMs, now })
    await addToken(tx, { token, authorizationId, kind: 'session', expiresMs })
  })
  return token
}

/** Issues an access token for a session, which it does not outlive; null when the session is over. */
export async function accessOfSession(
  db: Db,
  { session, clientId, now }: { session: string; clientId: string; now: Date },
): Promise<SessionAccess | null> {
  const found = await findToken(db, session, 'session')
  const secondsLeft = found === null ? 0 : Math.floor((found.expiresMs - now.getTime()) / 1000)
  if (found === null || found.clientId !== clientId || secondsLeft <= 0) return null
  const accessToken = newToken()
  const expiresInSeconds = Math.min(ACCESS_TOKEN_SECONDS, secondsLeft)
  const expiresMs = now.getTime() + expiresInSeconds * 1000
  const { authorizationId } = found
  await addToken(db, { token: accessToken, authorizationId, kind: 'access', expiresMs })
  return { accessToken, expiresInSeconds, found }
}

/** Ends a session; all its access tokens are refused from now on. */
export async function endSession(db: Db, session: string, now: Date): Promise<void> {
  const found = await findToken(db, session, 'session')
  if (found !== null) await revokeAuthorizations(db, { id: found.authorizationId }, now)
}
