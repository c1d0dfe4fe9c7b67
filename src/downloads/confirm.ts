import type { Asset } from '../catalogue/asset.ts'
import { assetNotFound, findVisibleAsset } from '../catalogue/find-visible.ts'
import type { Db } from '../db/database.ts'
import { Problem } from '../lib/problem.ts'
import { findProduct } from '../rights/agreements.ts'
import { notDownloadable, type Product } from '../rights/coverage.ts'
import { whyRefused } from './choose-product.ts'
import type { NewDownload } from './download.ts'

/**
 * Reads the asset and the product of a download again, in the transaction that charges it: the asset may have been
 * withdrawn, and the agreement changed or ended, since they were chosen.
 *
 * @throws Problem ImageNotFound or VideoNotFound, NoAgreement.
 */
export async function confirm(
  tx: Db,
  { asset: { id, mediaKind }, product: chosen, size, country, defaults }: NewDownload,
  now: Date,
): Promise<{ asset: Asset; product: Product; customerName: string }> {
  const asset = await findVisibleAsset(tx, mediaKind, id, { now, country })
  if (!asset) throw assetNotFound(mediaKind, id)
  const found = await findProduct(tx, chosen.id)
  const clause =
    found === null ? 'ended' : notDownloadable(found.product, asset, { size: size.band, defaults, now })
  if (clause !== null) throw new Problem('NoAgreement', whyRefused([{ product: chosen, clause }]))
  return { asset, ...found! }
}
