import { Problem } from '../lib/problem.ts'
import {
  allowsSize,
  type Clause,
  type Coverage,
  type Licensable,
  notDownloadable,
  type Product,
} from '../rights/coverage.ts'
import { CLAUSE_TEXTS } from '../rights/explain.ts'
import type { OfferedSize } from './offered-sizes.ts'

/** Which product a caller asks for; what is null is left to the server. */
export type Choice = {
  readonly productId: number | null
  readonly productType: string | null
  /** Whether the team credits of a credit pack are to pay, so that only credit packs count. */
  readonly withTeamCredits: boolean
}

/** Under which product, and in which size, an asset is downloaded. */
export type Chosen = { readonly product: Product; readonly size: OfferedSize }

type Refused = { readonly product: Product; readonly clause: Clause }

/**
 * Chooses the product that pays: of those that cover the asset in one of the sizes, the one that ends first (contract
 * 16, Products). Of the sizes, largest first, the first that the product allows is taken.
 *
 * @throws Problem NoAgreement that names the clause of each product, MissingRequiredQueryParameters when several products
 *   are equally good.
 */
export function chooseProduct(
  { products, defaults }: Coverage,
  asset: Licensable,
  { sizes, choice, now }: { sizes: readonly OfferedSize[]; choice: Choice; now: Date },
): Chosen {
  const considered = products.filter(
    ({ id, type }) =>
      (choice.productId === null || id === choice.productId) &&
      (choice.productType === null || type === choice.productType) &&
      (!choice.withTeamCredits || type === 'creditpack'),
  )
  const found: Chosen[] = []
  const refused: Refused[] = []
  for (const product of considered) {
    const size = largestWithin(product, sizes)
    const clause = notDownloadable(product, asset, { size: size.band, defaults, now })
    if (clause === null) found.push({ product, size })
    else refused.push({ product, clause })
  }
  if (found.length === 0) throw new Problem('NoAgreement', whyNone(refused, choice))
  return endingFirst(found)
}

/** The largest size within the product's terms, else the smallest, by which the refusal is explained. */
const largestWithin = (product: Product, sizes: readonly OfferedSize[]): OfferedSize =>
  sizes.find(({ band }) => allowsSize(product, band)) ?? sizes.at(-1)!

function endingFirst(found: readonly Chosen[]): Chosen {
  const endOf = ({ product }: Chosen) => product.endsMs ?? Number.POSITIVE_INFINITY
  const first = Math.min(...found.map(endOf))
  const equal = found.filter((it) => endOf(it) === first)
  if (equal.length === 1) return equal[0]!
  const names = equal.map(({ product: { id, type } }) => `${id} (${type})`).join(', ')
  throw new Problem(
    'MissingRequiredQueryParameters',
    `Several products cover this asset: name one by product_id: ${names}.`,
  )
}

function whyNone(refused: readonly Refused[], { productId, productType, withTeamCredits }: Choice): string {
  if (refused.length > 0) return whyRefused(refused)
  const asked = productId ?? productType
  const what = asked === null ? 'are no products' : `is no product ${asked}`
  return `No agreement covers this asset: there ${what}${withTeamCredits ? ' with team credits' : ''}.`
}

/** Says by which clause each product was refused. */
export function whyRefused(refused: readonly Refused[]): string {
  const reasons = refused.map(
    ({ product: { id, type }, clause }) => `product ${id} (${type}) ${CLAUSE_TEXTS[clause]}`,
  )
  return `No agreement covers this asset: ${reasons.join('; ')}.`
}
