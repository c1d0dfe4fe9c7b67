import { assetNotFound } from '../catalogue/find-visible.ts'
import type { Db } from '../db/database.ts'
import { Problem } from '../lib/problem.ts'
import { findProduct } from '../rights/agreements.ts'
import { notDownloadable, type Product } from '../rights/coverage.ts'
import { whyRefused } from './choose-product.ts'
import type { NewDownload } from './download.ts'
import { type Downloadable, findDownloadable } from './downloadable.ts'

/** What a download was found to be, in the transaction that charges it. */
type Confirmed = {
  readonly asset: Downloadable
  readonly product: Product
  readonly customerName: string
}

/**
 * Reads the asset and the product of a download again, in the transaction that charges it: the asset may have been
 * withdrawn, and the agreement changed or ended, since they were chosen.
 *
 * @throws Problem ImageNotFound or VideoNotFound, NoAgreement.
 */
export async function confirmDownload(
  tx: Db,
  { asset: { id, mediaKind }, product: chosen, size, country, defaults }: NewDownload,
  now: Date,
): Promise<Confirmed> {
  const asset = await findDownloadable(tx, { id, mediaKind }, { now, country })
  if (!asset) throw assetNotFound(mediaKind, id)
  const found = await findProduct(tx, chosen.id)
  const clause =
    found === null ? 'ended' : notDownloadable(found.product, asset, { size: size.band, defaults, now })
  if (clause !== null) throw new Problem('NoAgreement', whyRefused([{ product: chosen, clause }]))
  return { asset, ...found! }
}
