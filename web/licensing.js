// @ts-check
// What may be licensed of a picture and why not, on its page.

import { signInLink } from './account.js'
import { isVideo } from './api.js'
import { downloadForm } from './download-form.js'
import { element } from './element.js'
import { sayFailure } from './failure.js'
import { say, sayValue } from './language.js'
import { fetchProducts, nameOfProduct } from './products.js'
import { isSignedIn } from './session.js'
import { user } from './user.js'

/**
 * The part of a picture's page in which it is downloaded.
 * @param {any} image
 */
export function licensing(image) {
  const section = element('section', { class: 'licensing', 'aria-label': say('download') })
  if (!isSignedIn()) {
    section.append(
      element('p', {}, signInLink(say(isVideo(image) ? 'signInToDownloadVideo' : 'signInToDownload'))),
    )
    return section
  }
  section.append(element('p', { class: 'soft' }, say('checking')))
  void show(section, image)
  return section
}

/** @param {HTMLElement} section @param {any} image */
async function show(section, image) {
  try {
    const { sizes, products, verdicts } = await fetchOptions(image)
    section.replaceChildren(
      ...(sizes.length > 0
        ? [downloadForm(image, { sizes, products }, () => fetchOptions(image))]
        : whyNot(image, verdicts)),
    )
  } catch (error) {
    section.replaceChildren(element('p', { role: 'alert' }, sayFailure(error)))
  }
}

/** @param {any} image */
async function fetchOptions(image) {
  const { id } = image
  const [{ sizes, products: verdicts }, products] = await Promise.all([
    isVideo(image) ? user.getVideoLicenseOptions({ id }) : user.getLicenseOptions({ id }),
    fetchProducts(),
  ])
  return { sizes, products, verdicts }
}

/** @param {any} image @param {readonly any[]} products */
function whyNot(image, products) {
  if (products.length === 0) return [element('p', {}, say('noAgreement'))]
  const reasons = products.filter(({ clause }) => clause !== null)
  if (reasons.length < products.length)
    return [element('p', {}, say(isVideo(image) ? 'noVideoFile' : 'noFileToDownload'))]
  return [
    element('h3', {}, say(isVideo(image) ? 'videoNotLicensable' : 'notLicensable')),
    element('ul', {}, ...reasons.map((product) => element('li', {}, reason(image, product)))),
  ]
}

/** The clause that decided, as a sentence. @param {any} image @param {any} product */
function reason(image, product) {
  const name = nameOfProduct(product)
  switch (product.clause) {
    case 'family':
      return say(image.asset_family === 'editorial' ? 'why_editorial' : 'why_creative', { name })
    case 'collection':
      return say('why_collection', { name, what: image.collection_name ?? '' })
    case 'license_model':
      return say('why_license_model', {
        name,
        what: image.license_model ? sayValue(image.license_model) : say('notStated'),
      })
    default:
      return say(/** @type {import('./language.js').Word} */ (`why_${product.clause}`), { name })
  }
}
