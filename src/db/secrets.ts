import type { Db } from './database.ts'

/** Returns a secret of this library, which is created on first use. Concurrent processes get the same one. */
export async function findOrCreateSecret(db: Db, name: string, create: () => string): Promise<string> {
  // Nothing is written when it is there, so that a server starts while records can only be read.
  const known = await findSecret(db, name)
  if (known !== null) return known
  await db
    .insertInto('secret')
    .values({ name, value: create() })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  return (await findSecret(db, name))!
}

/** Returns a secret of this library; null if it does not exist. */
export async function findSecret(db: Db, name: string): Promise<string | null> {
  const row = await db.selectFrom('secret').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value ?? null
}

/** Replaces a secret of this library, or creates it. */
export async function replaceSecret(tx: Db, name: string, value: string): Promise<void> {
  await tx
    .insertInto('secret')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
