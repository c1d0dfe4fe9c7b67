import type { Db } from './database.ts'

/** Returns a secret of this library, which is created on first use. Concurrent processes get the same one. */
export async function findOrCreateSecret(db: Db, name: string, create: () => string): Promise<string> {
  await db
    .insertInto('secret')
    .values({ name, value: create() })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const { value } = await db
    .selectFrom('secret')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return value
}
