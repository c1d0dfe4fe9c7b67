// @ts-check
// The facts about a picture, in reading order. Facts that were not stated are left out.

import { isVideo } from './api.js'
import { element, linked } from './element.js'
import { address, comma, dateKnown, say, sayValue } from './language.js'
import { sayLength } from './video-card.js'

/** @typedef {Node | string | null | undefined} Fact */
/** @typedef {[import('./language.js').Word, Fact]} Line */

/** The address of a search for assets of the same kind. @param {any} asset @param {string} name @param {string} value @param {boolean} [isNews] */
const searchFor = (asset, name, value, isNews = asset.asset_family === 'editorial') =>
  address(
    '/',
    new URLSearchParams({
      ...(isVideo(asset) && { media: 'video' }),
      ...(isNews && { family: 'editorial' }),
      [name]: value,
    }),
  )

/** @param {readonly Node[]} links */
function listed(links) {
  if (links.length === 0) return null
  const all = element('span', {})
  for (const [index, link] of links.entries()) all.append(...(index > 0 ? [comma] : []), link)
  return all
}

/** @param {readonly (string | null | undefined)[]} parts */
const joined = (parts) => [...new Set(parts.filter(Boolean))].join(comma) || null

/** The date in the source's own words, where it has any. @param {any} image */
const created = ({ date_text: text, date_created: date, date_created_local: local = date }) =>
  text ?? (local && dateKnown(local))

/** The licence model and the name of the rights statement, or that neither was stated. @param {any} image */
function licence({ license_model: model, rights_statement: statement, asset_family: family }) {
  const parts = [
    ...(model ? [sayValue(model)] : []),
    ...(statement
      ? [element('a', { href: statement.uri, rel: 'license noreferrer' }, statement.name ?? statement.uri)]
      : []),
  ]
  if (parts.length === 0) parts.push(say('notStated'))
  if (family === 'editorial') parts.push(say('editorialOnly'))
  return element('span', {}, ...parts.flatMap((part, index) => (index > 0 ? [' · ', part] : [part])))
}

/** Terms of use; in those of agencies, pipes mark a link. A rights statement is shown with the licence. @param {any} image */
function usage({ allowed_use: { how_can_i_use_it: terms }, rights_statement: statement }) {
  if (terms === null) return say('notStated')
  if (terms.includes('|License Terms|')) return say('anyUse')
  return statement && terms.endsWith(statement.uri) ? null : terms.replaceAll('|', '')
}

/** @param {any} image */
const pixels = ({ max_dimensions: size, aspect_ratio: ratio, orientation }) =>
  size && `${size.width} × ${size.height} px${comma}${ratio ?? sayValue(SHAPES[orientation] ?? orientation)}`

/** @param {any} video @returns {Line[]} */
const ofVideo = ({ clip_length: length, ...video }) => [
  ['clipLength', length && sayLength(length)],
  ['masteredTo', video.mastered_to],
  ['shotOn', video.originally_shot_on],
  ['shotSpeed', video.shot_speed],
]

/** @type {Record<string, string>} */
const SHAPES = { Horizontal: 'horizontal', Vertical: 'vertical', Square: 'square' }

/**
 * @param {any} image
 * @param {readonly any[]} events the events it belongs to, with their names
 * @returns {Line[]}
 */
export function factsOf(image, events) {
  return [
    ...whoAndWhen(image, events),
    ...rights(image),
    ...(isVideo(image) ? ofVideo(image) : []),
    ['source', image.source ?? image.editorial_source?.name],
    [
      'type',
      joined([
        image.graphical_style && sayValue(image.graphical_style),
        image.color_type && sayValue(image.color_type),
      ]),
    ],
    [isVideo(image) ? 'frameSize' : 'size', pixels(image)],
    ['dimensions', image.physical_size],
    ['inventory', image.inventory_number],
    [isVideo(image) ? 'videoId' : 'id', image.id],
  ]
}

/** @param {any} image @param {readonly any[]} events @returns {Line[]} */
function whoAndWhen(image, events) {
  const artist = image.artist
    ? element(
        'span',
        {},
        linked(searchFor(image, 'artists', image.artist), image.artist),
        ...(image.artist_title ? [comma, image.artist_title] : []),
      )
    : null
  const people = image.people.map((/** @type {string} */ name) =>
    linked(searchFor(image, 'specific_people', name, true), name),
  )
  const segments = image.editorial_segments.map((/** @type {string} */ segment) =>
    linked(searchFor(image, 'editorial_segments', segment, true), sayValue(segment)),
  )
  return [
    ['headline', image.headline === image.title ? null : image.headline],
    ['artist', artist],
    ['credit', image.credit_line],
    ['created', created(image)],
    ['place', joined([image.city, image.state_province, image.country])],
    ['people', listed(people)],
    ['events', listed(events.map(({ id, name }) => linked(address(`/events/${id}`), name)))],
    ['segment', listed(segments)],
    [
      'collection',
      linked(searchFor(image, 'collection_codes', image.collection_code), image.collection_name),
    ],
  ]
}

/** @param {any} image @returns {Line[]} */
function rights(image) {
  const isNews = image.asset_family === 'editorial'
  const { allowed_use: use } = image
  return [
    ['licence', licence(image)],
    ['use', usage(image)],
    ['restrictions', joined(use.usage_restrictions ?? [])],
    ['releases', isNews ? null : use.release_info],
    ['copyright', image.copyright],
  ]
}
