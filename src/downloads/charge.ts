import type { DownloadSizeName } from '../catalogue/download-sizes.ts'
import type { Db } from '../db/database.ts'
import { prepared, type Values } from '../db/prepared.ts'
import type { DownloadTable, ProductUseTable } from '../db/tables/rights.ts'
import { Problem } from '../lib/problem.ts'
import type { Product } from '../rights/coverage.ts'
import { periodAt, type Span } from '../rights/periods.ts'
import { announceLowAllowance } from './announce-allowance.ts'
import type { PriceList } from './prices.ts'

/** What a download cost. */
export type Charge = { readonly credits: number; readonly isOverage: boolean }

const ALL_TIME: Span = { startMs: Number.MIN_SAFE_INTEGER, endMs: Number.MAX_SAFE_INTEGER }

/** Who the credits of a credit pack belong to: they are counted apart. Everything else is counted as `own`. */
export type Pool = 'own' | 'team'

/** Who is charged when. */
type Charging = { readonly customerId: string; readonly pool: Pool; readonly now: Date }

/**
 * Charges one download to a product, in the transaction that records it.
 *
 * @throws Problem OverageLimitReached when its downloads are used up, NotEnoughCreditsForPurchase.
 */
export async function charge(
  tx: Db,
  product: Product,
  { size, prices, ...charging }: Charging & { readonly size: DownloadSizeName; readonly prices: PriceList },
): Promise<Charge> {
  const { terms, type } = product
  if (type === 'creditpack') {
    await chargeCredits(tx, product, { credits: prices[size], ...charging })
    return { credits: prices[size], isOverage: false }
  }
  const { now } = charging
  const { limit = Number.POSITIVE_INFINITY, overageLimit = 0 } = terms
  const used = limit === Number.POSITIVE_INFINITY ? 0 : await usedOf(tx, product, { pool: 'own', now })
  if (used >= limit + overageLimit) throw usedUp(product, now)
  await addUse(tx, product.id, { used: 1, pool: 'own', now })
  const use = { unit: 'downloads', limit, before: used, after: used + 1 } as const
  await announceLowAllowance(tx, product, use, charging)
  return { credits: 0, isOverage: used >= limit }
}

/** The problem that the downloads of a product are used up; it says when there are more, unless the agreement ends before. */
function usedUp({ id, terms, endsMs }: Product, now: Date): Problem {
  const { limit, overageLimit = 0, period } = terms
  const overage = overageLimit > 0 ? `, and ${overageLimit} of overage` : ''
  const renewsMs = period === undefined ? null : periodAt(period, now).endMs
  const isRenewed = renewsMs !== null && (endsMs === null || renewsMs < endsMs)
  const renewal = isRenewed
    ? `; the count begins again on ${new Date(renewsMs).toISOString().slice(0, 10)}`
    : ''
  return new Problem(
    'OverageLimitReached',
    `All ${limit} downloads of product ${id} are used${overage}${renewal}.`,
  )
}

/** Takes credits from a credit pack. @throws Problem NotEnoughCreditsForPurchase that tells how many are left. */
export async function chargeCredits(
  tx: Db,
  product: Product,
  { credits, pool, customerId, now }: Charging & { readonly credits: number },
): Promise<void> {
  const left = await creditsLeft(tx, product, { pool, now })
  if (credits > left)
    throw new Problem(
      'NotEnoughCreditsForPurchase',
      `This costs ${credits} ${pool === 'team' ? 'team ' : ''}credits; ${left} are left.`,
    )
  await addUse(tx, product.id, { used: credits, pool, now })
  const limit = creditsOf(product, pool)
  const [before, unit] = [limit - left, pool === 'team' ? 'team_credits' : 'credits'] as const
  await announceLowAllowance(
    tx,
    product,
    { unit, limit, before, after: before + credits },
    { customerId, now },
  )
}

/** The credits of a credit pack that are left; never below 0, even if the pack was made smaller. */
export async function creditsLeft(
  db: Db,
  product: Product,
  { pool, now }: { pool: Pool; now: Date },
): Promise<number> {
  return Math.max(0, creditsOf(product, pool) - (await usedOf(db, product, { pool, now })))
}

const creditsOf = ({ terms: { credits = 0, teamCredits = 0 } }: Product, pool: Pool): number =>
  pool === 'team' ? teamCredits : credits

/** How much of a product was used in the period of a moment: downloads, or credits of a credit pack. */
export async function usedOf(
  db: Db,
  { id, terms: { period } }: Product,
  { pool, now }: { pool: Pool; now: Date },
): Promise<number> {
  const { startMs, endMs } = period === undefined ? ALL_TIME : periodAt(period, now)
  const [row] = await usedWithin(db, { productId: id, pool, startMs, endMs })
  return Number(row?.used ?? 0)
}

const usedWithin = prepared(
  (db, { productId, pool, startMs, endMs }: Values<{ productId: number; pool: Pool } & Span>) =>
    db
      .selectFrom('productUse')
      .select((eb) => eb.fn.sum<number | string | null>('used').as('used'))
      .where('productId', '=', productId)
      .where('pool', '=', pool)
      .where('dayMs', '>=', startMs)
      .where('dayMs', '<', endMs),
)

/** Use is counted by day, since every period is made of days: the count is right even if the period changes. */
async function addUse(
  tx: Db,
  productId: number,
  { used, pool, now }: { used: number; pool: Pool; now: Date },
): Promise<void> {
  await countUse(tx, { productId, dayMs: periodAt('daily', now).startMs, pool, used })
}

/** Takes back what a download was charged, on the day of the download: the period of its charge has more left again. */
export async function uncharge(
  tx: Db,
  { productId, credits, isOfTeam, atMs }: Pick<DownloadTable, 'productId' | 'credits' | 'isOfTeam' | 'atMs'>,
): Promise<void> {
  const { type } = await tx
    .selectFrom('product')
    .select('type')
    .where('id', '=', productId)
    .executeTakeFirstOrThrow()
  const used = type === 'creditpack' ? credits : 1
  const pool = isOfTeam === 1 ? 'team' : 'own'
  await addUse(tx, productId, { used: -used, pool, now: new Date(atMs) })
}

const countUse = prepared((db, { productId, dayMs, pool, used }: Values<ProductUseTable>) =>
  db
    .insertInto('productUse')
    .values({ productId, dayMs, pool, used })
    .onConflict((conflict) =>
      conflict
        .columns(['productId', 'dayMs', 'pool'])
        .doUpdateSet((eb) => ({ used: eb('productUse.used', '+', used) })),
    ),
)
