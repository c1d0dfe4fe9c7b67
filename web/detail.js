// @ts-check
// Opens the page of a picture over the results, and steps from one picture to the next.

import { fetchAsset, fetchEventNames, fetchRelated } from './api.js'
import { isOnlyLicensable } from './choice.js'
import { detailBar } from './detail-bar.js'
import { element } from './element.js'
import { sayFailure } from './failure.js'
import { detailAddress } from './grid.js'
import { say } from './language.js'
import { neighbour, positionOf } from './neighbours.js'
import { picturePage, strip } from './picture-page.js'
import { isRefusal } from './results.js'
import { entry, visit } from './router.js'
import { onSwipe } from './swipe.js'

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById('detail'))
const { bar, showPosition, setLink } = detailBar({ step: (by) => void step(by), close: () => dialog.close() })
const content = element('div', { class: 'content' })
dialog.tabIndex = -1
dialog.append(bar, content)

/** Opens the page of a picture, or shows it in the page that is open. @param {string} id */
export async function openDetail(id) {
  dialog.dataset.id = id
  showPosition(positionOf(id))
  setLink(location.origin + location.pathname)
  if (!dialog.open) {
    content.replaceChildren(note(say('loading')))
    dialog.showModal()
    dialog.focus()
  }
  const isStillOpen = () => dialog.dataset.id === id
  try {
    const image = await fetchAsset(id)
    const events = await fetchEventNames(image.event_ids).catch(() => [])
    if (!isStillOpen()) return
    show(picturePage(image, events))
    document.title = `${image.title} – Vitrine`
    const kinds = image.series_id
      ? /** @type {const} */ (['same-series', 'similar'])
      : /** @type {const} */ (['similar'])
    // Like the search that the picture was found by.
    const onlyLicensable = isOnlyLicensable(new URL(entry().under ?? '/', location.origin).searchParams)
    for (const kind of kinds) {
      const related = await fetchRelated(image, kind, { onlyLicensable }).catch(() => [])
      if (isStillOpen()) content.querySelector('.strips')?.append(...strip(kind, related))
    }
  } catch (error) {
    if (isStillOpen()) show(failureNote(error, id))
  }
}

/** What went wrong, with a button to retry where that may help. @param {unknown} error @param {string} id */
function failureNote(error, id) {
  const message = note(sayFailure(error))
  if (isRefusal(error)) return message
  const retry = element('button', { type: 'button' }, say('again'))
  retry.addEventListener('click', () => {
    dialog.focus()
    void openDetail(id)
  })
  return element('div', { class: 'note' }, message, retry)
}

/** @param {HTMLElement} page */
function show(page) {
  content.replaceChildren(page)
  dialog.scrollTop = 0
}

/** @param {string} text */
const note = (text) => element('p', { class: 'note', id: 'detail-title' }, text)

/** Goes to the next or previous picture, in the same history entry. @param {1 | -1} by */
async function step(by) {
  const id = dialog.dataset.id ?? ''
  const next = await neighbour(id, by)
  if (next && dialog.dataset.id === id) visit(detailAddress(next), { replace: true })
}

/** Shows the position anew when the results under the open picture have changed. */
export const refreshPosition = () => showPosition(positionOf(dialog.dataset.id ?? ''))

/** @param {() => void} listener */
export const onDetailClosed = (listener) => dialog.addEventListener('close', listener)

export const closeDetail = () => {
  dialog.dataset.id = ''
  dialog.close()
}

dialog.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  if (event.target instanceof Element && event.target.matches('input, select, textarea')) return
  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  if (by === 0) return
  event.preventDefault()
  void step(by)
})
onSwipe(content, (by) => void step(by))
