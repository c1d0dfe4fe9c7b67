// @ts-check
// The results counted by artist, place, person and event.

import { names } from './chips.js'
import { withParameter } from './choice.js'
import { element } from './element.js'
import { address, count, say } from './language.js'

const container = /** @type {HTMLElement} */ (document.getElementById('facets'))

/** How many values are shown before the visitor asks for all. */
const FIRST = 6

/** The parameter that filters by each facet. @type {Record<'artists' | 'locations' | 'specific_people' | 'events', string>} */
const PARAMETERS = {
  artists: 'artists',
  locations: 'keyword_ids',
  specific_people: 'specific_people',
  events: 'event_ids',
}

/** @param {string} parameter @param {any} value */
const filterValue = (parameter, value) => (parameter.endsWith('_ids') ? String(value.id) : value.name)

/**
 * Shows the values of each facet as links that filter by them.
 * @param {any} facets
 * @param {URLSearchParams} chosen
 */
export function showFacets(facets, chosen) {
  container.replaceChildren(
    ...Object.entries(PARAMETERS).flatMap(([facet, parameter]) => {
      const values = facets?.[facet] ?? []
      for (const value of values) {
        names.set(`${parameter} ${filterValue(parameter, value)}`, value.name)
        // Suggested people are found by their ids.
        if (facet === 'specific_people') names.set(`keyword_ids ${value.id}`, value.name)
      }
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
  const filter = filterValue(parameter, value)
  const isChosen = chosen.get(parameter) === filter
  const href = address('/', withParameter(chosen, parameter, isChosen ? null : filter))
  const badge = element('span', {}, count(value.count))
  return element(
    'li',
    {},
    element('a', { href, 'aria-current': isChosen ? 'true' : null }, value.name, ' ', badge),
  )
}
