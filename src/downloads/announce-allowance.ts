import type { Db } from '../db/database.ts'
import { announce } from '../notices/announce.ts'
import type { Product } from '../rights/coverage.ts'
import { periodAt } from '../rights/periods.ts'

/** The share of an allowance at which customers are told that it is nearly used. */
const LOW = 0.8

/** How much of an allowance was used before and after a charge. */
type Use = {
  readonly unit: 'downloads' | 'credits' | 'team_credits'
  readonly limit: number
  readonly before: number
  readonly after: number
}

/** Tells webhooks when a charge uses up 80 % of what a product allows in its period, in the transaction of the charge. */
export async function announceLowAllowance(
  tx: Db,
  { id, type, terms: { period } }: Product,
  { unit, limit, before, after }: Use,
  { customerId, now }: { customerId: string; now: Date },
): Promise<void> {
  const low = limit * LOW
  if (before >= low || after < low) return
  const resets = period === undefined ? null : new Date(periodAt(period, now).endMs).toISOString()
  const data = { product_id: String(id), product_type: type, unit, limit, used: after, resets }
  await announce(tx, { type: 'allowance.low', data }, { customerIds: [customerId], at: now })
}
