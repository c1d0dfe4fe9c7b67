import type { Db } from '../db/database.ts'
import { isKept } from '../db/is-kept.ts'
import type { Product } from '../rights/coverage.ts'
import { periodAt } from '../rights/periods.ts'
import { usedOf } from './charge.ts'

/** What a customer downloaded in a time, and what that and extended licences cost. */
export type Consumed = {
  readonly downloads: number
  /** Of these, charged as overage. */
  readonly overage: number
  /** Team credits included. */
  readonly credits: number
}

/** How much of an allowance is used; `limit` and `remaining` are null if there is no limit. */
export type Allowance = {
  readonly limit: number | null
  readonly used: number
  readonly remaining: number | null
}

/** How much of a product is used in the period of a moment. */
export type ProductConsumption = {
  readonly product: Product
  /** When the count began and begins again; null if it never does. */
  readonly period: { readonly startMs: number; readonly endMs: number } | null
  /** Null for credit packs, and the other two for everything else. */
  readonly downloads: Allowance | null
  /** Downloads beyond the limit; null if there is none. */
  readonly overage: Allowance | null
  readonly credits: Allowance | null
  readonly teamCredits: Allowance | null
}

/** Returns what a customer consumed since a moment, whichever of its users and clients did; not what was given back. */
export async function consumedSince(db: Db, customerId: string, sinceMs: number): Promise<Consumed> {
  const loaded = await db
    .selectFrom('download')
    .select((eb) => [eb.fn.countAll<number | string>().as('count'), eb.fn.sum('isOverage').as('overage')])
    .select((eb) => eb.fn.sum('credits').as('credits'))
    .where('customerId', '=', customerId)
    .where('atMs', '>=', sinceMs)
    .where(isKept)
    .executeTakeFirstOrThrow()
  const licensed = await db
    .selectFrom('extendedLicense')
    .select((eb) => eb.fn.sum('credits').as('credits'))
    .where('customerId', '=', customerId)
    .where('atMs', '>=', sinceMs)
    .executeTakeFirstOrThrow()
  return {
    downloads: Number(loaded.count),
    overage: Number(loaded.overage ?? 0),
    credits: Number(loaded.credits ?? 0) + Number(licensed.credits ?? 0),
  }
}

/** Returns how much of a product is used and left at a moment. */
export async function consumptionOf(db: Db, product: Product, now: Date): Promise<ProductConsumption> {
  const { limit, overageLimit, period, credits, teamCredits } = product.terms
  const span = period === undefined ? null : periodAt(period, now)
  const used = await usedOf(db, product, { pool: 'own', now })
  const none = { downloads: null, overage: null, credits: null, teamCredits: null }
  if (product.type !== 'creditpack')
    return {
      ...none,
      product,
      period: span,
      downloads: allowance(limit, used),
      overage: overageLimit === undefined ? null : allowance(overageLimit, Math.max(0, used - limit!)),
    }
  const usedByTeam = await usedOf(db, product, { pool: 'team', now })
  return {
    ...none,
    product,
    period: span,
    credits: allowance(credits, used),
    teamCredits: teamCredits === undefined ? null : allowance(teamCredits, usedByTeam),
  }
}

const allowance = (limit: number | undefined, used: number): Allowance => ({
  limit: limit ?? null,
  used,
  remaining: limit === undefined ? null : Math.max(0, limit - used),
})
