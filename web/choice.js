// @ts-check
// What a person can choose, in the parameters of the API, and which of it an address may say.

/** @typedef {import('./api.js').Family} Family */

/** Parameters with the values that are offered. */
export const OFFERED = /** @type {Record<string, string[]>} */ ({
  orientations: ['horizontal', 'vertical', 'square', 'panoramic_horizontal,panoramic_vertical'],
  graphical_styles: ['photography', 'illustration', 'vector', 'fine_art'],
  number_of_people: ['none', 'one', 'two', 'group'],
  editorial_segments: ['archival', 'entertainment', 'news', 'publicity', 'royalty', 'sport'],
  sort_order: ['best_match', 'newest', 'oldest', 'most_popular', 'random'],
})

/** The first and the last day on which pictures were made. */
export const DATES = ['date_from', 'date_to']

/** Parameters whose values come from the library: names, ids and codes. */
export const NAMED = ['artists', 'keyword_ids', 'specific_people', 'event_ids', 'collection_codes']

/** What the search of each family has not. */
const MISSING = /** @type {Record<Family, string[]>} */ ({
  creative: ['editorial_segments', 'event_ids', 'specific_people', 'oldest'],
  editorial: ['color', 'fine_art'],
  all: ['editorial_segments', 'oldest'],
})

/** What an address that names no family is about. @type {Family} */
let usual = 'creative'

/** @param {Family} family */
export function setUsualFamily(family) {
  usual = family
}

/** @param {URLSearchParams} given @returns {Family} */
export function familyOf(given) {
  const family = given.get('family')
  return family === 'creative' || family === 'editorial' || family === 'all' ? family : usual
}

/** The order of what nobody sorted: there is nothing to match best where no words and no colour were chosen. @param {URLSearchParams} chosen */
export const usualOrder = (chosen) => (chosen.has('phrase') || chosen.has('color') ? 'best_match' : 'newest')

/** Whether a family's search knows a parameter or a value. @param {Family} family @param {string} name */
export const has = (family, name) => !MISSING[family].includes(name)

/**
 * What of an address can be chosen: an address is typed by people, and what nobody offers is nobody's choice.
 * @param {URLSearchParams} given
 */
export function choosable(given) {
  const family = familyOf(given)
  const chosen = new URLSearchParams()
  const phrase = given.get('phrase')?.trim()
  if (phrase) chosen.set('phrase', phrase)
  if (family !== usual) chosen.set('family', family)
  for (const [name, values] of Object.entries(OFFERED)) {
    const value = given.get(name) ?? ''
    if (values.includes(value) && has(family, name) && has(family, value)) chosen.set(name, value)
  }
  const color = (given.get('color') ?? '').replace(/^#/, '').toLowerCase()
  if (/^[0-9a-f]{6}$/.test(color) && has(family, 'color')) chosen.set('color', color)
  for (const name of DATES) {
    const value = given.get(name) ?? ''
    if (/^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))) chosen.set(name, value)
  }
  for (const name of NAMED) {
    const value = given.get(name)?.trim() ?? ''
    const isRight = name.endsWith('_ids') ? /^\d{1,10}(,\d{1,10})*$/.test(value) : value !== ''
    if (isRight && has(family, name)) chosen.set(name, value)
  }
  const isUsual = chosen.get('sort_order') === usualOrder(chosen)
  const isVain = chosen.get('sort_order') === 'best_match' && usualOrder(chosen) !== 'best_match'
  if (isUsual || isVain) chosen.delete('sort_order')
  return chosen
}

/** The names of what narrows a choice beside its words and its kind. @param {URLSearchParams} chosen */
export const filtersOf = (chosen) =>
  [...chosen.keys()].filter((name) => !['phrase', 'family', 'sort_order'].includes(name))

/** The same choice with another value of one parameter; null takes it away. @param {URLSearchParams} chosen @param {string} name @param {string | null} value */
export function withOther(chosen, name, value) {
  const other = new URLSearchParams(chosen)
  if (value === null) other.delete(name)
  else other.set(name, value)
  return choosable(other)
}
