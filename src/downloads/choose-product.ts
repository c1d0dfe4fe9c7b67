import type { Asset } from '../catalogue/asset.ts'
import { isWithin } from '../catalogue/download-sizes.ts'
import { Problem } from '../lib/problem.ts'
import { type Clause, type Coverage, notDownloadable, type Product } from '../rights/coverage.ts'
import { CLAUSE_TEXTS } from '../rights/explain.ts'
import type { OfferedSize } from './offered-sizes.ts'

/** What a caller asks for; what is null is left to the server. */
export type Choice = {
  readonly productId: number | null
  readonly productType: string | null
  readonly height: number | null
  readonly fileType: string | null
  /** Whether the team credits of a credit pack are to pay, so that only credit packs count. */
  readonly withTeamCredits: boolean
}

/** Under which product, and in which size, an image is downloaded. */
export type Chosen = { readonly product: Product; readonly size: OfferedSize }

type Refused = { readonly product: Product; readonly clause: Clause }

/**
 * Chooses the product that pays: of those that cover the image in the size asked for, the one that ends first
 * (contract 16, Products). The largest size that the product allows is taken where none is asked for.
 *
 * @throws Problem NoAgreement that names the clause of each product, MissingRequiredQueryParameters when the height is
 *   not offered or several products are equally good.
 */
export function chooseProduct(
  { products, defaults }: Coverage,
  asset: Asset,
  { sizes, choice, now }: { sizes: readonly OfferedSize[]; choice: Choice; now: Date },
): Chosen {
  const offered = ofFileType(ofHeight(sizes, choice.height), choice.fileType)
  const considered = products.filter(
    ({ id, type }) =>
      (choice.productId === null || id === choice.productId) &&
      (choice.productType === null || type === choice.productType) &&
      (!choice.withTeamCredits || type === 'creditpack'),
  )
  const found: Chosen[] = []
  const refused: Refused[] = []
  for (const product of considered) {
    const size = largestWithin(product, offered)
    const clause = notDownloadable(product, asset, { size: size.name, defaults, now })
    if (clause === null) found.push({ product, size })
    else refused.push({ product, clause })
  }
  if (found.length === 0) throw new Problem('NoAgreement', whyNone(refused, choice))
  return endingFirst(found)
}

/** @throws Problem MissingRequiredQueryParameters naming the heights that are offered. */
function ofHeight(sizes: readonly OfferedSize[], height: number | null): readonly OfferedSize[] {
  if (sizes.length === 0) throw new Problem('ImageNotFound', 'This image has no file that can be downloaded.')
  const fitting = height === null ? sizes : sizes.filter((size) => size.height === height)
  if (fitting.length > 0) return fitting
  const heights = sizes.map((size) => size.height).join(', ')
  throw new Problem('MissingRequiredQueryParameters', `height must be one of ${heights}.`)
}

/** @throws Problem MissingRequiredQueryParameters when no size is offered in this type. */
function ofFileType(sizes: readonly OfferedSize[], fileType: string | null): readonly OfferedSize[] {
  const fitting = fileType === null ? sizes : sizes.filter((size) => size.fileType === fileType)
  if (fitting.length > 0) return fitting
  const types = [...new Set(sizes.map((size) => size.fileType))].join(', ')
  throw new Problem('MissingRequiredQueryParameters', `file_type must be one of ${types}.`)
}

/** The largest size within the product's terms, else the smallest, by which the refusal is explained. */
function largestWithin({ terms: { largestSize } }: Product, sizes: readonly OfferedSize[]): OfferedSize {
  const within = largestSize === undefined ? sizes : sizes.filter(({ name }) => isWithin(name, largestSize))
  return within[0] ?? sizes.at(-1)!
}

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
