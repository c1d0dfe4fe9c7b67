import type { RightsDefaults } from '../catalogue/stated-rights.ts'
import type { Db } from '../db/database.ts'
import { revisionOf } from '../db/revisions.ts'
import { listProducts } from './agreements.ts'
import { type Coverage, outOfTime, type Product } from './coverage.ts'

/** What a customer may license at a moment. */
export type Rights = Coverage & {
  /** Also the products that have not started or have ended, for explanations. */
  readonly allProducts: readonly Product[]
  /** Equal states mean equal rights of the same customer. */
  readonly state: string
}

/** The products of all customers, kept in memory so that a request costs no query. */
export type RightsBook = {
  /** The rights of a customer at a moment. */
  of(customerId: string, now: Date): Rights
  /** Reads the products again. */
  reload(): Promise<void>
}

/** Loads the products and keeps them in memory until `reload`. */
export async function openRightsBook(db: Db, defaults: RightsDefaults): Promise<RightsBook> {
  let byCustomer = new Map<string, Product[]>()
  let revision = 0
  const book: RightsBook = {
    of(customerId, now) {
      const allProducts = byCustomer.get(customerId) ?? []
      const clauses = allProducts.map((product) => outOfTime(product, now))
      const products = allProducts.filter((_, index) => clauses[index] === null)
      return { products, allProducts, defaults, state: `${customerId} ${revision} ${clauses}` }
    },
    async reload() {
      const newRevision = await revisionOf(db, 'rights')
      byCustomer = await listProducts(db)
      revision = newRevision
    },
  }
  await book.reload()
  return book
}
