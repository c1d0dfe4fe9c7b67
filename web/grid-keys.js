// @ts-check
// Keyboard navigation in the grid: one picture has the focus, and keys move it.

import { list, pictures, places } from './grid.js'
import { loadMore } from './results.js'

/** @param {number} index */
const linkAt = (index) => list.children[index]?.querySelector('a') ?? null

/** @param {Element | null} link */
const indexOf = (link) => Number(link?.getAttribute('data-index') ?? -1)

/** @param {number} index */
function focus(index) {
  const target = linkAt(Math.min(Math.max(index, 0), pictures.length - 1))
  if (!target) return
  // Roving tabindex: Tab reaches the picture that had the focus last.
  for (const link of list.querySelectorAll('a[tabindex="0"]')) link.setAttribute('tabindex', '-1')
  target.tabIndex = 0
  target.focus({ preventScroll: true })
  target.scrollIntoView({ block: 'nearest' })
}

/** Focuses the picture with this id if it is shown. @param {string} id */
export function focusPicture(id) {
  const index = pictures.findIndex((picture) => picture.id === id)
  if (index >= 0) focus(index)
}

/** The column in which vertical moves began, so that moving back ends at the same picture. */
let column = { at: -1, middle: 0 }

/** @param {number} index */
function middleOf(index) {
  const rect = /** @type {Element} */ (list.children[index]).getBoundingClientRect()
  return rect.left + rect.width / 2
}

/**
 * The index of the picture some rows further, at most in the last row, that is nearest to the column in which the moves
 * began. Moving down from the last row gives the index after the last picture.
 * @param {number} from
 * @param {number} rows
 */
function moveRows(from, rows) {
  const middle = column.at === from ? column.middle : middleOf(from)
  const [row, last] = [places[from]?.row ?? 0, places.at(-1)?.row ?? 0]
  if (row === last && rows > 0) return pictures.length
  const wanted = Math.min(Math.max(row + rows, 0), last)
  const first = places.findIndex((place) => place.row === wanted)
  let at = first
  for (let index = first; places[index]?.row === wanted; index++)
    if (Math.abs(middleOf(index) - middle) < Math.abs(middleOf(at) - middle)) at = index
  column = { at, middle }
  return at
}

/** How many rows fit on the screen, less one that stays visible. */
const rowsPerScreen = () =>
  Math.max(1, Math.floor(innerHeight / ((places[0]?.height ?? innerHeight) + 8)) - 1)

/** The index to which each key moves; one past the last picture has yet to be loaded. */
const MOVES = /** @type {Record<string, (from: number) => number>} */ ({
  ArrowRight: (from) => from + 1,
  ArrowLeft: (from) => from - 1,
  ArrowDown: (from) => moveRows(from, 1),
  ArrowUp: (from) => moveRows(from, -1),
  PageDown: (from) => moveRows(from, rowsPerScreen()),
  PageUp: (from) => moveRows(from, -rowsPerScreen()),
  Home: () => 0,
  End: (from) => (from < pictures.length - 1 ? pictures.length - 1 : pictures.length),
})

list.addEventListener('keydown', async (event) => {
  const from = indexOf(document.activeElement)
  const move = MOVES[event.key]
  if (from === -1 || !move || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  if (move(from) < pictures.length) return focus(move(from))
  // Moves on after the next page has loaded, unless the focus has moved meanwhile.
  if ((await loadMore()) && indexOf(document.activeElement) === from) focus(move(from))
})
