// @ts-check
// What the page asks of the public API.

import { defaultOrder, familyOf, isOnlyLicensable } from './choice.js'
import { askAsUser, get } from './request.js'
import { isSignedIn } from './session.js'

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
/** How many of the user's downloads are loaded at once. */
export const DOWNLOADS_PER_PAGE = 30

/**
 * Searches for pictures: with an access token, only what the user may license is found.
 * @param {import('./choice.js').Family} family
 * @param {URLSearchParams} choice
 * @param {{ page: number, size: number, signal: AbortSignal }} paging
 */
export function search(family, choice, { page, size, signal }) {
  const query = queryOf(choice)
  query.set('fields', GRID_FIELDS)
  query.set('page', String(page))
  query.set('page_size', String(size))
  query.set('pictured_first', 'true')
  if (!query.has('sort_order')) query.set('sort_order', defaultOrder(choice))
  if (page === 1 && query.has('phrase')) query.set('include_related_searches', 'true')
  if (page === 1 && family !== 'all') {
    query.set('include_facets', 'true')
    query.set('facet_counts', 'true')
  }
  return askFor(choice, searchPath(family, query), signal)
}

/** Returns how many pictures match a choice. @param {URLSearchParams} chosen @returns {Promise<number>} */
export async function countOf(chosen) {
  const query = queryOf(chosen)
  query.delete('sort_order')
  query.set('fields', 'id')
  query.set('page_size', '1')
  return (await askFor(chosen, searchPath(familyOf(chosen), query))).result_count
}

/** The parameters of the API in a choice. @param {URLSearchParams} choice */
function queryOf(choice) {
  const query = new URLSearchParams(choice)
  query.delete('family')
  query.delete('licensable')
  return query
}

/** @param {import('./choice.js').Family} family @param {URLSearchParams} query */
const searchPath = (family, query) => `/v3/search/images${family === 'all' ? '' : `/${family}`}?${query}`

/** @param {URLSearchParams} choice @param {string} path @param {AbortSignal} [signal] */
const askFor = (choice, path, signal) =>
  isOnlyLicensable(choice) ? askAsUser(path, { signal }) : get(path, signal)

/**
 * Fetches pictures as the signed-in user may see them; `download_product` is null for those that no agreement covers.
 * @param {readonly string[]} ids
 * @param {AbortSignal} signal
 * @returns {Promise<any[]>}
 */
export const fetchLicensable = async (ids, signal) =>
  (await askAsUser(`/v3/images?ids=${ids.join()}&fields=id,thumb,preview,comp,download_product`, { signal }))
    .images

/** @param {string} id */
export const detailPath = (id) => `/v3/images/${encodeURIComponent(id)}?fields=${DETAIL_FIELDS}`

/** A picture as the visitor sees it: without watermarks where an agreement covers it. @param {string} id */
export async function fetchImage(id) {
  const path = detailPath(id)
  return (await (isSignedIn() ? askAsUser(path) : get(path))).images[0]
}

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

/**
 * Fetches a page of what the signed-in user has downloaded.
 * @param {number} page
 * @param {AbortSignal} signal
 */
export const fetchDownloads = (page, signal) =>
  askAsUser(`/v1/downloads?page=${page}&page_size=${DOWNLOADS_PER_PAGE}`, { signal })
