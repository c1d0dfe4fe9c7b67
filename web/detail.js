// @ts-check
// Opens the page of a picture over the others, and goes from one to the next.

import { alike, detail, eventNames } from './api.js'
import { detailBar } from './detail-bar.js'
import { element } from './element.js'
import { sayFailure } from './failure.js'
import { detailAddress } from './grid.js'
import { say } from './language.js'
import { neighbour, positionOf } from './neighbours.js'
import { picturePage, strip } from './picture-page.js'
import { isRefusal } from './results.js'
import { visit } from './router.js'
import { onSwipe } from './swipe.js'

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById('detail'))
const { bar, showPlace, showLink } = detailBar({ step: (way) => void step(way), close: () => dialog.close() })
const content = element('div', { class: 'content' })
dialog.tabIndex = -1
dialog.append(bar, content)

/** Opens the page of one picture, or changes the open one to it. @param {string} id */
export async function openDetail(id) {
  dialog.dataset.id = id
  showPlace(positionOf(id))
  showLink(location.origin + location.pathname)
  if (!dialog.open) {
    content.replaceChildren(note(say('loading')))
    dialog.showModal()
    dialog.focus()
  }
  const isStillOpen = () => dialog.dataset.id === id
  try {
    const image = await detail(id)
    const events = await eventNames(image.event_ids).catch(() => [])
    if (!isStillOpen()) return
    show(picturePage(image, events))
    document.title = `${image.title} – Vitrine`
    const kinds = image.series_id
      ? /** @type {const} */ (['same-series', 'similar'])
      : /** @type {const} */ (['similar'])
    for (const kind of kinds) {
      const found = await alike(id, kind).catch(() => [])
      if (isStillOpen()) content.querySelector('.strips')?.append(...strip(kind, found))
    }
  } catch (error) {
    if (isStillOpen()) show(failureNote(error, id))
  }
}

/** What went wrong, with a way to try again where that may help. @param {unknown} error @param {string} id */
function failureNote(error, id) {
  const said = note(sayFailure(error))
  if (isRefusal(error)) return said
  const again = element('button', { type: 'button' }, say('again'))
  again.addEventListener('click', () => {
    dialog.focus()
    void openDetail(id)
  })
  return element('div', { class: 'note' }, said, again)
}

/** @param {HTMLElement} page */
function show(page) {
  content.replaceChildren(page)
  dialog.scrollTop = 0
}

/** @param {string} text */
const note = (text) => element('p', { class: 'note', id: 'detail-title' }, text)

/** Goes to the picture before or after this one, in the same entry of the history. @param {1 | -1} way */
async function step(way) {
  const id = dialog.dataset.id ?? ''
  const next = await neighbour(id, way)
  if (next && dialog.dataset.id === id) visit(detailAddress(next), { replace: true })
}

/** The results under the open picture have changed. */
export const showPositionAgain = () => showPlace(positionOf(dialog.dataset.id ?? ''))

/** @param {() => void} then */
export const onDetailClosed = (then) => dialog.addEventListener('close', then)

export const closeDetail = () => {
  dialog.dataset.id = ''
  dialog.close()
}

dialog.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  if (event.target instanceof HTMLInputElement) return
  const way = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  if (way === 0) return
  event.preventDefault()
  void step(way)
})
onSwipe(content, (way) => void step(way))
