// @ts-check
// How a download is paid for: the product that is charged, and the user's own credits or those of the team.

import { element } from './element.js'
import { say } from './language.js'
import { nameOfProduct, sayLeft } from './products.js'

/**
 * A product by which a size can be downloaded, and what that costs.
 * @typedef {{ priced: any, product: any }} Offer
 */

/** Whether a download repeats an earlier one and costs nothing. @param {any} priced */
export const isFree = ({ free_until: until }) => until !== null && Date.now() < Date.parse(until)

/** A choice of product if several cover the size, else a line; with a box for team credits. @param {() => void} changed */
export function paymentChoice(changed) {
  const select = /** @type {HTMLSelectElement} */ (element('select', { name: 'product' }))
  const left = element('p', { class: 'left' })
  const team = /** @type {HTMLInputElement} */ (element('input', { type: 'checkbox', name: 'team' }))
  const teamLabel = element('label', { class: 'team' }, team, say('payByTeam'))
  const box = element('div', { class: 'product' })
  /** @type {Offer[]} */
  let offered = []
  const current = () =>
    /** @type {Offer} */ (offered.find(({ product }) => String(product.id) === select.value) ?? offered[0])
  const showCurrent = () => {
    const { product, priced } = current()
    const price = priced.credits > 0 ? `${say('credits', { n: priced.credits })} · ` : ''
    left.textContent = price + sayLeft(product)
    teamLabel.hidden =
      isFree(priced) || product.type !== 'creditpack' || !isPaidBy(product.team_credits, priced)
    team.checked = !teamLabel.hidden && !isPaidBy(product.credits_remaining, priced)
  }
  select.addEventListener('change', () => {
    showCurrent()
    changed()
  })
  return {
    box,
    productId: () => current().product.id,
    isByTeam: () => !teamLabel.hidden && team.checked,
    /** @param {Offer[]} options */
    show(options) {
      const before = select.value
      offered = [...options].sort((a, b) => rank(a) - rank(b) || endOf(a) - endOf(b))
      select.replaceChildren(
        ...offered.map(({ product }) => new Option(nameOfProduct(product), String(product.id))),
      )
      if (offered.some(({ product }) => String(product.id) === before)) select.value = before
      const name = element('span', {}, say('product'))
      box.replaceChildren(
        offered.length > 1
          ? element('label', {}, name, select)
          : element('p', { class: 'only' }, name, element('strong', {}, nameOfProduct(current().product))),
        left,
        teamLabel,
      )
      showCurrent()
    },
  }
}

/** @param {number | undefined} credits @param {any} priced */
const isPaidBy = (credits, priced) => (credits ?? 0) >= priced.credits

/** What costs nothing comes first, and what is used up last. @param {Offer} offer */
function rank({ priced, product }) {
  if (isFree(priced)) return 0
  if (product.type === 'creditpack')
    return isPaidBy(Math.max(product.credits_remaining, product.team_credits ?? 0), priced) ? 2 : 3
  return product.downloads_remaining === 0 && product.overage.remaining === 0 ? 3 : 1
}

/** The product that ends first comes first, as when none is named. @param {Offer} offer */
const endOf = ({ product: { expiration_utc_date: end } }) =>
  end === null ? Number.MAX_SAFE_INTEGER : Date.parse(end)
