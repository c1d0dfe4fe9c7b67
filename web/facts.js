// @ts-check
// What is known of a picture, in the order in which it is read. What nobody said is left out.

import { element, linked } from './element.js'
import { address, comma, dateKnown, say, sayValue } from './language.js'

/** @typedef {Node | string | null | undefined} Fact */
/** @typedef {[import('./language.js').Word, Fact]} Line */

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

/** In the words of the source, where it has any. @param {any} image */
const created = ({ date_text: said, date_created_local: date }) => said ?? (date && dateKnown(date))

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
 * @returns {Line[]}
 */
export function factsOf(image, events) {
  return [
    ...whoAndWhen(image, events),
    ...rights(image),
    ['source', image.editorial_source?.name],
    [
      'type',
      joined([
        image.graphical_style && sayValue(image.graphical_style),
        image.color_type && sayValue(image.color_type),
      ]),
    ],
    ['size', pixels(image)],
    ['dimensions', image.physical_size],
    ['inventory', image.inventory_number],
    ['id', image.id],
  ]
}

/** @param {any} image @param {readonly any[]} events @returns {Line[]} */
function whoAndWhen(image, events) {
  const isNews = image.asset_family === 'editorial'
  const artist = image.artist
    ? element(
        'span',
        {},
        linked(found('artists', image.artist, isNews), image.artist),
        ...(image.artist_title ? [comma, image.artist_title] : []),
      )
    : null
  const people = image.people.map((/** @type {string} */ name) =>
    linked(found('specific_people', name, true), name),
  )
  const segments = image.editorial_segments.map((/** @type {string} */ segment) =>
    linked(found('editorial_segments', segment, true), sayValue(segment)),
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
    ['collection', linked(found('collection_codes', image.collection_code, isNews), image.collection_name)],
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
