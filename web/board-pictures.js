// @ts-check
// The pictures of a board: their comments, and for those who may change the board, removing and moving them.

import { openPictureComments, sayComments } from './board-comments.js'
import { dragHandle, onDropped } from './board-dragging.js'
import { moveOnBoard, removeFromBoard } from './boards-api.js'
import { confirmed } from './confirm.js'
import { element } from './element.js'
import { sayFailure } from './failure.js'
import { list, pictures, rearrange } from './grid.js'
import { focusPicture } from './grid-keys.js'
import { count, say } from './language.js'
import { countRemoved, inTurn, totalFound } from './results.js'

const status = /** @type {HTMLElement} */ (document.getElementById('status'))

/**
 * The board whose pictures are shown; null elsewhere.
 * @type {{ id: string, mayChange: boolean, mayComment: boolean } | null}
 */
let board = null

/** @param {typeof board} shown */
export function setBoard(shown) {
  board = shown
  list.classList.toggle('movable', shown?.mayChange ?? false)
}

/** The controls on a picture of a board. @param {any} picture */
export function boardTools(picture) {
  const tools = board?.mayChange ? [handle(picture), removeButton(picture)] : []
  return element('div', { class: 'tools' }, commentsButton(picture), ...tools)
}

/** The number of comments, which opens them; null where there are none and none may be added. @param {any} picture */
function commentsButton(picture) {
  const shown = board
  if (shown === null || (picture.comments.length === 0 && !shown.mayComment)) return null
  const number = element('span', {})
  const button = element('button', { type: 'button', class: 'tool comment', tabindex: '-1' }, number)
  /** @param {number} n */
  const showCount = (n) => {
    number.textContent = n > 0 ? count(n) : ''
    button.toggleAttribute('data-some', n > 0)
    button.setAttribute('aria-label', `${sayComments(n)}: ${picture.title}`)
    button.title = sayComments(n)
  }
  showCount(picture.comments.length)
  button.addEventListener('click', () => openPictureComments(shown.id, picture, showCount))
  return button
}

/** @param {any} picture */
function handle({ id, title }) {
  const word = say('movePicture', { name: title })
  return dragHandle(id, word, () => void askPosition(id, word))
}

/** Asks to which position a picture is moved, for those who do not drag. @param {string} id @param {string} title */
async function askPosition(id, title) {
  const at = pictures.findIndex((picture) => picture.id === id) + 1
  const input = /** @type {HTMLInputElement} */ (
    element('input', {
      type: 'number',
      min: '1',
      max: String(pictures.length),
      value: String(at),
      required: '',
    })
  )
  const label = element('label', {}, say('positionOnBoard', { name: count(pictures.length) }), input)
  const fields = element('div', { class: 'fields' }, label)
  if (await confirmed({ title, text: '', agree: say('move'), fields }))
    await move(id, Number(input.value) - 1)
}

/** @param {any} picture */
function removeButton({ id, title }) {
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
  const shown = board
  if (!shown) return
  try {
    await inTurn(async () => {
      await removeFromBoard(shown.id, id)
      if (board === shown) showRemoved(id)
    })
  } catch (error) {
    status.textContent = sayFailure(error)
  }
}

/** @param {string} id */
function showRemoved(id) {
  const index = pictures.findIndex((picture) => picture.id === id)
  const next = pictures[index + 1] ?? pictures[index - 1]
  rearrange(pictures.filter((picture) => picture.id !== id))
  if (next) focusPicture(next.id)
  countRemoved()
  status.textContent = say('itemsFound', { n: totalFound() })
}

/** Moves a picture to an index among those that are loaded. @param {string} id @param {number} to */
async function move(id, to) {
  const from = pictures.findIndex((picture) => picture.id === id)
  const target = Math.min(Math.max(to, 0), pictures.length - 1)
  if (!board || from === -1 || target === from) return
  const before = [...pictures]
  const moved = before.toSpliced(from, 1).toSpliced(target, 0, before[from])
  rearrange(moved)
  focusPicture(id)
  try {
    await moveOnBoard(board.id, id, moved[target - 1]?.id ?? null)
    status.textContent = say('movedTo', { n: target + 1, name: count(target + 1), of: totalFound() })
  } catch (error) {
    rearrange(before)
    status.textContent = sayFailure(error)
  }
}
onDropped((id, to) => void move(id, to))

/** How far each key moves the picture that has the focus, with Shift. */
const STEPS = /** @type {Record<string, (index: number) => number>} */ ({
  ArrowLeft: (index) => index - 1,
  ArrowRight: (index) => index + 1,
  Home: () => 0,
  End: () => pictures.length - 1,
})

/** What a key does with the picture that has the focus; null for other keys. @param {KeyboardEvent} event @param {Element} link */
function actionOf({ key, shiftKey, ctrlKey, metaKey, altKey }, link) {
  const id = link.getAttribute('data-id') ?? ''
  if (ctrlKey || metaKey || altKey) return null
  if (key.toLowerCase() === 'c')
    return () => link.parentElement?.querySelector('button.comment')?.dispatchEvent(new MouseEvent('click'))
  if (!board?.mayChange) return null
  if (key === 'Delete') return () => void remove(id)
  const step = shiftKey ? STEPS[key] : undefined
  return step ? () => void move(id, step(Number(link.getAttribute('data-index')))) : null
}

list.addEventListener(
  'keydown',
  (event) => {
    const link = board && document.activeElement?.closest('a[data-id]')
    const act = link ? actionOf(event, link) : null
    if (!act) return
    event.preventDefault()
    event.stopImmediatePropagation()
    act()
  },
  { capture: true },
)
