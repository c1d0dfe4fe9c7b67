import type { Db } from '../db/database.ts'
import { prepared } from '../db/prepared.ts'

/**
 * The first id of each kind. Asset ids have 9 to 10 digits; keyword ids below 1,000 are those of enumerated keywords.
 * `source` is for source folders.
 */
const FIRST = {
  asset: 100_000_001,
  artist: 1,
  collection: 1,
  keyword: 10_001,
  event: 10_001,
  source: 1,
  editorialSource: 1,
} as const

const increment = prepared<{ name: string; value: number }, { value: number }>((db, { name, value }) =>
  db
    .insertInto('counter')
    .values({ name, value })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((eb) => ({ value: eb('counter.value', '+', 1) })),
    )
    .returning('value'),
)

/** Returns a new id, which is never reused, even after its record was removed. */
export async function nextId(db: Db, kind: keyof typeof FIRST): Promise<number> {
  const [row] = await increment(db, { name: kind, value: FIRST[kind] })
  return row!.value
}

/** Reserves an id that was chosen by the owner, so that `nextId` does not return it. */
export async function reserveId(db: Db, kind: keyof typeof FIRST, id: number): Promise<void> {
  if (id < FIRST[kind]) return
  await db
    .insertInto('counter')
    .values({ name: kind, value: id })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ value: id }).where('counter.value', '<', id),
    )
    .execute()
}
