// @ts-check
// Requests to the public API, with the page's read-only key.

import { defaultOrder, familyOf } from './choice.js'
import { language } from './language.js'

/** @param {string} name @param {Document} [page] */
const metaContent = (name, page = document) =>
  page.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? ''

const DAY_MS = 86_400_000

/** Proves that the page is open, so that it gets some sizes without a watermark. Starts with the UTC day it is valid for. */
let pass = metaContent('gallery-pass')
/** The last day on which a new pass was requested. */
let passRequestedOn = 0

/** Renews the pass when the page has been open for longer than the pass is valid. */
async function renewPass() {
  const today = Math.floor(Date.now() / DAY_MS)
  if (pass === '' || Number.parseInt(pass, 10) === today || passRequestedOn === today) return
  passRequestedOn = today
  try {
    const response = await fetch('/', { cache: 'no-cache' })
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    pass = metaContent('gallery-pass', page) || pass
  } catch {
    passRequestedOn = 0
  }
}

/** The fields that strips and the grid show of each picture. */
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
/** The largest page of a search for events. */
export const EVENTS_PER_PAGE = 60

/** Thrown when the API refuses a request. */
export class ApiError extends Error {
  /** @param {number} status of the response @param {string} message for programs; visitors get failure.js */
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
    'Api-Key': metaContent('api-key'),
    'Vitrine-Gallery': pass,
    'Accept-Language': language,
  }
  // Always revalidates; a response that has not changed comes from the browser's cache (ETag, 304).
  const response = await fetchWithRetry(path, {
    headers,
    cache: 'no-cache',
    signal: signal ?? null,
  })
  const body = await response.json()
  if (!response.ok) throw new ApiError(response.status, body.ErrorMessage ?? body.message ?? '')
  return body
}

/** Fast scrolling can exceed the rate limit; the server then says when to retry. */
const MAX_ATTEMPTS = 5

/** @param {string} path @param {RequestInit} init */
async function fetchWithRetry(path, init) {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(path, init)
    if (response.status !== 429 || attempt === MAX_ATTEMPTS) return response
    const seconds = Number(response.headers.get('retry-after')) || 1
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    init.signal?.throwIfAborted()
  }
}

/**
 * The path of a search: what the visitor chose, and what the page needs besides.
 * @param {import('./choice.js').Family} family
 * @param {URLSearchParams} choice
 * @param {{ page: number, size: number }} paging
 */
export function searchPath(family, choice, { page, size }) {
  const query = new URLSearchParams(choice)
  query.set('fields', GRID_FIELDS)
  query.set('page', String(page))
  query.set('page_size', String(size))
  query.set('pictured_first', 'true')
  if (!query.has('sort_order')) query.set('sort_order', defaultOrder(choice))
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

/** Returns how many pictures match a choice. @param {URLSearchParams} chosen @returns {Promise<number>} */
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
export const fetchImage = async (id) => (await get(detailPath(id))).images[0]

/**
 * Fetches pictures related to one.
 * @param {string} id
 * @param {'similar' | 'same-series'} kind
 * @returns {Promise<any[]>}
 */
export const fetchRelated = async (id, kind) =>
  (await get(`/v3/images/${encodeURIComponent(id)}/${kind}?fields=${STRIP_FIELDS}&page_size=12`)).images

/**
 * Fetches a page of events.
 * @param {URLSearchParams} choice
 * @param {number} page
 * @param {AbortSignal} signal
 */
export function searchEvents(choice, page, signal) {
  const query = new URLSearchParams(choice)
  query.set('fields', EVENT_FIELDS)
  query.set('page', String(page))
  query.set('page_size', String(EVENTS_PER_PAGE))
  return get(`/v3/search/events?${query}`, signal)
}

/** @param {string} id @param {AbortSignal} signal */
export const fetchEvent = (id, signal) =>
  get(`/v3/events/${encodeURIComponent(id)}?fields=${EVENT_FIELDS},child_events,keywords`, signal)

/** Fetches the ids and names of events. @param {readonly number[]} ids @returns {Promise<any[]>} */
export const fetchEventNames = async (ids) =>
  ids.length === 0 ? [] : (await get(`/v3/events?ids=${ids.join()}&fields=id,name`)).events
