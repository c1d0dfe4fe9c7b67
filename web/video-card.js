// @ts-check
// What stands for a video where its picture would be: its title and length.

import { element } from './element.js'
import { say } from './language.js'

/** What a video shows in the grid and in strips. @param {any} video */
export const videoLabel = (video) => [
  element('strong', {}, video.title),
  video.artist ? element('em', {}, video.artist) : null,
  lengthBadge(video),
]

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
