// @ts-check
import { justify } from './justify.js'

const list = /** @type {HTMLUListElement} */ (document.getElementById('pictures'))
const GAP = 8

/** @type {any[]} */
let shown = []
/** @type {{ row: number, width: number, height: number }[]} */
let places = []

/** Whole pixels that are there for certain; a rounded-up width would push the last picture of a row out of it. */
const wallWidth = () => Math.floor(list.getBoundingClientRect().width)

const rowHeight = () => (list.clientWidth < 500 ? 130 : list.clientWidth < 1600 ? 210 : 250)

/** How many pictures fill the first screen and a little more. */
export const firstPageSize = () => (list.clientWidth < 500 ? 20 : list.clientWidth < 1600 ? 30 : 60)

/** @param {any} image */
const size = (image) => image.max_dimensions

/** @param {any} image @param {string} name */
const uriOf = (image, name) =>
  image.display_sizes.find((/** @type {any} */ entry) => entry.name === name)?.uri ?? ''

/**
 * Shows these pictures, after those that are there or in their place.
 * @param {any[]} images
 * @param {{ append: boolean }} how
 */
export function show(images, { append }) {
  if (!append) {
    shown = []
    list.replaceChildren()
  }
  const first = shown.length
  shown = [...shown, ...images]
  list.append(...images.map((image, index) => item(image, first + index)))
  place()
}

/** @param {any} image @param {number} index */
function item(image, index) {
  const li = document.createElement('li')
  const link = document.createElement('a')
  link.href = detailAddress(image)
  link.dataset.id = image.id
  link.tabIndex = index === 0 ? 0 : -1
  link.style.backgroundImage = `url("${uriOf(image, 'thumb')}")`
  const picture = document.createElement('img')
  picture.src = uriOf(image, 'comp')
  picture.alt = image.title
  picture.loading = index < 12 ? 'eager' : 'lazy'
  picture.decoding = 'async'
  const caption = document.createElement('span')
  caption.textContent = image.title
  caption.setAttribute('aria-hidden', 'true')
  link.append(picture, caption)
  li.append(link)
  return li
}

/** @param {any} image */
export function detailAddress(image) {
  const slug =
    image.title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'picture'
  return `/detail/${encodeURIComponent(slug)}/${image.id}`
}

function place() {
  places = justify(shown.map(size), { width: wallWidth(), rowHeight: rowHeight(), gap: GAP })
  places.forEach(({ width, height }, index) => {
    const li = /** @type {HTMLElement} */ (list.children[index])
    li.style.width = `${width}px`
    li.style.height = `${height}px`
  })
}

const links = () => /** @type {HTMLAnchorElement[]} */ ([...list.querySelectorAll('a')])

/** @param {number} index */
function focus(index) {
  const all = links()
  const target = all[Math.min(Math.max(index, 0), all.length - 1)]
  if (!target) return
  for (const link of all) link.tabIndex = link === target ? 0 : -1
  target.focus()
  target.scrollIntoView({ block: 'nearest' })
}

/** Focus goes to the picture with this id. @param {string} id */
export const focusPicture = (id) => focus(links().findIndex((link) => link.dataset.id === id))

/**
 * The picture above or below the middle of another.
 * @param {number} from
 * @param {1 | -1} step
 */
function inNextRow(from, step) {
  const middle = (/** @type {number} */ index) => {
    const rect = /** @type {Element} */ (list.children[index]).getBoundingClientRect()
    return rect.left + rect.width / 2
  }
  const row = (places[from]?.row ?? 0) + step
  const candidates = places.flatMap((each, index) => (each.row === row ? [index] : []))
  const distance = (/** @type {number} */ index) => Math.abs(middle(index) - middle(from))
  return candidates.length === 0 ? from : candidates.reduce((a, b) => (distance(b) < distance(a) ? b : a))
}

list.addEventListener('keydown', (event) => {
  const from = links().indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement))
  if (from === -1 || event.ctrlKey || event.metaKey || event.altKey) return
  /** @type {Record<string, () => number>} */
  const moves = {
    ArrowRight: () => from + 1,
    ArrowLeft: () => from - 1,
    ArrowDown: () => inNextRow(from, 1),
    ArrowUp: () => inNextRow(from, -1),
    Home: () => 0,
    End: () => links().length - 1,
  }
  const move = moves[event.key]
  if (!move) return
  event.preventDefault()
  focus(move())
})

new ResizeObserver(place).observe(list)
