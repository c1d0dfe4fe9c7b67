// @ts-check
// The agreements of the user's company: what is left of each product, and what its terms are.

import { element } from './element.js'
import { count, day, say, sayValue } from './language.js'
import { sayTerms } from './terms.js'

const lead = /** @type {HTMLElement} */ (document.getElementById('lead'))

/** @param {readonly any[]} products those in force, as in /v1/products */
export function showAgreements(products) {
  lead.replaceChildren(element('ul', { class: 'agreements' }, ...products.map(card)))
}

/** @param {any} product */
function card(product) {
  const facts = factsOf(product).flatMap(([word, text]) =>
    text ? [element('dt', {}, say(word)), element('dd', {}, text)] : [],
  )
  return element(
    'li',
    {},
    element('h2', {}, product.agreement_name, element('span', {}, sayValue(product.type))),
    ...left(product),
    element('ul', {}, ...sayTerms(product).map((sentence) => element('li', {}, sentence))),
    element('dl', {}, ...facts),
  )
}

/** How much is left, as a number and as a bar where there is a limit. @param {any} product */
function left({
  type,
  credits_remaining: credits = 0,
  download_limit: limit,
  downloads_remaining: downloads,
}) {
  if (type === 'creditpack') return [amount(count(credits), say('creditsLeft', { n: credits }))]
  if (limit === undefined) return [element('p', { class: 'amount' }, element('strong', {}, say('unlimited')))]
  const bar = element('progress', { max: String(limit), value: String(downloads), 'aria-hidden': 'true' })
  return [amount(count(downloads), say('left', { n: downloads, of: limit })), bar]
}

/** A sentence with its number set large. @param {string} number @param {string} sentence */
function amount(number, sentence) {
  const [before = '', ...after] = sentence.split(number)
  return element('p', { class: 'amount' }, before, element('strong', {}, number), after.join(number))
}

/** @param {any} product @returns {[import('./language.js').Word, string | null][]} */
function factsOf({ overage, team_credits: team, ...product }) {
  const { download_limit_reset_utc_date: reset, expiration_utc_date: end } = product
  return [
    ['renews', reset && day(reset)],
    ['overage', overage.limit > 0 ? say('leftOf', { n: overage.remaining, of: overage.limit }) : null],
    ['teamCredits', team === undefined ? null : say('creditsLeft', { n: team })],
    ['ends', end ? day(end) : say('noEnd')],
  ]
}
