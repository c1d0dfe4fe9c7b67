import type { Db } from '../db/database.ts'

/** An asset that was sent to an e-mail address; `sentMs` are whole seconds. */
export type SendEvent = { readonly assetId: number; readonly emailAddress: string; readonly sentMs: number }

/**
 * Returns the send events of a customer strictly after a time, earliest first, and at most `limit`. Those of one second
 * are never split, because the next request continues after that second: there are fewer than `limit` if the last second
 * does not fit, and more only if that second alone has more.
 */
export async function findSendEvents(
  db: Db,
  customerId: string,
  { afterMs, limit }: { readonly afterMs: number | null; readonly limit: number },
): Promise<SendEvent[]> {
  const ofCustomer = db
    .selectFrom('sendEvent')
    .select(['assetId', 'emailAddress', 'sentMs'])
    .where('customerId', '=', customerId)
    .orderBy('sentMs')
    .orderBy('seq')
  const after = afterMs === null ? ofCustomer : ofCustomer.where('sentMs', '>', afterMs)
  const events = await after.limit(limit + 1).execute()
  const next = events.length > limit ? events.at(-1)!.sentMs : null
  if (next === null) return events
  const whole = events.filter(({ sentMs }) => sentMs < next)
  return whole.length > 0 ? whole : ofCustomer.where('sentMs', '=', next).execute()
}
