import type { Coverage } from '../rights/coverage.ts'
import type { SearchViewer } from '../rights/find-licensable.ts'
import type { PublicCaller } from './caller.ts'

/**
 * Returns for whom a search of this caller is made: with an access token, for the customer. `product` is the parameter
 * `download_product`, a type of product or one product as in "premiumaccess:1234"; without a token it has no effect,
 * since the caller has no products.
 */
export const searchViewer = (
  { country, rights }: Pick<PublicCaller, 'country' | 'rights'>,
  now: Date,
  product?: string,
): SearchViewer => ({
  now,
  country,
  coverage: rights === null || product === undefined ? rights : ofProduct(rights, product),
})

function ofProduct({ products, defaults }: Coverage, product: string): Coverage {
  const [type, id] = product.toLowerCase().split(':')
  const named = products.filter((it) => it.type === type && (id === undefined || it.id === Number(id)))
  return { products: named, defaults }
}
