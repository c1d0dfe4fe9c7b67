// @ts-check
// What is known of a picture, in the order in which it is read.

import { element, linked } from './element.js'
import { address, comma, day, say, sayValue } from './language.js'

/** @typedef {Node | string | null | undefined} Fact */

/** @param {string} name @param {string} value @param {boolean} [isNews] */
const found = (name, value, isNews = false) =>
  address('/', new URLSearchParams({ ...(isNews && { family: 'editorial' }), [name]: value }))

/** @param {readonly Node[]} links */
function listed(links) {
  if (links.length === 0) return null
  const all = element('span', {})
  for (const [index, link] of links.entries()) all.append(...(index > 0 ? [comma] : []), link)
  return all
}

/** @param {readonly (string | null | undefined)[]} parts */
const joined = (parts) => [...new Set(parts.filter(Boolean))].join(comma) || null

/** In the words of the source, where it has any for what is no day. @param {any} image */
const made = ({ date_text: said, date_created: time }) => said ?? (time && day(time))

/** The licence model and the rights statement by its name, or that nobody stated either. @param {any} image */
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

/** Terms of use; the pipes mark a link in those of agencies. A rights statement is shown with the licence. @param {any} image */
function usage({ allowed_use: { how_can_i_use_it: said }, rights_statement: statement }) {
  if (said === null) return say('notStated')
  if (said.includes('|License Terms|')) return say('anyUse')
  return statement && said.endsWith(statement.uri) ? null : said.replaceAll('|', '')
}

/** @param {any} image */
const pixels = ({ max_dimensions: size, orientation }) =>
  size && `${size.width} × ${size.height} px${comma}${sayValue(shapes[orientation] ?? orientation)}`

/** @type {Record<string, string>} */
const shapes = { Horizontal: 'horizontal', Vertical: 'vertical', Square: 'square' }

/**
 * @param {any} image
 * @param {readonly any[]} events its events, with their names
 * @returns {[import('./language.js').Word, Fact][]}
 */
export function factsOf(image, events) {
  const isNews = image.asset_family === 'editorial'
  const artist = image.artist
    ? element(
        'span',
        {},
        linked(found('artists', image.artist, isNews), image.artist),
        ...(image.artist_title ? [comma, image.artist_title] : []),
      )
    : null
  return [
    ['artist', artist],
    ['collection', linked(found('collection_codes', image.collection_code, isNews), image.collection_name)],
    ['created', made(image)],
    ['place', joined([image.city, image.state_province, image.country])],
    [
      'people',
      listed(
        image.people.map((/** @type {string} */ name) => linked(found('specific_people', name, true), name)),
      ),
    ],
    ['events', listed(events.map(({ id, name }) => linked(address(`/events/${id}`), name)))],
    [
      'segment',
      listed(
        image.editorial_segments.map((/** @type {string} */ segment) =>
          linked(found('editorial_segments', segment, true), sayValue(segment)),
        ),
      ),
    ],
    ['size', pixels(image)],
    ['dimensions', image.physical_size],
    ['style', joined([sayValue(image.graphical_style), image.color_type && sayValue(image.color_type)])],
    ['licence', licence(image)],
    ['use', usage(image)],
    ['restrictions', joined(image.allowed_use.usage_restrictions ?? [])],
    ['releases', isNews ? null : image.allowed_use.release_info],
    ['credit', image.credit_line],
    ['copyright', image.copyright],
    ['source', image.editorial_source?.name],
    ['id', image.id],
  ]
}
