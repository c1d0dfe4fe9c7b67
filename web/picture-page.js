// @ts-check
// The page of a picture: the picture, its facts, and related pictures.

import { detailPath, isVideo } from './api.js'
import { collectButton } from './collect.js'
import { element, linked } from './element.js'
import { factsOf } from './facts.js'
import { detailAddress, label, uncoveredMark } from './grid.js'
import { previewOf } from './hover-preview.js'
import { address, language, say } from './language.js'
import { licensing } from './licensing.js'
import { playerOf } from './player.js'
import { inAnyFormat, sharpest } from './sharpness.js'
import { similarLink } from './similar.js'
import { lengthBadge, posterOf, videoLabel } from './video-card.js'

/** A picture whose longest side is at most this many CSS pixels gets a mat and a note that this is its actual size. */
const SMALL = 240
/** Height of the strips of related pictures in CSS pixels, as in detail.css. */
const STRIP_HEIGHT = 92
/** From this aspect ratio and width on, a picture stands above its facts instead of beside them. */
const WIDE = { ratio: 2, width: 1000 }

/** @param {any} image @param {readonly any[]} events */
export function picturePage(image, events) {
  const facts = factsOf(image, events).flatMap(([name, value]) =>
    value ? [element('dt', {}, say(name)), element('dd', {}, value)] : [],
  )
  const words = image.keywords.filter((/** @type {any} */ { type }) => type !== 'SpecificPeople')
  const request = `curl -H 'Api-Key: YOUR-KEY' \\\n  -H 'Accept-Language: ${language}' \\\n  '${location.origin}${detailPath(image)}'`
  const page = element(
    'article',
    { class: 'detail' },
    isVideo(image) ? film(image) : figure(image),
    element(
      'div',
      { class: 'facts' },
      element('h2', { id: 'detail-title' }, image.title),
      image.caption ? element('p', { class: 'caption' }, image.caption) : null,
      licensing(image),
      collectButton(image),
      similarLink(image),
      element('dl', {}, ...facts),
      ...(words.length > 0 ? [element('h3', {}, say('keywords')), keywordList(image, words)] : []),
      element(
        'details',
        {},
        element('summary', {}, say('request')),
        element('pre', { class: 'request', tabindex: '0' }, request),
      ),
    ),
    element('div', { class: 'strips' }),
  )
  const largest = isVideo(image) ? frameOf(image) : largestOf(image)
  page.style.setProperty('--width', `${largest.width}px`)
  page.style.setProperty('--ratio', String(largest.width / largest.height))
  page.classList.toggle('wide', isWide(largest))
  return page
}

/** @param {{ width: number, height: number }} size */
const isWide = ({ width, height }) => width / height >= WIDE.ratio && width >= WIDE.width

/** The largest size that the page may show. @param {any} image */
const largestOf = ({ display_sizes: sizes }) =>
  sizes.reduce((/** @type {any} */ a, /** @type {any} */ b) =>
    b.width * b.height > a.width * a.height ? b : a,
  )

/**
 * The picture, in all sizes that look the same; the browser picks the one that the window needs.
 * @param {any} image
 */
function figure(image) {
  if (image.max_dimensions === null) return element('figure', { class: 'empty' }, say('noFile'))
  const largest = largestOf(image)
  const { width, height } = largest
  const sameLook = image.display_sizes.filter(
    (/** @type {any} */ { name, is_watermarked: isMarked }) =>
      !name.endsWith('_webp') && isMarked === largest.is_watermarked,
  )
  const asHighAsWindow = `(100vh - 104px) * ${width / height}`
  const besideFacts = `min(${width}px, 100vw - 400px, ${asHighAsWindow})`
  const fullWidth = `min(${width}px, 100vw - 40px, ${asHighAsWindow})`
  const picture = element('img', {
    alt: image.alt_text ?? image.title,
    width: String(width),
    height: String(height),
    sizes: `(max-width: 899px) min(100vw, ${width}px), ${isWide(largest) ? fullWidth : besideFacts}`,
    srcset: sameLook.map((/** @type {any} */ { uri, width: w }) => `${inAnyFormat(uri)} ${w}w`).join(', '),
    src: inAnyFormat(largest.uri),
  })
  const isSmall = Math.max(width, height) <= SMALL
  return element('figure', {}, picture, isSmall ? element('figcaption', {}, say('actualSize')) : null)
}

/** The largest width of the place of a video, in CSS pixels. */
const MAX_FRAME_WIDTH = 1024

/** The size in which a video is shown. @param {any} video */
function frameOf({ max_dimensions: size }) {
  const { width, height } = size ?? { width: 16, height: 9 }
  const shown = size ? Math.min(width, MAX_FRAME_WIDTH) : MAX_FRAME_WIDTH
  return { width: shown, height: (shown * height) / width }
}

/** A video: in a player, else its poster, else a text. @param {any} video */
function film(video) {
  const poster = posterOf(video)
  const { uri = null } = (poster && sharpest(poster, frameOf(video))) ?? {}
  const played = playerOf(video, uri)
  if (played)
    return element(
      'figure',
      { class: 'film played' },
      element('div', { class: 'frame' }, played.player, played.status),
    )
  const shown = uri ? element('img', { src: uri, alt: video.title }) : element('p', {}, say('noPreview'))
  return element('figure', { class: 'film' }, element('div', { class: 'frame' }, shown, lengthBadge(video)))
}

/** @param {any} asset @param {readonly any[]} words */
function keywordList(asset, words) {
  const query = (/** @type {string} */ text) =>
    new URLSearchParams({
      phrase: `"${text}"`,
      ...(isVideo(asset) && { media: 'video' }),
      ...(asset.asset_family === 'editorial' && { family: 'editorial' }),
    })
  return element(
    'ul',
    { class: 'keywords' },
    ...words.map(({ text }) => element('li', {}, linked(address('/', query(text)), text))),
  )
}

/** The size of a picture in a strip, in CSS pixels. @param {any} image */
const stripSize = ({ max_dimensions: { width, height } }) => ({
  width: (STRIP_HEIGHT * width) / height,
  height: STRIP_HEIGHT,
})

/**
 * Related pictures, under a heading.
 * @param {'same-series' | 'similar'} kind
 * @param {readonly any[]} images
 * @returns {HTMLElement[]}
 */
export function strip(kind, images) {
  if (images.length === 0) return []
  const items = images.map((image) => {
    const attributes = { href: detailAddress(image), title: image.title }
    const lock = image.is_covered === false ? uncoveredMark() : null
    const poster = isVideo(image) ? posterOf(image) : image
    const link =
      poster === null
        ? element('a', { ...attributes, class: 'video' }, ...videoLabel(image), lock)
        : image.max_dimensions === null
          ? element('a', { ...attributes, class: 'card' }, ...label(image))
          : element(
              'a',
              { ...attributes, ...(isVideo(image) && { class: 'poster', ...previewOf(image) }) },
              element('img', {
                src: sharpest(poster, stripSize(image))?.uri ?? '',
                alt: image.title,
                loading: 'lazy',
              }),
              isVideo(image) ? lengthBadge(image) : null,
              lock,
            )
    return element('li', {}, link)
  })
  return [
    element(
      'h2',
      {},
      say(kind === 'similar' ? (isVideo(images[0]) ? 'similarVideos' : 'similar') : 'sameSeries'),
    ),
    element('ul', { class: 'strip' }, ...items),
  ]
}
