import type { Db } from './database.ts'
import type { RevisionName } from './tables/changes.ts'

/** Tells all processes that their copy is out of date. Call it in the transaction of the change, after the change. */
export async function raiseRevision(tx: Db, name: RevisionName): Promise<void> {
  await tx
    .insertInto('revision')
    .values({ name, value: 1 })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((eb) => ({ value: eb('revision.value', '+', 1) })),
    )
    .execute()
}

/** Returns a number that increases with each change, whichever process or connection made it. */
export async function revisionOf(db: Db, name: RevisionName): Promise<number> {
  const row = await db.selectFrom('revision').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value ?? 0
}
