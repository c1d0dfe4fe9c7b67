import { isDeepStrictEqual as isSame } from 'node:util'
import type { CustomerRecord } from '../access/customers.ts'
import {
  type Agreement,
  type AgreementProduct,
  changeAgreement,
  createAgreement,
  findProducts,
  listAgreements,
} from '../rights/agreements.ts'
import { type ProductType, readTerms, type Terms } from '../rights/terms.ts'
import { findUnknownNames } from '../rights/unknown-names.ts'
import { type Application, at, differences, requireDistinct, timeOf } from './application.ts'
import type { StatedAgreement } from './customers-file.ts'
import type { Path } from './read-customers-file.ts'

type Part = { readonly customer: CustomerRecord; readonly stated: readonly StatedAgreement[] }

/** Makes the agreements of a customer what the file says. */
export async function applyAgreements(
  application: Application,
  path: Path,
  { customer, stated }: Part,
): Promise<void> {
  const { tx, now, report } = application
  const names = stated.map(({ name }) => name)
  requireDistinct(application, path, names)
  const known = await listAgreements(tx, customer.id)
  for (const [index, agreement] of stated.entries()) {
    const there = known.find(({ name }) => name === agreement.name)
    const what = `agreement ${agreement.name} of ${customer.name}`
    await at(application, [...path, index], () =>
      there
        ? change(application, [...path, index], { what, known: there, stated: agreement })
        : create(application, [...path, index], { what, customer, stated: agreement }),
    )
  }
  for (const { name, endsMs } of known)
    if (!names.includes(name) && (endsMs === null || endsMs > now.getTime()))
      report.left.push(`agreement ${name} of ${customer.name}`)
}

async function create(
  application: Application,
  path: Path,
  { what, customer, stated }: { what: string; customer: CustomerRecord; stated: StatedAgreement },
): Promise<void> {
  const { tx, now, report } = application
  const { startsMs = now.getTime(), endsMs = null } = timesOf(application, path, stated)
  const products = await productsOf(application, path, stated)
  await createAgreement(tx, { customerId: customer.id, name: stated.name, startsMs, endsMs, products, now })
  report.changes.push({ is: 'added', what, details: [] })
}

async function change(
  application: Application,
  path: Path,
  { what, known, stated }: { what: string; known: Agreement; stated: StatedAgreement },
): Promise<void> {
  const { tx, now, report } = application
  const { startsMs, endsMs } = timesOf(application, path, stated)
  const times = differences<Pick<Agreement, 'startsMs' | 'endsMs'>>(known, { startsMs, endsMs })
  const products = (await findProducts(tx, known.id)).filter(({ endedMs }) => endedMs === null)
  const { terms, add, left, details } = matchProducts(products, await productsOf(application, path, stated))
  await changeAgreement(tx, known.id, { ...times.change, terms, add }, now)
  const all = [...times.details, ...details]
  if (all.length > 0) report.changes.push({ is: 'changed', what, details: all })
  report.left.push(...left.map(({ id, type }) => `product ${id} (${type}) of ${what}`))
}

/**
 * Products have no names: one of the file is the one in the library with the same type and terms, else the first of its
 * type that is left, else a new one.
 */
function matchProducts(known: readonly AgreementProduct[], stated: readonly ReadProduct[]) {
  const left = [...known]
  const terms = new Map<number, Terms>()
  const details: string[] = []
  const take = (fits: (product: AgreementProduct) => boolean) => {
    const at = left.findIndex(fits)
    return at === -1 ? undefined : left.splice(at, 1)[0]
  }
  const others = stated.filter(
    (it) => take(({ type, terms }) => type === it.type && isSame(terms, it.terms)) === undefined,
  )
  const add = others.filter(({ type, terms: now }) => {
    const product = take((one) => one.type === type)
    if (!product) {
      details.push(`added ${type}`)
      return true
    }
    terms.set(product.id, now)
    const removed = Object.fromEntries(Object.keys(product.terms).map((name) => [name, null]))
    const changed = differences<Record<string, unknown>>(product.terms, { ...removed, ...now })
    details.push(...changed.details.map((detail) => `${type} ${detail}`))
    return false
  })
  return { terms, add, left, details }
}

type ReadProduct = { readonly type: ProductType; readonly terms: Terms }

/** The products that the file says, whose terms are checked. */
async function productsOf(
  application: Application,
  path: Path,
  { products }: StatedAgreement,
): Promise<ReadProduct[]> {
  const read: ReadProduct[] = []
  for (const [index, { type, ...stated }] of products.entries()) {
    const place = [...path, 'products', index]
    const terms = await at(application, place, async () => readTerms(type, stated))
    const unknown = await findUnknownNames(application.tx, terms)
    application.report.warnings.push(...unknown.map((it) => `${application.locate(place)}: ${it}`))
    read.push({ type, terms })
  }
  return read
}

/** The times that the file says; undefined where it does not. */
function timesOf(application: Application, path: Path, { starts, ends }: StatedAgreement) {
  return {
    startsMs: starts === undefined ? undefined : timeOf(application, [...path, 'starts'], starts),
    endsMs: typeof ends === 'string' ? timeOf(application, [...path, 'ends'], ends) : ends,
  }
}
