// @ts-check
// What was found, counted by artist, place, person and event.

import { names } from './chips.js'
import { withOther } from './choice.js'
import { element } from './element.js'
import { address, count, say } from './language.js'

const place = /** @type {HTMLElement} */ (document.getElementById('facets'))

/** As many as stand there before somebody asks for all. */
const FIRST = 6

/** Facets by the parameter that chooses of them. @type {Record<'artists' | 'locations' | 'specific_people' | 'events', string>} */
const PARAMETERS = {
  artists: 'artists',
  locations: 'keyword_ids',
  specific_people: 'specific_people',
  events: 'event_ids',
}

/** @param {string} parameter @param {any} value */
const chosenBy = (parameter, value) => (parameter.endsWith('_ids') ? String(value.id) : value.name)

/**
 * Shows what was found of each facet, as links that choose it.
 * @param {any} facets
 * @param {URLSearchParams} chosen
 */
export function showFacets(facets, chosen) {
  place.replaceChildren(
    ...Object.entries(PARAMETERS).flatMap(([facet, parameter]) => {
      const values = facets?.[facet] ?? []
      for (const value of values) names.set(`${parameter} ${chosenBy(parameter, value)}`, value.name)
      if (values.length === 0) return []
      const id = `facet-${facet}`
      const items = values.map((/** @type {any} */ value) => item(parameter, value, chosen))
      const rest = items.slice(FIRST)
      return [
        element(
          'section',
          { 'aria-labelledby': id },
          element('h2', { id }, say(/** @type {keyof typeof PARAMETERS} */ (facet))),
          element('ul', {}, ...items.slice(0, FIRST)),
          rest.length === 0
            ? null
            : element(
                'details',
                {},
                element('summary', {}, say('showAll', { n: items.length })),
                element('ul', {}, ...rest),
              ),
        ),
      ]
    }),
  )
}

/** @param {string} parameter @param {any} value @param {URLSearchParams} chosen */
function item(parameter, value, chosen) {
  const own = chosenBy(parameter, value)
  const isChosen = chosen.get(parameter) === own
  const href = address('/', withOther(chosen, parameter, isChosen ? null : own))
  const found = element('span', {}, count(value.count))
  return element(
    'li',
    {},
    element('a', { href, 'aria-current': isChosen ? 'true' : null }, value.name, ' ', found),
  )
}
