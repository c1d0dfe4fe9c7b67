// @ts-check
// The pictures in their rows.

import { element } from './element.js'
import { justify } from './justify.js'
import { address, say } from './language.js'
import { isVector, onPixelsChanged, sharpest } from './sharpness.js'

export const list = /** @type {HTMLUListElement} */ (document.getElementById('pictures'))
const GAP = 8

/** What is shown, in its order. @type {any[]} */
export const pictures = []
/** Where each of them is. @type {{ row: number, width: number, height: number }[]} */
export const places = []
/** The width for which they were placed. */
let placedFor = 0

/** Whole pixels that are there for certain; a rounded-up width would push the last picture of a row out of it. */
const listWidth = () => Math.floor(list.getBoundingClientRect().width)

/** What rows come near to: about 240 px on a laptop, 300 on a large screen, and two pictures abreast on a phone. */
const rowHeight = () => (innerWidth < 600 ? 150 : Math.min(320, 180 + (innerWidth * 3) / 64))
/** A picture fills its place unless it would be enlarged by more, or less of it could be seen: then it has a mat. */
const [MOST_ENLARGED, LEAST_SEEN] = [1.5, 0.75]

/** How many pictures are loaded at once: more than a screen shows. The depth of the API is a multiple of either. */
export const pageSize = () => (innerWidth < 1500 ? 50 : 100)

/** A record without a file is shown as a card of this shape. @param {any} image */
const size = (image) => image.max_dimensions ?? { width: 3, height: 2 }

/**
 * Shows these pictures, after those that are there or in their place.
 * @param {readonly any[]} images
 * @param {{ append: boolean }} how
 */
export function show(images, { append }) {
  if (!append) {
    pictures.length = 0
    places.length = 0
    list.replaceChildren()
  }
  const first = pictures.length
  pictures.push(...images)
  list.append(...images.map((image, index) => item(image, first + index)))
  place(startOfLastRow())
}

/** @param {any} image @param {number} index */
function item(image, index) {
  const isCard = image.max_dimensions === null
  const attributes = {
    href: detailAddress(image),
    'data-id': image.id,
    'data-index': String(index),
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

/** More pictures may fill up the last row; those before it stay as they are. */
function startOfLastRow() {
  const last = places.at(-1)?.row
  return last === undefined ? 0 : places.findIndex(({ row }) => row === last)
}

/** Places the pictures from this one on, which begins a row. @param {number} from */
function place(from) {
  const width = listWidth()
  if (width === 0) return
  placedFor = width
  const firstRow = places[from]?.row ?? 0
  const wall = { width, rowHeight: rowHeight(), gap: GAP }
  const placed = justify(pictures.slice(from).map(size), wall)
  places.length = from
  for (const { row, width, height } of placed) {
    const li = /** @type {HTMLElement} */ (list.children[places.length])
    li.style.width = `${width}px`
    li.style.height = `${height}px`
    load(li.querySelector('img'), pictures[places.length], { width, height })
    places.push({ row: row + firstRow, width, height })
  }
}

/**
 * Gives a picture the size that its place needs; one that is there and has more pixels stays.
 * @param {HTMLImageElement | null} img
 * @param {any} image
 * @param {import('./justify.js').Size} place
 */
function load(img, image, place) {
  if (!img) return
  const [across, down] = [place.width / size(image).width, place.height / size(image).height]
  const [least, most] = [Math.min(across, down), Math.max(across, down)]
  const isEnlarged = most > MOST_ENLARGED && !isVector(image)
  img.classList.toggle('matted', isEnlarged || least / most < LEAST_SEEN)
  const chosen = sharpest(image, place)
  if (!chosen || chosen.scale <= Number(img.dataset.scale ?? 0)) return
  img.dataset.scale = String(chosen.scale)
  img.src = chosen.uri
}

new ResizeObserver(() => {
  if (listWidth() !== placedFor) place(0)
}).observe(list)
onPixelsChanged(() => place(0))
