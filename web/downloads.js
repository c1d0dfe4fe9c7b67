// @ts-check
// What the signed-in user has downloaded, with receipts.

import { rememberVideos } from './api.js'
import { element, linked } from './element.js'
import { sayDownloadFailure } from './failure.js'
import { detailAddress } from './grid.js'
import { dateAndTime, fileSize, language, say, timeOfDay } from './language.js'
import { nameOfProduct } from './products.js'
import { visit } from './router.js'
import { saveFile } from './save-file.js'
import { sizeName } from './size-name.js'

const lead = /** @type {HTMLElement} */ (document.getElementById('lead'))

/**
 * Shows downloads, after the present ones or instead of them.
 * @param {readonly any[]} downloads
 * @param {{ append: boolean }} options
 */
export function showDownloads(downloads, { append }) {
  rememberVideos(downloads.map(({ asset_id: id, asset_type }) => ({ id, asset_type })))
  const items = downloads.map(item)
  if (append) lead.querySelector('.downloads')?.append(...items)
  else lead.replaceChildren(element('ul', { class: 'downloads' }, ...items))
}

/** @param {any} download */
function item(download) {
  const { title, asset_id: id, asset_type: type } = download
  const page = title === null ? null : detailAddress({ title, id })
  const heading = page === null ? say(type === 'video' ? 'videoGone' : 'gone') : linked(page, title)
  return element(
    'li',
    {},
    thumbOf(download, page),
    element(
      'div',
      {},
      element('h2', {}, heading),
      ...linesOf(download).map((line) => element('p', {}, line)),
    ),
    element('div', { class: 'actions' }, again(download, page), receipt(download)),
  )
}

/**
 * @param {any} download
 * @param {string | null} page the picture's page
 */
function thumbOf({ thumb_uri: thumb }, page) {
  if (!thumb) return element('span', { class: 'blank' })
  const image = element('img', { src: thumb, alt: '' })
  return page === null
    ? element('span', {}, image)
    : element('a', { href: page, tabindex: '-1', 'aria-hidden': 'true' }, image)
}

/** @param {any} download */
function linesOf(download) {
  const { size_name: size, width, height, file_type: type, bytes, credits, is_overage: isOverage } = download
  const pixels = width === null ? '' : `${width} × ${height} px`
  const cost = [credits > 0 ? say('credits', { n: credits }) : '', isOverage ? say('overage') : '']
  const stated = [download.project_code, download.download_notes]
  const refund = download.refunded_at === null ? '' : say('refunded')
  return [
    [sizeName(size), pixels, type.toUpperCase(), bytes === null ? '' : fileSize(bytes)],
    [dateAndTime(download.downloaded_at), nameOfProduct(download), ...cost],
    stated,
    [refund],
  ]
    .map((parts) => parts.filter(Boolean).join(' · '))
    .filter((line) => line !== '')
}

/**
 * A button that saves the file again while that is free; afterwards it has to be licensed again.
 * @param {any} download
 * @param {string | null} page the picture's page
 */
function again({ free_until: until, file_uri: file }, page) {
  if (until === null) return page === null ? null : linked(page, say('licenseAgain'))
  const button = /** @type {HTMLButtonElement} */ (
    element('button', { type: 'button' }, say('downloadAgain'))
  )
  button.title = say('freeUntilShort', { name: timeOfDay(until) })
  button.addEventListener('click', () => {
    if (Date.now() >= Date.parse(until) && page !== null) return visit(page)
    if (button.disabled) return
    button.disabled = true
    const sayProgress = (/** @type {number} */ share) => {
      button.textContent = say('making', { n: Math.floor(share * 100) })
    }
    saveFile(file, sayProgress)
      .then(() => {
        button.textContent = say('downloadAgain')
      })
      .catch((error) => {
        button.textContent = sayDownloadFailure(error)
      })
      .finally(() => {
        button.disabled = false
      })
  })
  return button
}

/** @param {any} download */
const receipt = ({ receipt_uri: uri }) =>
  element('a', { href: `${uri}&lang=${language}`, target: '_blank' }, say('receipt'))
