// @ts-check
import { element, uriOf } from './element.js'
import { justify } from './justify.js'
import { address, say } from './language.js'

const list = /** @type {HTMLUListElement} */ (document.getElementById('pictures'))
const GAP = 8

/** @type {any[]} */
let shown = []
/** @type {{ row: number, width: number, height: number }[]} */
let places = []

/** Whole pixels that are there for certain; a rounded-up width would push the last picture of a row out of it. */
const wallWidth = () => Math.floor(list.getBoundingClientRect().width)

/**
 * The wall shows the small picture of 170 px, which everybody may see without a watermark: rows are so low that it
 * stays near its own size, and many pictures are seen at once. The large one is on the page of each picture.
 */
const rowHeight = () => {
  const width = list.clientWidth
  return width < 500 ? 118 : width < 1500 ? 136 : 152
}

/** How many pictures fill the first screen and a little more. */
export const firstPageSize = () => (list.clientWidth < 500 ? 30 : list.clientWidth < 1500 ? 60 : 100)

/** A record without a file is shown as a card of this shape. @param {any} image */
const size = (image) => image.max_dimensions ?? { width: 3, height: 2 }

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
  const isCard = image.max_dimensions === null
  const attributes = {
    href: detailAddress(image),
    'data-id': image.id,
    tabindex: index === 0 ? '0' : '-1',
    class: isCard ? 'card' : null,
  }
  return element('li', {}, element('a', attributes, ...(isCard ? label(image) : picture(image, index))))
}

/** @param {any} image @param {number} index */
const picture = (image, index) => [
  element('img', {
    alt: image.title,
    loading: index < 12 ? 'eager' : 'lazy',
    decoding: 'async',
    src: uriOf(image, 'thumb'),
  }),
  element('span', { 'aria-hidden': 'true' }, image.title),
]

/** What a record without a file shows: the words of a label beside an empty place on a wall. @param {any} image */
export const label = (image) => [
  element('strong', {}, image.title),
  image.artist ? element('em', {}, image.artist) : null,
  element('small', {}, say('noFile')),
]

/** @param {any} image */
export function detailAddress(image) {
  const slug =
    image.title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'picture'
  return address(`/detail/${encodeURIComponent(slug)}/${image.id}`)
}

function place() {
  if (wallWidth() === 0) return
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

/** Focus goes to the picture with this id, when it is there. @param {string} id */
export function focusPicture(id) {
  const index = links().findIndex((link) => link.dataset.id === id)
  if (index >= 0) focus(index)
}

/** Where a walk up and down the wall began, so that as many steps back end there. */
let walk = { at: -1, middle: 0 }

/**
 * The picture above or below another, nearest to where the walk began.
 * @param {number} from
 * @param {1 | -1} step
 */
function inNextRow(from, step) {
  const middleOf = (/** @type {number} */ index) => {
    const rect = /** @type {Element} */ (list.children[index]).getBoundingClientRect()
    return rect.left + rect.width / 2
  }
  const middle = walk.at === from ? walk.middle : middleOf(from)
  const row = (places[from]?.row ?? 0) + step
  const candidates = places.flatMap((each, index) => (each.row === row ? [index] : []))
  const distance = (/** @type {number} */ index) => Math.abs(middleOf(index) - middle)
  const at = candidates.length === 0 ? from : candidates.reduce((a, b) => (distance(b) < distance(a) ? b : a))
  walk = { at, middle }
  return at
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
