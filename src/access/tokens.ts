import { hash, randomBytes } from 'node:crypto'
import type { Db } from '../db/database.ts'
import { prepared, type Values } from '../db/prepared.ts'
import type { TokenTable } from '../db/tables/access.ts'
import type { Customer, Person } from './identity.ts'

/** Contract 2.3. */
export const ACCESS_TOKEN_SECONDS = 1800
/** Contract 2.3: a year, leap days left aside. */
export const REFRESH_TOKEN_SECONDS = 31_536_000

const TOKEN_BYTES = 32
const ID_BYTES = 12

/** Makes an opaque token of 256 random bits. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url')

/** SHA-256: enough for a token, which is random and long. */
export const hashToken = (token: string): string => hash('sha256', token, 'hex')

/** Creates an authorization: what a sign-in, or a client acting for itself, was granted. */
export async function createAuthorization(
  tx: Db,
  {
    clientId,
    userId,
    grantType,
    expiresMs,
    now,
  }: {
    clientId: string
    userId: string | null
    grantType: string
    expiresMs: number
    now: Date
  },
): Promise<string> {
  const id = randomBytes(ID_BYTES).toString('base64url')
  const createdMs = now.getTime()
  await tx
    .insertInto('authorization')
    .values({ id, clientId, userId, grantType, createdMs, expiresMs, revokedMs: null })
    .execute()
  return id
}

/** Adds a token to an authorization, which lasts at least as long. */
export async function addToken(
  tx: Db,
  {
    token,
    authorizationId,
    kind,
    expiresMs,
  }: {
    token: string
    authorizationId: string
    kind: TokenTable['kind']
    expiresMs: number
  },
): Promise<void> {
  await tx
    .insertInto('token')
    .values({ tokenHash: hashToken(token), authorizationId, kind, expiresMs })
    .execute()
  await tx
    .updateTable('authorization')
    .set({ expiresMs })
    .where('id', '=', authorizationId)
    .where('expiresMs', '<', expiresMs)
    .execute()
}

/** A token that was found, and for whom it speaks. */
export type FoundToken = {
  readonly authorizationId: string
  readonly clientId: string
  readonly expiresMs: number
  /** The user who signed in; null when the client acts for itself. */
  readonly person: Person | null
  readonly customer: Customer
}

type TokenKey = Pick<TokenTable, 'tokenHash' | 'kind'>

const tokensByHash = prepared((db, { tokenHash, kind }: Values<TokenKey>) =>
  db
    .selectFrom('token')
    .innerJoin('authorization', 'authorization.id', 'token.authorizationId')
    .innerJoin('client', 'client.id', 'authorization.clientId')
    .leftJoin('user', 'user.id', 'authorization.userId')
    // The gallery's own client belongs to no customer: whoever signs in to it acts for the customer of the user.
    .innerJoin('customer', (join) =>
      join.on((eb) => eb('customer.id', '=', eb.fn.coalesce('client.customerId', 'user.customerId'))),
    )
    .select(['token.expiresMs', 'authorization.id as authorizationId', 'authorization.clientId'])
    .select(['customer.id as customerId', 'customer.name', 'customer.country'])
    .select(['user.id as userId', 'user.username', 'user.firstName', 'user.middleName', 'user.lastName'])
    .where('token.tokenHash', '=', tokenHash)
    .where('token.kind', '=', kind)
    .where('authorization.revokedMs', 'is', null)
    .where('client.revokedMs', 'is', null)
    .where('customer.endedMs', 'is', null)
    .where('user.endedMs', 'is', null),
)

/**
 * The token with this text, expired or not. Null when it is unknown or revoked, or when its user, client or customer has
 * ended.
 */
export async function findToken(db: Db, token: string, kind: TokenTable['kind']): Promise<FoundToken | null> {
  const [row] = await tokensByHash(db, { tokenHash: hashToken(token), kind })
  if (!row) return null
  const { authorizationId, clientId, expiresMs, customerId, name, country, userId } = row
  const { username, firstName, middleName, lastName } = row
  return {
    authorizationId,
    clientId,
    expiresMs,
    person: userId === null ? null : { id: userId, username: username!, firstName, middleName, lastName },
    customer: { id: customerId, name, country },
  }
}
