// @ts-check
// What visitors can choose, in the parameters of the API, and which of it an address may contain.

import { UNSUPPORTED, VALUES } from './search-parameters.gen.js'
import { isSignedIn } from './session.js'

/** @typedef {import('./search-parameters.gen.js').Family} Family */

/** Parameters with the values that the page offers, in the order in which it shows them. */
export const OFFERED = /** @type {Record<string, string[]>} */ ({
  orientations: ['horizontal', 'vertical', 'square', 'panoramic_horizontal,panoramic_vertical'],
  ...VALUES,
  sort_order: ['best_match', 'newest', 'oldest', 'most_popular', 'random'],
})

/** The first and the last day on which pictures were made. */
export const DATES = ['date_from', 'date_to']

/** Parameters whose values come from the library: names, ids and codes. */
export const LIBRARY_FILTERS = ['artists', 'keyword_ids', 'specific_people', 'event_ids', 'collection_codes']

/** The family of an address that names none. @type {Family} */
let defaultFamily = 'creative'

/** @param {Family} family */
export function setDefaultFamily(family) {
  defaultFamily = family
}

/** @param {URLSearchParams} params @returns {Family} */
export function familyOf(params) {
  const family = params.get('family') ?? ''
  return Object.hasOwn(UNSUPPORTED, family) ? /** @type {Family} */ (family) : defaultFamily
}

/**
 * The order unless the visitor sorts: without a phrase or a colour there is nothing to match.
 * @param {URLSearchParams} chosen
 */
export const defaultOrder = (chosen) =>
  chosen.has('phrase') || chosen.has('color') ? 'best_match' : 'newest'

/**
 * Whether the search of a family supports a parameter, or one value of it.
 * @param {Family} family
 * @param {string} name
 * @param {string} [value]
 */
export const supports = (family, name, value) =>
  !UNSUPPORTED[family].includes(name) && !UNSUPPORTED[family].includes(`${name}=${value}`)

/**
 * The valid part of the parameters of an address. Addresses are typed by people, so anything else is dropped.
 * @param {URLSearchParams} params
 */
export function validChoice(params) {
  const family = familyOf(params)
  const chosen = new URLSearchParams()
  const phrase = params.get('phrase')?.trim()
  if (phrase) chosen.set('phrase', phrase)
  if (family !== defaultFamily) chosen.set('family', family)
  if (isOnlyLicensable(params)) chosen.set('licensable', 'true')
  for (const [name, values] of Object.entries(OFFERED)) {
    const value = params.get(name) ?? ''
    if (values.includes(value) && supports(family, name, value)) chosen.set(name, value)
  }
  const color = (params.get('color') ?? '').replace(/^#/, '').toLowerCase()
  if (/^[0-9a-f]{6}$/.test(color) && supports(family, 'color')) chosen.set('color', color)
  for (const name of DATES) {
    const value = params.get(name) ?? ''
    if (/^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))) chosen.set(name, value)
  }
  for (const name of LIBRARY_FILTERS) {
    const value = params.get(name)?.trim() ?? ''
    const isValid = name.endsWith('_ids') ? /^\d{1,10}(,\d{1,10})*$/.test(value) : value !== ''
    if (isValid && supports(family, name)) chosen.set(name, value)
  }
  const isDefault = chosen.get('sort_order') === defaultOrder(chosen)
  const hasNothingToMatch = chosen.get('sort_order') === 'best_match' && defaultOrder(chosen) !== 'best_match'
  if (isDefault || hasNothingToMatch) chosen.delete('sort_order')
  return chosen
}

/** Whether a choice is limited to what the signed-in user may license. @param {URLSearchParams} params */
export const isOnlyLicensable = (params) => isSignedIn() && params.get('licensable') === 'true'

/** What a choice consists of besides filters. */
const NO_FILTERS = ['phrase', 'family', 'licensable', 'sort_order']

/** The names of the filters in a choice. @param {URLSearchParams} chosen */
export const filtersOf = (chosen) => [...chosen.keys()].filter((name) => !NO_FILTERS.includes(name))

/**
 * A copy of the choice with another value of one parameter; null removes it.
 * @param {URLSearchParams} chosen
 * @param {string} name
 * @param {string | null} value
 */
export function withParameter(chosen, name, value) {
  const copy = new URLSearchParams(chosen)
  if (value === null) copy.delete(name)
  else copy.set(name, value)
  return validChoice(copy)
}
