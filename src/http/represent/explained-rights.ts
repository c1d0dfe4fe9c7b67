import type { Asset } from '../../catalogue/asset.ts'
import { explainRights } from '../../rights/explain.ts'
import type { Rights } from '../../rights/rights-book.ts'

/** What each product of the customer says of an image, for `explain=rights`; nothing without an access token. */
export function presentExplainedRights(asset: Asset, rights: Rights | null, now: Date) {
  if (rights === null) return []
  return explainRights(rights.allProducts, asset, { ...rights, now }).map(({ product, clause, reason }) => ({
    product_id: String(product.id),
    product_type: product.type,
    agreement_name: product.agreementName,
    clause,
    reason,
  }))
}
