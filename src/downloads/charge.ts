import type { DownloadSizeName } from '../catalogue/download-sizes.ts'
import type { Db } from '../db/database.ts'
import { Problem } from '../lib/problem.ts'
import type { Product } from '../rights/coverage.ts'
import { periodAt, type Span } from '../rights/periods.ts'

/** What a download cost. */
export type Charge = { readonly credits: number; readonly isOverage: boolean }

/** What each size costs in credits (contract 16, Products). */
export type PriceList = Readonly<Record<DownloadSizeName, number>>

const ALL_TIME: Span = { startMs: Number.MIN_SAFE_INTEGER, endMs: Number.MAX_SAFE_INTEGER }

/**
 * Charges one download to a product, in the transaction that records it.
 *
 * @throws Problem OverageLimitReached when its downloads are used up, NotEnoughCreditsForPurchase.
 */
export async function charge(
  tx: Db,
  product: Product,
  { size, prices, now }: { size: DownloadSizeName; prices: PriceList; now: Date },
): Promise<Charge> {
  const used = await usedOf(tx, product, now)
  const { terms, type } = product
  if (type === 'creditpack') {
    const credits = prices[size]
    const left = (terms.credits ?? 0) - used
    if (credits > left)
      throw new Problem('NotEnoughCreditsForPurchase', `This costs ${credits} credits; ${left} are left.`)
    await addUse(tx, product.id, { used: credits, now })
    return { credits, isOverage: false }
  }
  const { limit = Number.POSITIVE_INFINITY, overageLimit = 0 } = terms
  if (used >= limit + overageLimit)
    throw new Problem(
      'OverageLimitReached',
      `All ${limit} downloads of product ${product.id} are used${overageLimit > 0 ? `, and ${overageLimit} of overage` : ''}.`,
    )
  await addUse(tx, product.id, { used: 1, now })
  return { credits: 0, isOverage: used >= limit }
}

/** How much of a product was used in the period of a moment: downloads, or credits of a credit pack. */
export async function usedOf(db: Db, { id, terms: { period } }: Product, now: Date): Promise<number> {
  const { startMs, endMs } = period === undefined ? ALL_TIME : periodAt(period, now)
  const row = await db
    .selectFrom('productUse')
    .select((eb) => eb.fn.sum<number | string | null>('used').as('used'))
    .where('productId', '=', id)
    .where('dayMs', '>=', startMs)
    .where('dayMs', '<', endMs)
    .executeTakeFirst()
  return Number(row?.used ?? 0)
}

/** Use is counted by day, since every period is made of days: the count is right even if the period changes. */
async function addUse(tx: Db, productId: number, { used, now }: { used: number; now: Date }): Promise<void> {
  await tx
    .insertInto('productUse')
    .values({ productId, dayMs: periodAt('daily', now).startMs, used })
    .onConflict((conflict) =>
      conflict
        .columns(['productId', 'dayMs'])
        .doUpdateSet((eb) => ({ used: eb('productUse.used', '+', used) })),
    )
    .execute()
}
