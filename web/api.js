// @ts-check
// The public API, as any client calls it. The key of this page reads, from this page alone.

const key = document.querySelector('meta[name="api-key"]')?.getAttribute('content') ?? ''

/** What of each picture the grid shows. */
const GRID_FIELDS = 'id,title,max_dimensions,comp,thumb'
const DETAIL_FIELDS =
  'detail_set,comp,keywords,people,object_name,date_camera_shot,editorial_source,series_id'

/** A request that failed, with what the API said of it. */
export class ApiError extends Error {}

/**
 * @param {string} path
 * @param {AbortSignal} [signal]
 */
async function get(path, signal) {
  // The answer is asked for each time, but sent only when it has changed (ETag, 304).
  const response = await fetch(path, {
    headers: { 'Api-Key': key },
    cache: 'no-cache',
    signal: signal ?? null,
  })
  const body = await response.json()
  if (!response.ok) throw new ApiError(body.ErrorMessage ?? body.message ?? response.statusText)
  return body
}

/**
 * The address of a search: what the person chose, plus what this page needs.
 * @param {URLSearchParams} choice
 * @param {{ page: number, size: number }} paging
 */
export function searchPath(choice, { page, size }) {
  const query = new URLSearchParams(choice)
  query.set('fields', GRID_FIELDS)
  query.set('page', String(page))
  query.set('page_size', String(size))
  if (page === 1) query.set('include_facets', 'true')
  if (page === 1) query.set('facet_counts', 'true')
  return `/v3/search/images/creative?${query}`
}

/**
 * @param {string} path
 * @param {AbortSignal} [signal]
 */
export const search = (path, signal) => get(path, signal)

/** @param {string} id */
export const detailPath = (id) => `/v3/images/${encodeURIComponent(id)}?fields=${DETAIL_FIELDS}`

/** @param {string} id */
export const detail = async (id) => (await get(detailPath(id))).images[0]
