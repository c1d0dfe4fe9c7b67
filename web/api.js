// @ts-check
// The public API, as any client calls it. The key of this page reads, from this page alone.

import { familyOf, usualOrder } from './choice.js'
import { language } from './language.js'

/** @param {string} name @param {Document} [page] */
const meta = (name, page = document) =>
  page.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? ''

const DAY_MS = 86_400_000

/** Shows that the page is open: its requests see some sizes without a watermark. Begins with the UTC day it is for. */
let pass = meta('gallery-pass')
/** The last day for which another pass was asked. */
let passAskedOn = 0

/** A page may stay open for longer than its pass lasts. */
async function renewPass() {
  const today = Math.floor(Date.now() / DAY_MS)
  if (pass === '' || Number.parseInt(pass, 10) === today || passAskedOn === today) return
  passAskedOn = today
  try {
    const answer = await fetch('/', { cache: 'no-cache' })
    pass = meta('gallery-pass', new DOMParser().parseFromString(await answer.text(), 'text/html')) || pass
  } catch {
    passAskedOn = 0
  }
}

/** What of each picture the grid shows. */
const STRIP_FIELDS = 'id,title,artist,max_dimensions,graphical_style,thumb,preview'
const GRID_FIELDS = `${STRIP_FIELDS},comp,collection_name,collection_code`
const DETAIL_FIELDS = [
  'detail_set',
  'display_set',
  'alt_text',
  'headline',
  'keywords',
  'people',
  'date_text',
  'date_created_local',
  'physical_size',
  'inventory_number',
  'editorial_source',
  'series_id',
  'rights_statement',
].join()
const EVENT_FIELDS =
  'id,name,start_date,type,location,editorial_segments,image_count,child_event_count,hero_image'
/** As many as a search for events sends at once. */
export const EVENTS_AT_ONCE = 60

/** A request that the API refused. */
export class ApiError extends Error {
  /** @param {number} status of the answer @param {string} message for programs: people read failure.js */
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

/**
 * @param {string} path
 * @param {AbortSignal} [signal]
 */
async function get(path, signal) {
  await renewPass()
  const headers = {
    'Api-Key': meta('api-key'),
    'Vitrine-Gallery': pass,
    'Accept-Language': language,
  }
  // The answer is asked for each time, but sent only when it has changed (ETag, 304).
  const response = await fetchInTurn(path, {
    headers,
    cache: 'no-cache',
    signal: signal ?? null,
  })
  const body = await response.json()
  if (!response.ok) throw new ApiError(response.status, body.ErrorMessage ?? body.message ?? '')
  return body
}

/** Who scrolls fast may ask more often than a visitor may: then the server says when to come again. */
const MOST_TURNS = 5

/** @param {string} path @param {RequestInit} init */
async function fetchInTurn(path, init) {
  for (let turn = 1; ; turn++) {
    const response = await fetch(path, init)
    if (response.status !== 429 || turn === MOST_TURNS) return response
    const seconds = Number(response.headers.get('retry-after')) || 1
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    init.signal?.throwIfAborted()
  }
}

/** @typedef {'creative' | 'editorial' | 'all'} Family */

/**
 * The address of a search: what the person chose, plus what this page needs.
 * @param {Family} family
 * @param {URLSearchParams} choice
 * @param {{ page: number, size: number }} paging
 */
export function searchPath(family, choice, { page, size }) {
  const query = new URLSearchParams(choice)
  query.set('fields', GRID_FIELDS)
  query.set('page', String(page))
  query.set('page_size', String(size))
  query.set('pictured_first', 'true')
  if (!query.has('sort_order')) query.set('sort_order', usualOrder(choice))
  if (page === 1 && query.has('phrase')) query.set('include_related_searches', 'true')
  if (family === 'all') return `/v3/search/images?${query}`
  if (page === 1) query.set('include_facets', 'true')
  if (page === 1) query.set('facet_counts', 'true')
  return `/v3/search/images/${family}?${query}`
}

/**
 * @param {string} path
 * @param {AbortSignal} [signal]
 */
export const search = (path, signal) => get(path, signal)

/** How many pictures a choice finds. @param {URLSearchParams} chosen @returns {Promise<number>} */
export async function countOf(chosen) {
  const query = new URLSearchParams(chosen)
  const family = familyOf(chosen)
  query.delete('family')
  query.delete('sort_order')
  query.set('fields', 'id')
  query.set('page_size', '1')
  return (await get(`/v3/search/images${family === 'all' ? '' : `/${family}`}?${query}`)).result_count
}

/** @param {string} id */
export const detailPath = (id) => `/v3/images/${encodeURIComponent(id)}?fields=${DETAIL_FIELDS}`

/** @param {string} id */
export const detail = async (id) => (await get(detailPath(id))).images[0]

/**
 * Pictures that belong together with one.
 * @param {string} id
 * @param {'similar' | 'same-series'} how
 * @returns {Promise<any[]>}
 */
export const alike = async (id, how) =>
  (await get(`/v3/images/${encodeURIComponent(id)}/${how}?fields=${STRIP_FIELDS}&page_size=12`)).images

/**
 * A page of the events.
 * @param {URLSearchParams} choice
 * @param {number} page
 * @param {AbortSignal} signal
 */
export function searchEvents(choice, page, signal) {
  const query = new URLSearchParams(choice)
  query.set('fields', EVENT_FIELDS)
  query.set('page', String(page))
  query.set('page_size', String(EVENTS_AT_ONCE))
  return get(`/v3/search/events?${query}`, signal)
}

/** @param {string} id @param {AbortSignal} signal */
export const event = (id, signal) =>
  get(`/v3/events/${encodeURIComponent(id)}?fields=${EVENT_FIELDS},child_events,keywords`, signal)

/** The events with these ids, with their names. @param {readonly number[]} ids @returns {Promise<any[]>} */
export const eventNames = async (ids) =>
  ids.length === 0 ? [] : (await get(`/v3/events?ids=${ids.join()}&fields=id,name`)).events
