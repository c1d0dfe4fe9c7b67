// @ts-check
// Every filter in force, each with a link that removes it.

import { eventNames } from './api.js'
import { DATES, filtersOf, NAMED, withOther } from './choice.js'
import { COLOURS } from './colours.js'
import { element } from './element.js'
import { sayOffered } from './filters.js'
import { address, comma, day, language, say } from './language.js'

const chips = /** @type {HTMLElement} */ (document.getElementById('chips'))

/** What ids and codes are called, as far as an answer has said it. @type {Map<string, string>} */
export const names = new Map()

/** The choice whose filters are to be shown, while names are asked for. @type {URLSearchParams | null} */
let latest = null

/**
 * @param {URLSearchParams} chosen
 * @param {readonly any[]} images that were found
 */
export async function showChips(chosen, images) {
  for (const { collection_code: code, collection_name: name } of images)
    names.set(`collection_codes ${code}`, name)
  latest = chosen
  await learnEvents(chosen)
  if (latest !== chosen) return
  chips.replaceChildren(...filtersOf(chosen).map((filter) => chip(filter, chosen)))
}

/** @param {string} filter @param {URLSearchParams} chosen */
function chip(filter, chosen) {
  const name = nameOf(filter, chosen)
  const label = say('remove', { name })
  const href = address('/', withOther(chosen, filter, null))
  const colour = filter === 'color' ? element('i', { class: 'dot' }) : null
  if (colour) colour.style.background = `#${chosen.get(filter)}`
  const cross = element('span', { 'aria-hidden': 'true' }, ' ×')
  return element('li', {}, element('a', { href, 'aria-label': label, title: label }, colour, name, cross))
}

/** What people call a filter that is in force. @param {string} filter @param {URLSearchParams} chosen */
export function nameOf(filter, chosen) {
  const value = chosen.get(filter) ?? ''
  if (filter === 'color') return COLOURS[value]?.[language] ?? `#${value}`
  if (DATES.includes(filter))
    return say(filter === 'date_from' ? 'since' : 'until', { name: day(`${value}T12:00:00Z`) })
  if (!NAMED.includes(filter)) return sayOffered(value)
  return value
    .split(',')
    .map((one) => names.get(`${filter} ${one}`) ?? one)
    .join(comma)
}

/** Asks for the names of events of which only the ids are known. @param {URLSearchParams} chosen */
async function learnEvents(chosen) {
  const unknown = (chosen.get('event_ids') ?? '')
    .split(',')
    .filter((id) => id && !names.has(`event_ids ${id}`))
  for (const { id, name } of await eventNames(unknown.map(Number)).catch(() => []))
    names.set(`event_ids ${id}`, name)
}
