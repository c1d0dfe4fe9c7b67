// @ts-check
// What visitors can choose, in the parameters of the API, and which of it an address may contain.

import { UNSUPPORTED, VALUES } from './search-parameters.gen.js'
import { isSignedIn } from './session.js'

/** @typedef {import('./search-parameters.gen.js').Family} Family */
/** @typedef {import('./search-parameters.gen.js').Search} Search */

/** Parameters with the values that the page offers, in the order in which it shows them. */
export const OFFERED = /** @type {Record<string, string[]>} */ ({
  orientations: ['horizontal', 'vertical', 'square', 'panoramic_horizontal,panoramic_vertical'],
  ...VALUES,
  clip_length: ['-10', '10-30', '30-60', '60-'],
  sort_order: ['best_match', 'newest', 'oldest', 'most_popular', 'random'],
})

/** The first and the last day on which pictures were made. */
export const DATES = ['date_from', 'date_to']

/** Parameters whose values come from the library: names, ids and codes. */
export const LIBRARY_FILTERS = ['artists', 'keyword_ids', 'specific_people', 'event_ids', 'collection_codes']

const FAMILIES = ['creative', 'editorial', 'all']
/** The family of an address that names none. @type {Family} */
let defaultFamily = 'creative'

/** @param {Family} family */
export function setDefaultFamily(family) {
  defaultFamily = family
}

/** @param {URLSearchParams} params @returns {Family} */
export function familyOf(params) {
  const family = params.get('family') ?? ''
  return FAMILIES.includes(family) ? /** @type {Family} */ (family) : defaultFamily
}

/** Whether a choice is of videos; otherwise it is of pictures. @param {URLSearchParams} params */
export const isOfVideos = (params) => params.get('media') === 'video'

/** The search that finds a choice. @param {URLSearchParams} params @returns {Search} */
export function searchOf(params) {
  const family = familyOf(params)
  return isOfVideos(params) ? `video_${family}` : family
}

/** The parameters of the API for a range of clip lengths, such as "10-30" seconds. @param {string} range */
export function clipLengthOf(range) {
  const [from = '', to = ''] = range.split('-')
  return { ...(from && { min_clip_length: from }), ...(to && { max_clip_length: to }) }
}

/**
 * The order unless the visitor sorts: without a phrase or a colour there is nothing to match.
 * @param {URLSearchParams} chosen
 */
export const defaultOrder = (chosen) =>
  chosen.has('phrase') || chosen.has('color') ? 'best_match' : 'newest'

/**
 * Whether a search supports a parameter, or one value of it.
 * @param {Search} search
 * @param {string} name
 * @param {string} [value]
 */
export function supports(search, name, value) {
  const parameter = name === 'clip_length' ? 'min_clip_length' : name
  return !UNSUPPORTED[search].includes(parameter) && !UNSUPPORTED[search].includes(`${name}=${value}`)
}

/**
 * The valid part of the parameters of an address. Addresses are typed by people, so anything else is dropped.
 * @param {URLSearchParams} params
 */
export function validChoice(params) {
  const [family, search] = [familyOf(params), searchOf(params)]
  const chosen = new URLSearchParams()
  const phrase = params.get('phrase')?.trim()
  if (phrase) chosen.set('phrase', phrase)
  if (isOfVideos(params)) chosen.set('media', 'video')
  if (family !== defaultFamily) chosen.set('family', family)
  if (isOnlyLicensable(params)) chosen.set('licensable', 'true')
  for (const [name, values] of Object.entries(OFFERED)) {
    const value = params.get(name) ?? ''
    if (values.includes(value) && supports(search, name, value)) chosen.set(name, value)
  }
  const color = (params.get('color') ?? '').replace(/^#/, '').toLowerCase()
  if (/^[0-9a-f]{6}$/.test(color) && supports(search, 'color')) chosen.set('color', color)
  for (const name of DATES) {
    const value = params.get(name) ?? ''
    if (supports(search, name) && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)))
      chosen.set(name, value)
  }
  for (const name of LIBRARY_FILTERS) {
    const value = params.get(name)?.trim() ?? ''
    const isValid = name.endsWith('_ids') ? /^\d{1,10}(,\d{1,10})*$/.test(value) : value !== ''
    if (isValid && supports(search, name)) chosen.set(name, value)
  }
  const isDefault = chosen.get('sort_order') === defaultOrder(chosen)
  const hasNothingToMatch = chosen.get('sort_order') === 'best_match' && defaultOrder(chosen) !== 'best_match'
  if (isDefault || hasNothingToMatch) chosen.delete('sort_order')
  return chosen
}

/** Whether a choice is limited to what the signed-in user may license. @param {URLSearchParams} params */
export const isOnlyLicensable = (params) => isSignedIn() && params.get('licensable') === 'true'

/** What a choice consists of besides filters. */
const NO_FILTERS = ['phrase', 'media', 'family', 'licensable', 'sort_order']

/** The names of the filters in a choice. @param {URLSearchParams} chosen */
export const filtersOf = (chosen) => [...chosen.keys()].filter((name) => !NO_FILTERS.includes(name))

/** A choice without its filters and its order. @param {URLSearchParams} chosen */
export const withoutFilters = (chosen) =>
  validChoice(
    new URLSearchParams([...chosen].filter(([name]) => NO_FILTERS.includes(name) && name !== 'sort_order')),
  )

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
