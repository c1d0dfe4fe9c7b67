// @ts-check
// The products of the customer who is signed in, and what is left of them.

import { comma, say, sayValue } from './language.js'
import { user } from './user.js'

/** The products in force, with what each covers and what is left of it. @returns {Promise<any[]>} */
export const fetchProducts = async () => (await user.getOwnProducts()).products

/** What people call a product. @param {{ agreement_name: string, type?: string, product_type?: string }} product */
export const nameOfProduct = ({ agreement_name: agreement, type, product_type: kind = type ?? '' }) =>
  `${agreement} (${sayValue(kind)})`

/** What is left of a product, in a few words. @param {any} product */
export function sayLeft(product) {
  const { type, credits_remaining: credits, download_limit: limit, downloads_remaining: downloads } = product
  if (type === 'creditpack') {
    const own = say('creditsLeft', { n: credits ?? 0 })
    return product.team_credits === undefined ? own : `${own}${comma}${sayTeamLeft(product)}`
  }
  if (limit === undefined) return say('unlimited')
  const left = say('left', { n: downloads, of: limit })
  const { overage } = product
  return overage.remaining > 0 ? `${left}, ${say('overageLeft', { n: overage.remaining })}` : left
}

/** @param {any} product */
const sayTeamLeft = ({ team_credits: team }) => say('teamCreditsLeft', { n: team })

/**
 * What a download takes from a product, to ask before it is charged; null if nothing of it can be used up.
 * @param {any} product
 * @param {number} credits what it costs in credits
 * @param {boolean} byTeam whether team credits pay
 */
export function sayCharge(product, credits, byTeam) {
  const name = nameOfProduct(product)
  if (byTeam) return say('takesTeamCredits', { n: credits, name, what: sayTeamLeft(product) })
  if (product.type === 'creditpack')
    return say('takesCredits', {
      n: credits,
      name,
      what: say('creditsLeft', { n: product.credits_remaining ?? 0 }),
    })
  if (product.download_limit === undefined) return null
  const n = product.downloads_remaining
  return n > 0 ? say('takesDownload', { n, name }) : say('takesOverage', { name })
}
