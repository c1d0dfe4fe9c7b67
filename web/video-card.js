// @ts-check
// How a video is shown in the grid and in strips: by its poster, else by its title and length.

import { element } from './element.js'
import { say } from './language.js'

/** What a video shows in the grid and in strips. @param {any} video */
export const videoLabel = (video) => [
  element('strong', {}, video.title),
  video.artist ? element('em', {}, video.artist) : null,
  lengthBadge(video),
]

/** Returns whether a display size is a clip. @param {any} size */
const isClip = ({ uri }) => /\.(?:mp4|webm)\?/.test(uri)

/**
 * Returns a video with the pictures of its poster as display sizes, in the names of pictures; null if it has no poster, and
 * the server sends a card instead.
 * @param {any} video
 */
export function posterOf(video) {
  const sizes = video.display_sizes ?? []
  const isCard = sizes.some((/** @type {any} */ size) => size.name === 'thumb_mp4' && !isClip(size))
  const pictures = sizes
    .filter((/** @type {any} */ size) => !isClip(size))
    .map((/** @type {any} */ size) => ({ ...size, name: size.name.replace('_jpg', '') }))
  if (isCard || pictures.length === 0 || video.max_dimensions === null) return null
  return { ...video, display_sizes: pictures }
}

/** The length of a video, with a sign by which it is known as one. @param {any} video */
export const lengthBadge = ({ clip_length: length }) =>
  element(
    'small',
    { class: 'length' },
    element('b', { class: 'hidden' }, `${say('video')} `),
    length ? sayLength(length) : '',
  )

/** A length such as "00:01:05:12", in hours, minutes, seconds and frames, as "1:05". @param {string} length */
export function sayLength(length) {
  const [hours, minutes, seconds] = length.split(':').map(Number)
  const two = (/** @type {number | undefined} */ n) => String(n).padStart(2, '0')
  return hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}
