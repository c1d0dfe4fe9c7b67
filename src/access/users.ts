import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import type { UserTable } from '../db/tables/access.ts'
import { Problem } from '../lib/problem.ts'

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
  if ((await findUser(tx, username)) !== null)
    throw new Problem('InvalidUser', `There is already a user with the name "${username}".`)
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
