import type { DownloadSizeName } from '../catalogue/download-sizes.ts'
import type { Db } from '../db/database.ts'
import { Problem } from '../lib/problem.ts'
import type { Product } from '../rights/coverage.ts'
import { periodAt } from '../rights/periods.ts'

/** What a download cost. */
export type Charge = { readonly credits: number; readonly isOverage: boolean }

/** What each size costs in credits (contract 16, Products). */
export type PriceList = Readonly<Record<DownloadSizeName, number>>

/** The first moment of the period in which a download at `now` counts; 0 where a product has no periods. */
export const countedFrom = ({ terms }: Product, now: Date): number =>
  terms.period === undefined ? 0 : periodAt(terms.period, now).startMs

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
  const periodStartMs = countedFrom(product, now)
  const used = await usedSince(tx, product.id, periodStartMs)
  const { terms, type } = product
  if (type === 'creditpack') {
    const credits = prices[size]
    const left = (terms.credits ?? 0) - used
    if (credits > left)
      throw new Problem('NotEnoughCreditsForPurchase', `This costs ${credits} credits; ${left} are left.`)
    await addUse(tx, { productId: product.id, periodStartMs, used: credits })
    return { credits, isOverage: false }
  }
  const { limit = Number.POSITIVE_INFINITY, overageLimit = 0 } = terms
  if (used >= limit + overageLimit)
    throw new Problem(
      'OverageLimitReached',
      `All ${limit} downloads of product ${product.id} are used${overageLimit > 0 ? `, and ${overageLimit} of overage` : ''}.`,
    )
  await addUse(tx, { productId: product.id, periodStartMs, used: 1 })
  return { credits: 0, isOverage: used >= limit }
}

/** How much of a product was used in the period that began at a moment. */
export async function usedSince(db: Db, productId: number, periodStartMs: number): Promise<number> {
  const row = await db
    .selectFrom('productUse')
    .select('used')
    .where('productId', '=', productId)
    .where('periodStartMs', '=', periodStartMs)
    .executeTakeFirst()
  return row?.used ?? 0
}

async function addUse(
  tx: Db,
  row: { productId: number; periodStartMs: number; used: number },
): Promise<void> {
  await tx
    .insertInto('productUse')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['productId', 'periodStartMs'])
        .doUpdateSet((eb) => ({ used: eb('productUse.used', '+', row.used) })),
    )
    .execute()
}
