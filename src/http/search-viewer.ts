import type { Coverage, Product } from '../rights/coverage.ts'
import type { SearchViewer } from '../rights/find-licensable.ts'
import type { PublicCaller } from './caller.ts'

/**
 * Returns for whom a search of this caller is made: with an access token, for the customer. `named` are the products of
 * which one has to cover what is found: a type of product, or one product as in "premiumaccess:1234". Without a token they
 * have no effect, since the caller has no products.
 */
export const searchViewer = (
  { country, rights }: Pick<PublicCaller, 'country' | 'rights'>,
  now: Date,
  named?: readonly string[],
): SearchViewer => ({
  now,
  country,
  coverage: rights === null || named === undefined ? rights : ofProducts(rights, named),
})

function ofProducts({ products, defaults }: Coverage, named: readonly string[]): Coverage {
  const wanted = named.map((product) => product.toLowerCase().split(':'))
  const isNamed = (it: Product) =>
    wanted.some(([type, id]) => it.type === type && (id === undefined || it.id === Number(id)))
  return { products: products.filter(isNamed), defaults }
}
