// @ts-check
// The form in which a user downloads a picture: size, product, and what the product requires.

import { confirmed } from './confirm.js'
import { element } from './element.js'
import { sayDownloadFailure } from './failure.js'
import { say, timeOfDay } from './language.js'
import { nameOfProduct, sayCharge, sayLeft } from './products.js'
import { askAsUser } from './request.js'
import { requirementFields } from './requirements.js'
import { saveFile } from './save-file.js'
import { sizeChoice } from './size-choice.js'

/**
 * What may be licensed, and the products of the user.
 * @typedef {{ sizes: readonly any[], products: readonly any[] }} Options
 */

/**
 * @param {Options} options
 * @param {() => Promise<Options>} reload fetches them again, after something was charged
 */
export function downloadForm(options, reload) {
  let { sizes, products } = options
  const choice = sizeChoice(sizes, () => showProducts())
  const product = productChoice(() => showCharge())
  const requirements = requirementFields()
  const free = element('p', { class: 'free' })
  const button = element('button', { class: 'primary' }, say('download'))
  const status = element('p', { class: 'status', role: 'status' })
  const form = element('form', { class: 'download' })
  form.append(choice.box, product.box, requirements.box, free, button, status)

  const size = () => sizes[choice.index()]
  /** The chosen product, and what the chosen size costs under it. */
  const chosen = () => {
    const priced = size().products.find((/** @type {any} */ it) => it.product_id === product.id())
    return { priced, product: products.find(({ id }) => id === priced.product_id) }
  }

  function showProducts() {
    product.show(
      size().products.map((/** @type {any} */ priced) => ({
        priced,
        product: products.find(({ id }) => id === priced.product_id),
      })),
    )
    showCharge()
  }

  function showCharge() {
    const { priced, product } = chosen()
    requirements.show(product)
    free.textContent = isFree(priced) ? say('freeUntil', { name: timeOfDay(priced.free_until) }) : ''
    status.textContent = ''
  }

  async function download() {
    const { priced, product } = chosen()
    const charge = isFree(priced) ? null : sayCharge(product, priced.credits)
    const question = { title: say('confirmTitle'), text: charge ?? '', agree: say('download') }
    if (charge !== null && !(await confirmed(question))) return
    status.textContent = say('downloading')
    const { pathname, search } = new URL(priced.uri)
    const body = requirements.stated()
    const path = `${pathname}${search}&auto_download=false`
    saveFile((await askAsUser(path, { method: 'POST', body })).uri)
    document.dispatchEvent(new Event('downloaded'))
    ;({ sizes, products } = await reload())
    showProducts()
    free.textContent = ''
    const until = chosen().priced.free_until
    status.textContent = until ? say('started', { name: timeOfDay(until) }) : say('startedOnce')
  }

  let isRunning = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (isRunning) return
    isRunning = true
    button.setAttribute('aria-disabled', 'true')
    await download().catch((error) => {
      status.textContent = sayDownloadFailure(error)
    })
    button.removeAttribute('aria-disabled')
    isRunning = false
  })
  showProducts()
  return form
}

/** @param {any} priced */
const isFree = ({ free_until: until }) => until !== null && Date.now() < Date.parse(until)

/** Which product is charged: a choice if several cover the size, else a line. @param {() => void} changed */
function productChoice(changed) {
  const select = /** @type {HTMLSelectElement} */ (element('select', { name: 'product' }))
  select.addEventListener('change', changed)
  const left = element('p', { class: 'left' })
  const box = element('div', { class: 'product' })
  /** @type {any[]} */
  let offered = []
  const current = () => offered.find(({ product }) => String(product.id) === select.value) ?? offered[0]
  const sayCurrent = () => {
    const { product, priced } = current()
    const price = priced.credits > 0 ? `${say('credits', { n: priced.credits })} · ` : ''
    left.textContent = price + sayLeft(product)
  }
  select.addEventListener('change', sayCurrent)
  return {
    box,
    id: () => current().product.id,
    /** @param {any[]} options */
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
          : element('p', { class: 'only' }, name, element('strong', {}, nameOfProduct(offered[0].product))),
        left,
      )
      sayCurrent()
    },
  }
}

/** What costs nothing comes first, and what is used up last. @param {any} option */
function rank({ priced, product }) {
  if (isFree(priced)) return 0
  if (product.type === 'creditpack') return (product.credits_remaining ?? 0) >= priced.credits ? 2 : 3
  return product.downloads_remaining === 0 && product.overage.remaining === 0 ? 3 : 1
}

/** The product that ends first comes first, as when none is named. @param {any} option */
const endOf = ({ product: { expiration_utc_date: end } }) =>
  end === null ? Number.MAX_SAFE_INTEGER : Date.parse(end)
