import type { Db } from './database.ts'
import type { Revised } from './tables/changes.ts'

/** Tells every process that its copy is out of date. Call it in the transaction of the change, after the change. */
export async function raiseRevision(tx: Db, name: Revised): Promise<void> {
  await tx
    .insertInto('revision')
    .values({ name, value: 1 })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((eb) => ({ value: eb('revision.value', '+', 1) })),
    )
    .execute()
}

/** A number that is higher after each change, whichever process or connection made it. */
export async function revisionOf(db: Db, name: Revised): Promise<number> {
  const row = await db.selectFrom('revision').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value ?? 0
}
