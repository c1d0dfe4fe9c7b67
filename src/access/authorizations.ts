import type { ExpressionBuilder, Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import type { AuthorizationTable } from '../db/tables/access.ts'
import type { Tables } from '../db/tables.ts'

/** Which authorizations are meant: those to which all of the given ids apply. */
export type AuthorizationFilter = {
  readonly id?: string
  readonly userId?: string
  readonly clientId?: string
  readonly customerId?: string
}

/** An authorization and whom it speaks for. */
export type ListedAuthorization = Selectable<AuthorizationTable> & {
  /** Null when the client acts for itself. */
  readonly username: string | null
}

/** Lists the authorizations that are valid at this moment, latest first. */
export function listAuthorizations(
  db: Db,
  filter: AuthorizationFilter,
  now: Date,
): Promise<ListedAuthorization[]> {
  return db
    .selectFrom('authorization')
    .leftJoin('user', 'user.id', 'authorization.userId')
    .selectAll('authorization')
    .select('user.username')
    .where(validAt(now, filter))
    .orderBy('authorization.createdMs', 'desc')
    .orderBy('authorization.id')
    .execute()
}

/** Revokes authorizations with all their tokens, effective when the transaction commits. Returns how many were valid. */
export async function revokeAuthorizations(tx: Db, filter: AuthorizationFilter, now: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('authorization')
    .set({ revokedMs: now.getTime() })
    .where(validAt(now, filter))
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

const validAt =
  (now: Date, { id, userId, clientId, customerId }: AuthorizationFilter) =>
  (eb: ExpressionBuilder<Tables, 'authorization'>) =>
    eb.and([
      eb('authorization.revokedMs', 'is', null),
      eb('authorization.expiresMs', '>', now.getTime()),
      ...(id === undefined ? [] : [eb('authorization.id', '=', id)]),
      ...(userId === undefined ? [] : [eb('authorization.userId', '=', userId)]),
      ...(clientId === undefined ? [] : [eb('authorization.clientId', '=', clientId)]),
      ...(customerId === undefined ? [] : [isOfCustomer(eb, customerId)]),
    ])

/** Users may have signed in by the key of the gallery, which belongs to no customer. */
const isOfCustomer = (eb: ExpressionBuilder<Tables, 'authorization'>, customerId: string) =>
  eb.or([
    eb('authorization.clientId', 'in', (of) =>
      of.selectFrom('client').select('client.id').where('client.customerId', '=', customerId),
    ),
    eb('authorization.userId', 'in', (of) =>
      of.selectFrom('user').select('user.id').where('user.customerId', '=', customerId),
    ),
  ])
