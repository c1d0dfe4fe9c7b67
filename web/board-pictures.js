// @ts-check
// The pictures of a board that may be changed: removed, and moved by dragging or by keyboard.

import { moveOnBoard, removeFromBoard } from './boards-api.js'
import { element } from './element.js'
import { sayFailure } from './failure.js'
import { list, pictures, rearrange } from './grid.js'
import { focusPicture } from './grid-keys.js'
import { count, say } from './language.js'

const status = /** @type {HTMLElement} */ (document.getElementById('status'))

/** The board whose pictures can be changed; null elsewhere. @type {string | null} */
let board = null

/** @param {string | null} id */
export function setChangeableBoard(id) {
  board = id
  list.classList.toggle('movable', id !== null)
}

/** A button that removes a picture from the board. @param {any} picture */
export function removeButton({ id, title }) {
  const word = say('removePicture', { name: title })
  const button = element(
    'button',
    { type: 'button', class: 'tool', tabindex: '-1', 'aria-label': word, title: word },
    '×',
  )
  button.addEventListener('click', () => void remove(id))
  return button
}

/** @param {string} id */
async function remove(id) {
  if (board === null) return
  const before = [...pictures]
  const index = before.findIndex((picture) => picture.id === id)
  const next = before[index + 1] ?? before[index - 1]
  rearrange(before.filter((picture) => picture.id !== id))
  if (next) focusPicture(next.id)
  try {
    await removeFromBoard(board, id)
    status.textContent = say('found', { n: pictures.length })
  } catch (error) {
    rearrange(before)
    status.textContent = sayFailure(error)
  }
}

/** Moves a picture to an index among those that are loaded. @param {string} id @param {number} to */
async function move(id, to) {
  const from = pictures.findIndex((picture) => picture.id === id)
  const target = Math.min(Math.max(to, 0), pictures.length - 1)
  if (board === null || from === -1 || target === from) return
  const before = [...pictures]
  const moved = before.toSpliced(from, 1).toSpliced(target, 0, before[from])
  rearrange(moved)
  focusPicture(id)
  try {
    await moveOnBoard(board, id, moved[target - 1]?.id ?? null)
    status.textContent = say('movedTo', { n: target + 1, name: count(target + 1), of: moved.length })
  } catch (error) {
    rearrange(before)
    status.textContent = sayFailure(error)
  }
}

/** How far each key moves the picture that has the focus, with Shift. */
const STEPS = /** @type {Record<string, (index: number) => number>} */ ({
  ArrowLeft: (index) => index - 1,
  ArrowRight: (index) => index + 1,
  Home: () => 0,
  End: () => pictures.length - 1,
})

list.addEventListener(
  'keydown',
  (event) => {
    if (board === null) return
    const link = document.activeElement?.closest('a[data-id]')
    const [id, index] = [link?.getAttribute('data-id'), Number(link?.getAttribute('data-index'))]
    if (!id) return
    const step = event.shiftKey ? STEPS[event.key] : undefined
    if (!step && event.key !== 'Delete') return
    event.preventDefault()
    event.stopImmediatePropagation()
    void (step ? move(id, step(index)) : remove(id))
  },
  { capture: true },
)

/** The picture that is being dragged. */
let dragged = ''
/** @type {{ link: Element, isAfter: boolean } | null} */
let target = null

/** @param {Element | null} link @param {boolean} isAfter */
function mark(link, isAfter) {
  target?.link.parentElement?.removeAttribute('data-drop')
  target = link ? { link, isAfter } : null
  link?.parentElement?.setAttribute('data-drop', isAfter ? 'after' : 'before')
}

list.addEventListener('dragstart', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[data-id]') : null
  if (board === null || !link || !event.dataTransfer) return
  dragged = link.getAttribute('data-id') ?? ''
  event.dataTransfer.effectAllowed = 'move'
})

list.addEventListener('dragover', (event) => {
  if (!dragged) return
  event.preventDefault()
  const link =
    event.target instanceof Element ? (event.target.closest('li')?.querySelector('a[data-id]') ?? null) : null
  if (!link) return
  const { left, width } = link.getBoundingClientRect()
  mark(link, event.clientX > left + width / 2)
})

list.addEventListener('drop', (event) => {
  if (!dragged || !target) return
  event.preventDefault()
  const from = pictures.findIndex((picture) => picture.id === dragged)
  const over = Number(target.link.getAttribute('data-index')) + (target.isAfter ? 1 : 0)
  void move(dragged, over > from ? over - 1 : over)
})

list.addEventListener('dragend', () => {
  dragged = ''
  mark(null, false)
})
