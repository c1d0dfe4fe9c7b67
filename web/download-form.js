// @ts-check
// The form in which a user downloads a picture: size, product, and what the product requires.

import { isVideo } from './api.js'
import { confirmed } from './confirm.js'
import { element } from './element.js'
import { sayDownloadFailure } from './failure.js'
import { say, timeOfDay } from './language.js'
import { isFree, paymentChoice } from './payment-choice.js'
import { sayCharge } from './products.js'
import { requirementFields } from './requirements.js'
import { saveFile } from './save-file.js'
import { sizeChoice } from './size-choice.js'
import { user } from './user.js'

/**
 * What may be licensed, and the products of the user.
 * @typedef {{ sizes: readonly any[], products: readonly any[] }} Options
 */

/**
 * @param {any} asset
 * @param {Options} options
 * @param {() => Promise<Options>} reload fetches them again, after something was charged
 */
export function downloadForm(asset, options, reload) {
  let { sizes, products } = options
  const choice = sizeChoice(sizes, () => showProducts())
  const payment = paymentChoice(() => showCharge())
  const requirements = requirementFields()
  const free = element('p', { class: 'free' })
  const button = element('button', { class: 'primary' }, say('download'))
  const status = element('p', { class: 'status', role: 'status' })
  const form = element('form', { class: 'download' })
  form.append(choice.box, payment.box, requirements.box, free, button, status)

  const size = () => sizes[choice.index()]
  /** The chosen product, and what the chosen size costs under it. */
  const chosen = () => {
    const priced = size().products.find((/** @type {any} */ it) => it.product_id === payment.productId())
    return { priced, product: products.find(({ id }) => id === priced.product_id) }
  }

  function showProducts() {
    payment.show(
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
    const byTeam = payment.isByTeam()
    const charge = isFree(priced) ? null : sayCharge(product, priced.credits, byTeam)
    const title = say(isVideo(asset) ? 'confirmVideoTitle' : 'confirmTitle')
    const question = { title, text: charge ?? '', agree: say('download') }
    if (charge !== null && !(await confirmed(question))) return
    status.textContent = say('downloading')
    const { pathname, search } = new URL(priced.uri)
    const uri = `${pathname}${search}&auto_download=false${byTeam ? '&use_team_credits=true' : ''}`
    const link = { uri, method: 'POST', body: requirements.stated(), once: true }
    const file = (await user.follow(link)).uri
    document.dispatchEvent(new Event('downloaded'))
    await saveFile(file, (share) => {
      status.textContent = say('making', { n: Math.floor(share * 100) })
    })
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
