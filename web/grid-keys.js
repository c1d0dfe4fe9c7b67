// @ts-check
// The keyboard on the pictures: one of them has the focus, and keys move it.

import { list, pictures, places } from './grid.js'
import { more } from './results.js'

/** @param {number} index */
const linkAt = (index) => list.children[index]?.querySelector('a') ?? null

/** @param {Element | null} link */
const indexOf = (link) => Number(link?.getAttribute('data-index') ?? -1)

/** @param {number} index */
function focus(index) {
  const target = linkAt(Math.min(Math.max(index, 0), pictures.length - 1))
  if (!target) return
  // Tab reaches one of them, the one that had the focus last.
  for (const link of list.querySelectorAll('a[tabindex="0"]')) link.setAttribute('tabindex', '-1')
  target.tabIndex = 0
  target.focus({ preventScroll: true })
  target.scrollIntoView({ block: 'nearest' })
}

/** Focus goes to the picture with this id, when it is there. @param {string} id */
export function focusPicture(id) {
  const index = pictures.findIndex((picture) => picture.id === id)
  if (index >= 0) focus(index)
}

/** Where a walk up and down the rows began, so that as many steps back end there. */
let walk = { at: -1, middle: 0 }

/** @param {number} index */
function middleOf(index) {
  const rect = /** @type {Element} */ (list.children[index]).getBoundingClientRect()
  return rect.left + rect.width / 2
}

/**
 * The picture some rows further or in the last row, nearest to where the walk began; from the last row on, what comes
 * after all that are there.
 * @param {number} from
 * @param {number} rows
 */
function rowsOn(from, rows) {
  const middle = walk.at === from ? walk.middle : middleOf(from)
  const [row, last] = [places[from]?.row ?? 0, places.at(-1)?.row ?? 0]
  if (row === last && rows > 0) return pictures.length
  const wanted = Math.min(Math.max(row + rows, 0), last)
  const first = places.findIndex((place) => place.row === wanted)
  let at = first
  for (let index = first; places[index]?.row === wanted; index++)
    if (Math.abs(middleOf(index) - middle) < Math.abs(middleOf(at) - middle)) at = index
  walk = { at, middle }
  return at
}

/** How many rows a screen shows, less one to hold on to. */
const rowsOfScreen = () => Math.max(1, Math.floor(innerHeight / ((places[0]?.height ?? innerHeight) + 8)) - 1)

/** Where each key goes; a place beyond the last picture is one that has yet to be loaded. */
const MOVES = /** @type {Record<string, (from: number) => number>} */ ({
  ArrowRight: (from) => from + 1,
  ArrowLeft: (from) => from - 1,
  ArrowDown: (from) => rowsOn(from, 1),
  ArrowUp: (from) => rowsOn(from, -1),
  PageDown: (from) => rowsOn(from, rowsOfScreen()),
  PageUp: (from) => rowsOn(from, -rowsOfScreen()),
  Home: () => 0,
  End: (from) => (from < pictures.length - 1 ? pictures.length - 1 : pictures.length),
})

list.addEventListener('keydown', async (event) => {
  const from = indexOf(document.activeElement)
  const move = MOVES[event.key]
  if (from === -1 || !move || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  if (move(from) < pictures.length) return focus(move(from))
  // Nothing is further on yet: whoever still stands here when more has come goes on to it.
  if ((await more()) && indexOf(document.activeElement) === from) focus(move(from))
})
