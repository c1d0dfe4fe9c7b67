// @ts-check
// Moves pictures of a board by dragging: the picture itself by mouse, or its handle by mouse, pen or finger.

import { element } from './element.js'
import { list, pictures } from './grid.js'

/** A pointer that moves less than this many CSS pixels clicks. */
const MIN_DISTANCE = 6
/** Near the edge of the window, the page scrolls by this much for each frame, in CSS pixels. */
const [EDGE, SCROLL_STEP] = [90, 14]

/** The picture that is being dragged. */
let dragged = ''
/** @type {{ link: Element, isAfter: boolean } | null} */
let target = null
/** @type {(id: string, to: number) => void} */
let dropped = () => undefined

/** @param {typeof dropped} listener called with the index to which a picture is moved */
export function onDropped(listener) {
  dropped = listener
}

/** @param {Element | null} link @param {boolean} isAfter */
function mark(link, isAfter) {
  target?.link.parentElement?.removeAttribute('data-drop')
  target = link ? { link, isAfter } : null
  link?.parentElement?.setAttribute('data-drop', isAfter ? 'after' : 'before')
}

/** Marks where the picture would go. @param {Element | null} under what is under the pointer @param {number} x */
function markUnder(under, x) {
  const link = under?.closest('#pictures li')?.querySelector('a[data-id]') ?? null
  if (!link) return
  const { left, width } = link.getBoundingClientRect()
  mark(link, x > left + width / 2)
}

function drop() {
  if (!target) return
  const from = pictures.findIndex((picture) => picture.id === dragged)
  const over = Number(target.link.getAttribute('data-index')) + (target.isAfter ? 1 : 0)
  dropped(dragged, over > from ? over - 1 : over)
}

function end() {
  dragged = ''
  mark(null, false)
}

list.addEventListener('dragstart', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[data-id]') : null
  if (!list.classList.contains('movable') || !link || !event.dataTransfer) return
  dragged = link.getAttribute('data-id') ?? ''
  event.dataTransfer.effectAllowed = 'move'
})

list.addEventListener('dragover', (event) => {
  if (!dragged) return
  event.preventDefault()
  markUnder(event.target instanceof Element ? event.target : null, event.clientX)
})

list.addEventListener('drop', (event) => {
  if (!dragged) return
  event.preventDefault()
  drop()
})

list.addEventListener('dragend', end)

/**
 * A button by which a picture is dragged.
 * @param {string} id of the picture
 * @param {string} word names it
 * @param {() => void} clicked called when it was clicked and not dragged
 */
export function dragHandle(id, word, clicked) {
  const attributes = { type: 'button', class: 'tool grip', tabindex: '-1', 'aria-label': word, title: word }
  const handle = element('button', attributes)
  /** Where the pointer went down. @type {{ x: number, y: number } | null} */
  let start = null
  let wasDragged = false
  handle.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return
    handle.setPointerCapture(event.pointerId)
    start = { x: event.clientX, y: event.clientY }
    wasDragged = false
  })
  handle.addEventListener('pointermove', ({ clientX: x, clientY: y }) => {
    if (!start) return
    if (!wasDragged && Math.hypot(x - start.x, y - start.y) < MIN_DISTANCE) return
    if (!wasDragged) startShadow(handle, id)
    wasDragged = true
    moveShadow(x, y)
  })
  handle.addEventListener('pointerup', () => {
    if (wasDragged) drop()
  })
  // Follows `pointerup`, and comes alone when the browser cancels.
  handle.addEventListener('lostpointercapture', () => {
    start = null
    removeShadow()
    end()
  })
  handle.addEventListener('click', () => {
    if (!wasDragged) clicked()
    wasDragged = false
  })
  return handle
}

/** The picture under the pointer while it is dragged by its handle. @type {{ node: HTMLElement, x: number, y: number } | null} */
let shadow = null

/** @param {Element} handle @param {string} id */
function startShadow(handle, id) {
  dragged = id
  const img = handle.closest('li')?.querySelector('img')?.cloneNode() ?? ''
  const node = element('div', { class: 'drag-shadow', 'aria-hidden': 'true' }, img)
  document.body.append(node)
  shadow = { node, x: 0, y: 0 }
  requestAnimationFrame(scrollAtEdges)
}

/** @param {number} x @param {number} y */
function moveShadow(x, y) {
  if (!shadow) return
  Object.assign(shadow, { x, y })
  shadow.node.style.translate = `${x}px ${y}px`
  markUnder(document.elementFromPoint(x, y), x)
}

function removeShadow() {
  shadow?.node.remove()
  shadow = null
}

/** Scrolls while the pointer is near the edge of the window. */
function scrollAtEdges() {
  if (!shadow) return
  const { x, y } = shadow
  const by = y < EDGE ? -SCROLL_STEP : y > innerHeight - EDGE ? SCROLL_STEP : 0
  if (by !== 0) {
    scrollBy(0, by)
    markUnder(document.elementFromPoint(x, y), x)
  }
  requestAnimationFrame(scrollAtEdges)
}
