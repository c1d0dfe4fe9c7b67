// @ts-check
// What was found, loaded page by page as its end comes near.

import { ApiError, EVENTS_AT_ONCE, event as findEvent, search, searchEvents, searchPath } from './api.js'
import { familyOf } from './choice.js'
import { showEvent, showEvents } from './events.js'
import { pageSize, show } from './grid.js'

/** How deep the API pages: into the results of pictures, and into those of events. */
const [DEEPEST_PICTURE, DEEPEST_EVENT_PAGE] = [10_000, 50]

/**
 * What is known of the results; `failure` is what went wrong with the last request.
 * @typedef {object} Results
 * @property {import('./places.js').Base} base
 * @property {number} size of a page
 * @property {number} pages that are loaded
 * @property {number} shown
 * @property {number} total
 * @property {boolean} isWhole nothing more can be loaded
 * @property {unknown} failure
 * @property {any} first the answer with the first page
 * @property {any} event of which these are the pictures
 */

/** @type {(results: Results) => void} */
let tell = () => undefined
/** @type {Results | null} */
let results = null
let running = new AbortController()
/** @type {Promise<boolean> | null} */
let loading = null

/** @param {(results: Results) => void} then is told of each page that was loaded, and of each failure */
export function onResults(then) {
  tell = then
}

/**
 * Loads a place anew, from its first page on.
 * @param {import('./places.js').Base} base
 * @param {import('./router.js').Entry['loaded']} [before] how much of it was loaded when it was shown before
 */
export async function load(base, before) {
  running.abort()
  running = new AbortController()
  const { signal } = running
  loading = null
  const size = base.is === 'events' ? EVENTS_AT_ONCE : (before?.size ?? pageSize())
  results = {
    base,
    size,
    pages: 0,
    shown: 0,
    total: 0,
    isWhole: false,
    failure: null,
    first: null,
    event: null,
  }
  while ((await more()) && !signal.aborted && results.pages < (before?.pages ?? 1));
}

/** How much is loaded. */
export const loaded = () => (results?.pages ? { pages: results.pages, size: results.size } : undefined)

/** How many there are, loaded or not. */
export const totalFound = () => results?.total ?? 0

/** Loads the next page; whether there was one. */
export function more() {
  if (!results || results.isWhole) return Promise.resolve(false)
  loading ??= loadPage(results, running.signal)
  return loading
}

/** @param {Results} of @param {AbortSignal} signal */
async function loadPage(of, signal) {
  try {
    const found = await (of.base.is === 'events' ? eventsOf(of, signal) : picturesOf(of, signal))
    of.pages++
    of.failure = null
    of.shown += found.count
    of.total = found.total
    const deepest = of.base.is === 'events' ? DEEPEST_EVENT_PAGE : Math.floor(DEEPEST_PICTURE / of.size)
    of.isWhole = of.shown >= of.total || found.count === 0 || of.pages >= deepest
    return true
  } catch (error) {
    if (signal.aborted) return false
    of.failure = error
    if (of.pages === 0) show([], { append: false })
    return false
  } finally {
    if (!signal.aborted) {
      loading = null
      tell(of)
    }
  }
}

/** @param {Results} of @param {AbortSignal} signal */
async function eventsOf({ base, pages }, signal) {
  const { events, result_count: total } = await searchEvents(base.chosen, pages + 1, signal)
  if (pages === 0) show([], { append: false })
  showEvents(events, { append: pages > 0 })
  return { count: events.length, total }
}

/** @param {Results} of @param {AbortSignal} signal */
async function picturesOf(of, signal) {
  const { id, chosen } = of.base
  const query = new URLSearchParams(chosen)
  query.delete('family')
  if (id) query.set('event_ids', id)
  const family = id ? 'editorial' : familyOf(chosen)
  const [found, event] = await Promise.all([
    search(searchPath(family, query, { page: of.pages + 1, size: of.size }), signal),
    id && of.pages === 0 ? findEvent(id, signal) : null,
  ])
  if (event) showEvent(event)
  of.event ??= event
  of.first ??= found
  show(found.images, { append: of.pages > 0 })
  return { count: found.images.length, total: found.result_count }
}

/** Whether the API refused a request for good, so that asking again is no use. @param {unknown} failure */
export const isRefusal = (failure) =>
  failure instanceof ApiError && failure.status < 500 && failure.status !== 429
