// @ts-check
// The products of the customer who is signed in, and what is left of them.

import { say, sayValue } from './language.js'
import { askAsUser } from './request.js'

/** The products in force, with what is left of each. @returns {Promise<any[]>} */
export const fetchProducts = async () =>
  (await askAsUser('/v3/products?fields=download_requirements')).products

/** What people call a product. @param {{ agreement_name: string, type?: string, product_type?: string }} product */
export const nameOfProduct = ({ agreement_name: agreement, type, product_type: kind = type ?? '' }) =>
  `${agreement} (${sayValue(kind)})`

/** What is left of a product, in a few words. @param {any} product */
export function sayLeft(product) {
  const { type, credits_remaining: credits, download_limit: limit, downloads_remaining: downloads } = product
  if (type === 'creditpack') return say('creditsLeft', { n: credits ?? 0 })
  if (limit === undefined) return say('unlimited')
  const left = say('left', { n: downloads, of: limit })
  const { overage } = product
  return overage.remaining > 0 ? `${left}, ${say('overageLeft', { n: overage.remaining })}` : left
}

/**
 * What a download takes from a product, to ask before it is charged; null if nothing of it can be used up.
 * @param {any} product
 * @param {number} credits what it costs in credits
 */
export function sayCharge(product, credits) {
  const name = nameOfProduct(product)
  if (product.type === 'creditpack') return say('takesCredits', { n: credits, name, what: sayLeft(product) })
  if (product.download_limit === undefined) return null
  const n = product.downloads_remaining
  return n > 0 ? say('takesDownload', { n, name }) : say('takesOverage', { name })
}
