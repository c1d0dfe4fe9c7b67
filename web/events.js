// @ts-check
// Events: the list as cards, and the head of one event above its pictures.

import { element, linked } from './element.js'
import { address, comma, dateKnown, day, say, sayValue } from './language.js'

const lead = /** @type {HTMLElement} */ (document.getElementById('lead'))

/** @param {any} event */
const addressOf = ({ id }) => address(`/events/${id}`)

/**
 * The size to show of an event's hero image: the largest without a watermark, up to the preview.
 * @param {any} event
 * @returns {any}
 */
const hero = (event) => {
  const sizes = event.hero_image?.display_sizes ?? []
  const clean = (/** @type {string} */ name) =>
    sizes.find((/** @type {any} */ size) => size.name === name && !size.is_watermarked)
  return clean('preview') ?? clean('thumb')
}

/** A start at the first moment of a year usually means that only the year is known. @param {string} time */
const startOf = (time) =>
  time.endsWith('-01-01T00:00:00Z') ? dateKnown(time.slice(0, -'-01-01T00:00:00Z'.length)) : day(time)

/** @param {any} event */
function whenAndWhere({ start_date: start, location: place }) {
  const where = [...new Set([place?.venue, place?.city, place?.country].filter(Boolean))].join(comma)
  return [start ? startOf(start) : '', where].filter(Boolean)
}

/** @param {any} event @param {'h2' | 'h3'} level */
function card(event, level) {
  const uri = hero(event)?.uri
  const counts = [
    say('found', { n: event.image_count }),
    ...(event.child_event_count > 0 ? [say('parts', { n: event.child_event_count })] : []),
  ]
  return element(
    'li',
    {},
    uri ? element('img', { src: uri, alt: '' }) : element('span', { class: 'blank' }),
    element(
      'div',
      {},
      element(level, {}, linked(addressOf(event), event.name)),
      ...whenAndWhere(event).map((line) => element('p', {}, line)),
      element('p', { class: 'counts' }, counts.join(' · ')),
    ),
  )
}

/**
 * Shows events as cards, after the present ones or instead of them.
 * @param {readonly any[]} events
 * @param {{ append: boolean }} options
 */
export function showEvents(events, { append }) {
  const cards = events.map((event) => card(event, 'h2'))
  if (append) lead.querySelector('.events')?.append(...cards)
  else lead.replaceChildren(element('ul', { class: 'events' }, ...cards))
}

/** Shows the head of an event above its pictures. @param {any} event */
export function showEvent(event) {
  const comp = event.hero_image?.display_sizes.find((/** @type {any} */ { name }) => name === 'comp')
  const uri = (hero(event)?.name === 'preview' ? hero(event) : comp)?.uri
  const segments = event.editorial_segments.map((/** @type {string} */ segment) => {
    const query = new URLSearchParams({ family: 'editorial', editorial_segments: segment })
    return element('li', {}, linked(address('/', query), sayValue(segment)))
  })
  const children = event.child_events ?? []
  lead.replaceChildren(
    element('p', { class: 'crumb' }, linked(address('/events'), `← ${say('allEvents')}`)),
    element(
      'section',
      { class: 'event' },
      uri ? element('img', { src: uri, alt: '' }) : null,
      element(
        'div',
        {},
        element('h2', {}, event.name),
        ...[event.type, ...whenAndWhere(event)].filter(Boolean).map((line) => element('p', {}, line)),
        element('ul', { class: 'keywords' }, ...segments),
      ),
    ),
    ...(children.length === 0
      ? []
      : [
          element('h2', { class: 'part' }, say('partsOfEvent')),
          element(
            'ul',
            { class: 'events' },
            ...children.map((/** @type {any} */ child) => card(child, 'h3')),
          ),
        ]),
    element(
      'h2',
      { class: 'part' },
      say('picturesOfEvent'),
      element('small', {}, say('found', { n: event.image_count })),
    ),
  )
}

/** Removes what is shown above the pictures. */
export const clearLead = () => lead.replaceChildren()
