import type { Db } from '../db/database.ts'
import type { Product } from '../rights/coverage.ts'
import { periodAt } from '../rights/periods.ts'
import { creditsLeft, usedOf } from './charge.ts'

/** What is left of a product. */
export type Remaining = {
  /** Null where there is no limit. */
  readonly downloads: number | null
  /** When the count restarts; null if it never does. */
  readonly resetsMs: number | null
  readonly overage: { readonly limit: number; readonly remaining: number; readonly count: number }
  /** Null for what is not a credit pack. */
  readonly credits: number | null
  /** Null for what has no team credits. */
  readonly teamCredits: number | null
}

const NO_OVERAGE = { limit: 0, remaining: 0, count: 0 }

/** How much of a product is left at a moment. */
export async function remainingOf(db: Db, product: Product, now: Date): Promise<Remaining> {
  const { limit, overageLimit = 0, period, teamCredits } = product.terms
  if (product.type === 'creditpack')
    return {
      downloads: null,
      resetsMs: null,
      overage: NO_OVERAGE,
      credits: await creditsLeft(db, product, { pool: 'own', now }),
      teamCredits: teamCredits === undefined ? null : await creditsLeft(db, product, { pool: 'team', now }),
    }
  const used = await usedOf(db, product, { pool: 'own', now })
  const count = limit === undefined ? 0 : Math.max(0, used - limit)
  return {
    downloads: limit === undefined ? null : Math.max(0, limit - used),
    resetsMs: period === undefined ? null : periodAt(period, now).endMs,
    overage: { limit: overageLimit, remaining: Math.max(0, overageLimit - count), count },
    credits: null,
    teamCredits: null,
  }
}
