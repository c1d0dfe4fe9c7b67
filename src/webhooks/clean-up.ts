import type { Db } from '../db/database.ts'

/** How long messages and attempts are kept, and how many messages of an endpoint. */
const KEPT_MS = 30 * 86_400_000
const MAX_KEPT = 10_000
const MAX_DELETED = 500

/** Deletes old messages with their attempts, a limited number at a time. Returns whether there may be more. */
export async function deleteOldMessages(db: Db, now: Date): Promise<boolean> {
  const old = await findOld(db, now)
  if (old.length === 0) return false
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('webhookAttempt').where('messageSeq', 'in', old).execute()
    await tx.deleteFrom('webhookMessage').where('seq', 'in', old).execute()
  })
  return true
}

/** Messages that are too old, whether they were delivered or not, and delivered ones before the latest of an endpoint. */
async function findOld(db: Db, now: Date): Promise<number[]> {
  // Messages are numbered in the order of time, so the oldest come first.
  const first = await db
    .selectFrom('webhookMessage')
    .select(['seq', 'createdMs'])
    .orderBy('seq')
    .limit(MAX_DELETED)
    .execute()
  const found = first.flatMap(({ seq, createdMs }) => (createdMs < now.getTime() - KEPT_MS ? [seq] : []))
  for (const { id } of await db.selectFrom('webhookEndpoint').select('id').execute())
    if (found.length < MAX_DELETED) found.push(...(await findSurplus(db, id)))
  return [...new Set(found)].slice(0, MAX_DELETED)
}

async function findSurplus(db: Db, endpointId: string): Promise<number[]> {
  const surplus = await db
    .selectFrom('webhookMessage')
    .select('seq')
    .where('endpointId', '=', endpointId)
    .where('dueMs', 'is', null)
    .orderBy('seq', 'desc')
    .offset(MAX_KEPT)
    .limit(MAX_DELETED)
    .execute()
  return surplus.map(({ seq }) => seq)
}
