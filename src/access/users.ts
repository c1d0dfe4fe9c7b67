import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import type { UserTable } from '../db/tables/access.ts'
import { Problem } from '../lib/problem.ts'
import { revokeAuthorizations } from './authorizations.ts'
import { requireLine } from './names.ts'

/** The record of a user. */
export type User = Selectable<UserTable>

/** What a user may be called besides the username. */
export type Names = Partial<Pick<User, 'firstName' | 'middleName' | 'lastName'>>

const ID_BYTES = 8

/** Folds a username: names that differ only in case or composition are the same. */
export const foldUsername = (username: string): string => username.normalize('NFKC').toLowerCase().trim()

/** Adds a user of a customer. @throws Problem InvalidUser when the username is taken. */
export async function createUser(
  tx: Db,
  {
    customerId,
    username,
    names = {},
    passwordHash = null,
    now,
  }: {
    customerId: string
    username: string
    names?: Names
    passwordHash?: string | null
    now: Date
  },
): Promise<User> {
  requireLine('InvalidUser', 'The name of a user', username)
  const other = await findUser(tx, username)
  if (other !== null)
    throw new Problem('InvalidUser', `There is already a user with the name "${other.username}".`)
  const user: User = {
    id: randomBytes(ID_BYTES).toString('hex'),
    customerId,
    username,
    foldedName: foldUsername(username),
    firstName: names.firstName ?? null,
    middleName: names.middleName ?? null,
    lastName: names.lastName ?? null,
    passwordHash,
    createdMs: now.getTime(),
    endedMs: null,
  }
  await tx.insertInto('user').values(user).execute()
  return user
}

/** The user with this name, whatever its state. */
export async function findUser(db: Db, username: string): Promise<User | null> {
  const found = await db
    .selectFrom('user')
    .selectAll()
    .where('foldedName', '=', foldUsername(username))
    .executeTakeFirst()
  return found ?? null
}

/** The users of a customer by name. */
export function listUsers(db: Db, customerId: string): Promise<User[]> {
  return db.selectFrom('user').selectAll().where('customerId', '=', customerId).orderBy('username').execute()
}

/** The user with this name. @throws Problem UserNotFound. */
export async function requireUser(db: Db, username: string): Promise<User> {
  const user = await findUser(db, username)
  if (user) return user
  throw new Problem(
    'UserNotFound',
    `There is no user with the name "${username}"; "vitrine users list" shows all users.`,
  )
}

/** Changes what a user is called. */
export async function changeUser(tx: Db, { id }: User, names: Names): Promise<void> {
  if (Object.keys(names).length > 0) await tx.updateTable('user').set(names).where('id', '=', id).execute()
}

/** Gives a user a new password; whoever is signed in as that user is signed out (contract 2.3). */
export async function changePassword(tx: Db, user: User, passwordHash: string, now: Date): Promise<void> {
  await tx.updateTable('user').set({ passwordHash }).where('id', '=', user.id).execute()
  await revokeAuthorizations(tx, { userId: user.id }, now)
}

/** Ends a user: refused from now on, signed out everywhere. */
export async function endUser(tx: Db, user: User, now: Date): Promise<void> {
  await tx.updateTable('user').set({ endedMs: now.getTime() }).where('id', '=', user.id).execute()
  await revokeAuthorizations(tx, { userId: user.id }, now)
}
