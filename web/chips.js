// @ts-check
// The active filters, each with a link that removes it.

import { fetchEventNames } from './api.js'
import { DATES, filtersOf, isOfVideos, LIBRARY_FILTERS, withParameter } from './choice.js'
import { COLOURS } from './colours.js'
import { element } from './element.js'
import { sayOption } from './filters.js'
import { address, comma, day, language, say } from './language.js'

const chips = /** @type {HTMLElement} */ (document.getElementById('chips'))

/** Names of ids and codes, as far as responses contained them. @type {Map<string, string>} */
export const names = new Map()

/** The choice to be shown, while names are being fetched. @type {URLSearchParams | null} */
let latest = null

/**
 * @param {URLSearchParams} chosen
 * @param {readonly any[]} images the results
 */
export async function showChips(chosen, images) {
  for (const { collection_code: code, collection_name: name } of images)
    names.set(`collection_codes ${code}`, name)
  latest = chosen
  await fetchMissingNames(chosen)
  if (latest !== chosen) return
  chips.replaceChildren(...filtersOf(chosen).map((filter) => chip(filter, chosen)))
}

/** @param {string} filter @param {URLSearchParams} chosen */
function chip(filter, chosen) {
  const name = nameOf(filter, chosen)
  const label = say('remove', { name })
  const href = address('/', withParameter(chosen, filter, null))
  const colour = filter === 'color' ? element('i', { class: 'dot' }) : null
  if (colour) colour.style.background = `#${chosen.get(filter)}`
  const cross = element('span', { 'aria-hidden': 'true' }, ' ×')
  return element('li', {}, element('a', { href, 'aria-label': label, title: label }, colour, name, cross))
}

/** The name of an active filter in the language of the page. @param {string} filter @param {URLSearchParams} chosen */
export function nameOf(filter, chosen) {
  const value = chosen.get(filter) ?? ''
  if (filter === 'color') return COLOURS[value]?.[language] ?? `#${value}`
  if (DATES.includes(filter))
    return say(filter === 'date_from' ? 'since' : 'until', { name: day(`${value}T12:00:00Z`) })
  if (!LIBRARY_FILTERS.includes(filter)) return sayOption(value)
  return value
    .split(',')
    .map((one) => names.get(`${filter} ${one}`) ?? one)
    .join(comma)
}

/** How many pictures or videos a choice finds. @param {URLSearchParams} chosen @param {number} n */
export const sayFound = (chosen, n) => say(isOfVideos(chosen) ? 'videosFound' : 'found', { n })

/** Fetches the names of events of which only the ids are known. @param {URLSearchParams} chosen */
async function fetchMissingNames(chosen) {
  const unnamed = (chosen.get('event_ids') ?? '')
    .split(',')
    .filter((id) => id && !names.has(`event_ids ${id}`))
  for (const { id, name } of await fetchEventNames(unnamed.map(Number)).catch(() => []))
    names.set(`event_ids ${id}`, name)
}
