// @ts-check
// Shown above the results of a search by sight: the picture by which was searched.

import { isVideo } from './api.js'
import { element, linked } from './element.js'
import { detailAddress } from './grid.js'
import { say } from './language.js'
import { sharpest } from './sharpness.js'
import { posterOf } from './video-card.js'

/** The side of the square in which the picture is shown, in CSS pixels, as in wall.css. */
const SIDE = 96

const lead = /** @type {HTMLElement} */ (document.getElementById('lead'))
/** The addresses of the pictures that this page has sent, by the names of their uploads. @type {Map<string, string>} */
const sent = new Map()

/** Keeps a picture, so that it can be shown above what is similar to it. @param {string} name of the upload @param {Blob} picture */
export const rememberSent = (name, picture) => void sent.set(name, URL.createObjectURL(picture))

/** Shows a picture or video of the library as the one by which was searched. @param {any} asset */
export function showSearchedAsset(asset) {
  const picture = isVideo(asset) ? posterOf(asset) : asset
  const uri = picture?.max_dimensions && sharpest(picture, { width: SIDE, height: SIDE })?.uri
  showSearched(isVideo(asset) ? 'similarVideos' : 'similar', uri, linked(detailAddress(asset), asset.title))
}

/** Shows a picture of the visitor; after a reload of the page it is not known any more. @param {string} name of the upload */
export const showSearchedUpload = (name) => showSearched('similar', sent.get(name), say('yourPicture'))

/** @param {'similar' | 'similarVideos'} heading @param {string | undefined} uri @param {HTMLElement | string} name */
const showSearched = (heading, uri, name) =>
  lead.replaceChildren(
    element(
      'section',
      { class: 'searched' },
      uri ? element('img', { src: uri, alt: '' }) : null,
      element('div', {}, element('h2', {}, say(heading)), element('p', {}, name)),
    ),
  )
