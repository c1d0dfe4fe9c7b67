import type { Db } from '../db/database.ts'
import { isKept } from '../db/is-kept.ts'
import { chargeCredits, creditsLeft, type Pool } from '../downloads/charge.ts'
import { type Downloader, downloaderName } from '../downloads/download.ts'
import { findCreditsByKey, type Idempotency, keepKey } from '../downloads/idempotency.ts'
import { extendedPriceOf, type PriceList } from '../downloads/prices.ts'
import type { Clock } from '../lib/clock.ts'
import { Problem } from '../lib/problem.ts'
import type { Product } from '../rights/coverage.ts'

/** A request for extended licences of an asset. */
export type LicenseRequest = Downloader & {
  readonly userId: string
  /** Null if what was sent cannot be the id of an asset. */
  readonly assetId: number | null
  readonly licenses: readonly string[]
  readonly pool: Pool
  /** The products of the customer that are in force. */
  readonly products: readonly Product[]
  readonly idempotency: Idempotency | null
}

/**
 * Buys extended licences of an asset that the customer has downloaded, and returns what they cost (contract 7, POST
 * /v3/asset-licensing/{assetId}). Licences that the customer has already are not charged again, so that a repeated request
 * costs nothing; with the same key it also gets the same answer.
 *
 * @throws Problem StandardLicenseNotFound if the customer has not downloaded the asset, NotEnoughCreditsForPurchase if no
 *   credit pack has enough credits left, IdempotencyKeyReused; nothing is charged then.
 */
export async function buyLicenses(
  db: Db,
  request: LicenseRequest,
  { prices, now: clock }: { prices: PriceList; now: Clock },
): Promise<{ readonly credits: number }> {
  const { idempotency } = request
  const sender = downloaderName(request)
  return db.transaction().execute(async (tx) => {
    const now = clock()
    const known = idempotency && (await findCreditsByKey(tx, sender, idempotency, now))
    if (known !== null) return { credits: known }
    const credits = await buyMissing(tx, request, { prices, now })
    if (idempotency) await keepKey(tx, { sender, licenseCredits: credits }, { idempotency, now })
    return { credits }
  })
}

/** Buys the licences that the customer does not have yet, and returns what they cost. */
async function buyMissing(
  tx: Db,
  request: LicenseRequest,
  { prices, now }: { prices: PriceList; now: Date },
): Promise<number> {
  const { customerId, clientId, userId, assetId, pool } = request
  if (assetId === null || !(await hasDownloaded(tx, customerId, assetId)))
    throw new Problem('StandardLicenseNotFound', 'Download the asset first: its standard licence is missing.')
  const held = await heldLicenses(tx, customerId, assetId)
  const missing = [...new Set(request.licenses)].filter((license) => !held.has(license))
  if (missing.length === 0) return 0
  const priced = await priceEach(tx, assetId, missing, prices)
  const credits = priced.reduce((sum, { price }) => sum + price, 0)
  const pack = await findPack(tx, request, { credits, now })
  await chargeCredits(tx, pack, { credits, pool, customerId, now })
  for (const { license, price } of priced)
    await tx
      .insertInto('extendedLicense')
      .values({
        customerId,
        assetId,
        license,
        clientId,
        userId,
        productId: pack.id,
        credits: price,
        isOfTeam: Number(pool === 'team'),
        atMs: now.getTime(),
      })
      .execute()
  return credits
}

async function hasDownloaded(tx: Db, customerId: string, assetId: number): Promise<boolean> {
  const found = await tx
    .selectFrom('download')
    .select('seq')
    .where('customerId', '=', customerId)
    .where('assetId', '=', assetId)
    .where(isKept)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

async function heldLicenses(tx: Db, customerId: string, assetId: number): Promise<ReadonlySet<string>> {
  const held = await tx
    .selectFrom('extendedLicense')
    .select('license')
    .where('customerId', '=', customerId)
    .where('assetId', '=', assetId)
    .execute()
  return new Set(held.map(({ license }) => license))
}

async function priceEach(tx: Db, assetId: number, licenses: readonly string[], prices: PriceList) {
  const asset = await tx
    .selectFrom('asset')
    .select('istockLicenses')
    .where('id', '=', assetId)
    .executeTakeFirst()
  // An asset that was purged has no prices of its own any more.
  const priced = asset ?? { istockLicenses: null }
  return licenses.map((license) => ({ license, price: extendedPriceOf(priced, license, prices) }))
}

/** The credit pack that ends first of those that have enough credits left; else the one with the most, which is refused. */
async function findPack(
  tx: Db,
  { products, pool }: LicenseRequest,
  { credits, now }: { credits: number; now: Date },
): Promise<Product> {
  const packs = products
    .filter(({ type }) => type === 'creditpack')
    .toSorted((a, b) => (a.endsMs ?? Infinity) - (b.endsMs ?? Infinity) || a.id - b.id)
  let best: { pack: Product; left: number } | null = null
  for (const pack of packs) {
    const left = await creditsLeft(tx, pack, { pool, now })
    if (left >= credits) return pack
    if (best === null || left > best.left) best = { pack, left }
  }
  if (best) return best.pack
  throw new Problem('NotEnoughCreditsForPurchase', 'There is no credit pack to pay with.')
}
