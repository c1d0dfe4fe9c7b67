// @ts-check
// The grid: pictures in justified rows.

import { isVideo, rememberVideos } from './api.js'
import { element } from './element.js'
import { previewOf } from './hover-preview.js'
import { justify } from './justify.js'
import { address, say } from './language.js'
import { showPlaceholder } from './placeholder.js'
import { inAnyFormat, isVector, onPixelRatioChanged, sharpest } from './sharpness.js'
import { lengthBadge, posterOf, videoLabel } from './video-card.js'

export const list = /** @type {HTMLUListElement} */ (document.getElementById('pictures'))
const GAP = 8

/** The pictures shown, in order. @type {any[]} */
export const pictures = []
/** The place of each picture. @type {{ row: number, width: number, height: number }[]} */
export const places = []
/** The width of the list when the pictures were placed. */
let placedWidth = 0
/** The width of the list that was reported last. Measuring it would lay out the page once more. @type {number | null} */
let knownWidth = null

/** Rounded down: a width rounded up would push the last picture out of its row. */
const measuredWidth = () => Math.floor(list.getBoundingClientRect().width)

/** The height to aim at: about 240 px on a laptop, 300 on a large screen; on a phone two pictures fit side by side. */
const rowHeight = () => (innerWidth < 600 ? 150 : Math.min(320, 180 + (innerWidth * 3) / 64))
/** A picture fills its place unless that enlarges it more than this, or shows a smaller part of it; then it gets a mat. */
const [MAX_ENLARGEMENT, MIN_VISIBLE_PART] = [1.5, 0.75]

/** How many pictures a page has: more than a screen shows. The API's paging limit is a multiple of both. */
export const pageSize = () => (innerWidth < 1500 ? 50 : 100)

/** The size of the picture; a record without a file is shown as a 3:2 card, a video of unknown size as one of 16:9. @param {any} image */
const size = (image) =>
  image.max_dimensions ?? (isVideo(image) ? { width: 16, height: 9 } : { width: 3, height: 2 })

/**
 * Shows pictures, after the present ones or instead of them.
 * @param {readonly any[]} images
 * @param {{ append: boolean }} options
 */
export function show(images, { append }) {
  if (!append) {
    pictures.length = 0
    places.length = 0
  }
  const first = pictures.length
  pictures.push(...images)
  rememberVideos(images)
  const items = images.map((image, index) => item(image, first + index))
  if (append) list.append(...items)
  else list.replaceChildren(...items)
  place(startOfLastRow())
}

/** Makes the controls on a picture besides its link. @type {(image: any) => Node | null} */
let makeTools = () => null

/** @param {typeof makeTools} make controls for the pictures that are shown from now on */
export function setTools(make) {
  makeTools = make
}

/** @param {any} image @param {number} index */
function item(image, index) {
  const kind = kindOf(image)
  const attributes = {
    href: detailAddress(image),
    'data-id': image.id,
    'data-index': String(index),
    tabindex: index === 0 ? '0' : '-1',
    class: kind,
    ...(kind === 'poster' && previewOf(image)),
  }
  const link = element('a', attributes, ...parts(image, index, kind))
  return element('li', {}, link, makeTools(image))
}

/** How something is shown. @param {any} image @returns {'poster' | 'video' | 'card' | null} */
function kindOf(image) {
  if (isVideo(image)) return posterOf(image) ? 'poster' : 'video'
  return image.max_dimensions === null ? 'card' : null
}

/** Shows those of the present pictures, in another order. @param {readonly any[]} images */
export function rearrange(images) {
  const items = new Map(pictures.map((picture, index) => [picture, list.children[index]]))
  pictures.splice(0, pictures.length, ...images)
  list.replaceChildren(...images.flatMap((image) => items.get(image) ?? []))
  for (const [index, li] of [...list.children].entries())
    li.querySelector('a')?.setAttribute('data-index', String(index))
  places.length = 0
  place(0)
}

/** @param {any} image @param {number} index @param {ReturnType<typeof kindOf>} kind */
function parts(image, index, kind) {
  if (kind === 'video') return videoLabel(image)
  if (kind === 'card') return label(image)
  return [...picture(image, index), kind === 'poster' ? lengthBadge(image) : null]
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

/** What a record without a file shows: a text like the label next to an empty frame. @param {any} image */
export const label = (image) => [
  element('strong', {}, image.title),
  image.artist ? element('em', {}, image.artist) : null,
  element('small', {}, say('noFile')),
]

/**
 * Shows pictures that are shown already as the signed-in user may see them, and marks what no agreement covers.
 * @param {readonly any[]} images
 */
export function showLicensable(images) {
  const byId = new Map(images.map((image) => [image.id, image]))
  for (const [index, picture] of pictures.entries()) {
    const known = byId.get(picture.id)
    const [li, place] = [list.children[index], places[index]]
    if (!known || !li) continue
    if (known.display_sizes) picture.display_sizes = known.display_sizes
    if (place) load(li.querySelector('img'), picture, place)
    if (!known.is_covered && !li.querySelector('.uncovered')) li.querySelector('a')?.append(uncoveredMark())
  }
}

/** The mark of a picture or video that no agreement of the user covers. */
export function uncoveredMark() {
  const text = say('notCovered')
  return element('i', { class: 'uncovered', role: 'img', 'aria-label': text, title: text })
}

/** @param {any} image */
export function detailAddress(image) {
  const slug =
    image.title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'picture'
  return address(`/detail/${encodeURIComponent(slug)}/${image.id}`)
}

/** The index of the first picture of the last row, which more pictures may fill; earlier rows stay as they are. */
function startOfLastRow() {
  const last = places.at(-1)?.row
  return last === undefined ? 0 : places.findIndex(({ row }) => row === last)
}

/** Places the pictures from this index on, which begins a row. @param {number} from */
function place(from) {
  const width = knownWidth ?? measuredWidth()
  if (width === 0) return
  placedWidth = width
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
 * Loads the rendition that the place needs, unless a larger one is loaded already.
 * @param {HTMLImageElement | null} img
 * @param {any} image
 * @param {import('./justify.js').Size} place
 */
function load(img, image, place) {
  if (!img) return
  const [across, down] = [place.width / size(image).width, place.height / size(image).height]
  const [least, most] = [Math.min(across, down), Math.max(across, down)]
  const isEnlarged = most > MAX_ENLARGEMENT && !isVector(image)
  img.classList.toggle('matted', isEnlarged || least / most < MIN_VISIBLE_PART)
  const chosen = sharpest(isVideo(image) ? posterOf(image) : image, place)
  if (!chosen || chosen.scale <= Number(img.dataset.scale ?? 0)) return
  img.dataset.scale = String(chosen.scale)
  img.src = inAnyFormat(chosen.uri)
  showPlaceholder(img, image.thumbhash, size(image))
}

new ResizeObserver(([entry]) => {
  knownWidth = Math.floor(entry?.contentRect.width ?? 0)
  if (knownWidth !== placedWidth) place(0)
}).observe(list)
onPixelRatioChanged(() => place(0))
