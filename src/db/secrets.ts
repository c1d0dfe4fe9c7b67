import type { Db } from './database.ts'

/** A secret of this library, made the first time that it is asked for; two processes that ask get the same one. */
export async function findOrMakeSecret(db: Db, name: string, make: () => string): Promise<string> {
  await db
    .insertInto('secret')
    .values({ name, value: make() })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const { value } = await db
    .selectFrom('secret')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return value
}
