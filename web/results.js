// @ts-check
// The results, loaded page by page as the visitor approaches their end.

import { VitrineError } from '../client/index.js'
import { showAgreements } from './agreements.js'
import {
  DOWNLOADS_PER_PAGE,
  EVENTS_PER_PAGE,
  fetchAsset,
  fetchDownloads,
  fetchEvent,
  fetchLicensable,
  fetchSimilar,
  search,
  searchByPicture,
  searchEvents,
} from './api.js'
import { showBoard, showSharedBoard } from './board.js'
import { boardTools, setBoard } from './board-pictures.js'
import { showBoards } from './boards.js'
import {
  BOARDS_PER_PAGE,
  fetchBoard,
  fetchBoardPictures,
  fetchBoards,
  fetchInvitations,
  fetchSharedBoard,
  fetchSharedPictures,
} from './boards-api.js'
import { isOnlyLicensable } from './choice.js'
import { gridTools } from './collect.js'
import { showDownloads } from './downloads.js'
import { showEvent, showEvents } from './events.js'
import { pageSize, pictures, setTools, show, showLicensable } from './grid.js'
import { fetchProducts } from './products.js'
import { showSearchedAsset, showSearchedUpload } from './searched-picture.js'
import { isSignedIn } from './session.js'

/** Paging limits of the API: results, and pages of events. */
const [MAX_RESULTS, MAX_EVENT_PAGES] = [10_000, 50]
/** The sizes of pages that do not depend on the window. @type {Partial<Record<import('./places.js').Base['kind'], number>>} */
const PAGE_SIZES = {
  events: EVENTS_PER_PAGE,
  downloads: DOWNLOADS_PER_PAGE,
  agreements: 1,
  boards: BOARDS_PER_PAGE,
}

/**
 * The results as far as they are loaded.
 * @typedef {object} Results
 * @property {import('./places.js').Base} base
 * @property {number} size of a page
 * @property {number} pages loaded so far
 * @property {number} shown
 * @property {number} total
 * @property {boolean} isComplete whether nothing more can be loaded
 * @property {unknown} failure what the last request failed with
 * @property {any} first the response with the first page
 * @property {any} event the event or board whose pictures these are
 */

/** @type {(results: Results) => void} */
let notify = () => undefined
/** @type {Results | null} */
let results = null
let running = new AbortController()
/** @type {Promise<boolean> | null} */
let loading = null

/** @param {(results: Results) => void} listener called for each page that was loaded, and each failure */
export function onResults(listener) {
  notify = listener
}

/**
 * Loads a place from its first page on.
 * @param {import('./places.js').Base} base
 * @param {import('./router.js').Entry['loaded']} [before] how much of it was loaded before
 */
export async function load(base, before) {
  running.abort()
  running = new AbortController()
  const { signal } = running
  setTools(gridTools)
  setBoard(null)
  loading = null
  const size = PAGE_SIZES[base.kind] ?? before?.size ?? pageSize()
  results = {
    base,
    size,
    pages: 0,
    shown: 0,
    total: 0,
    isComplete: false,
    failure: null,
    first: null,
    event: null,
  }
  while ((await loadMore()) && !signal.aborted && results.pages < (before?.pages ?? 1));
}

/** How much is loaded. */
export const loaded = () => (results?.pages ? { pages: results.pages, size: results.size } : undefined)

/** How many results there are, loaded or not. */
export const totalFound = () => results?.total ?? 0

/** Counts one result less, after it was removed. */
export function countRemoved() {
  if (!results) return
  results.total--
  results.shown--
}

let lastChange = Promise.resolve()

/**
 * Loads a page of a board, or removes something from it, after everything before that: each removal moves what follows to
 * earlier positions, so that the next page depends on it.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export function inTurn(work) {
  const done = lastChange.then(work)
  lastChange = done.then(
    () => undefined,
    () => undefined,
  )
  return done
}

/**
 * Loads what follows the assets of a board that are shown. After removals the next page begins with some of these.
 * @param {Results} of
 * @param {(paging: import('./boards-api.js').Paging) => Promise<any>} fetch
 */
const nextAssets = (of, fetch) =>
  inTurn(async () => {
    const page = Math.floor(of.shown / of.size) + 1
    const { assets, result_count: total } = await fetch({ page, size: of.size })
    const shown = new Set(of.pages === 0 ? [] : pictures.map(({ id }) => id))
    return { assets: assets.filter((/** @type {any} */ { id }) => !shown.has(id)), total }
  })

/** Loads the next page. Resolves to whether there was one. */
export function loadMore() {
  if (!results || results.isComplete) return Promise.resolve(false)
  loading ??= loadPage(results, running.signal)
  return loading
}

/** @param {Results} of @param {AbortSignal} signal */
async function loadPage(of, signal) {
  try {
    const found = await LOADERS[of.base.kind](of, signal)
    of.pages++
    of.failure = null
    of.shown += found.count
    of.total = found.total
    const maxPages = of.base.kind === 'events' ? MAX_EVENT_PAGES : Math.floor(MAX_RESULTS / of.size)
    of.isComplete = of.shown >= of.total || found.count === 0 || of.pages >= maxPages
    return true
  } catch (error) {
    if (signal.aborted) return false
    of.failure = error
    // Asking again would not help.
    of.isComplete = isRefusal(error)
    if (of.pages === 0) show([], { append: false })
    return false
  } finally {
    if (!signal.aborted) {
      loading = null
      notify(of)
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
async function downloadsOf({ pages }, signal) {
  requireUser()
  const { downloads, result_count: total } = await fetchDownloads(pages + 1, signal)
  showDownloads(downloads, { append: pages > 0 })
  return { count: downloads.length, total }
}

async function agreementsOf() {
  requireUser()
  const products = await fetchProducts()
  showAgreements(products)
  return { count: products.length, total: products.length }
}

/** @param {Results} of @param {AbortSignal} signal */
async function boardsOf({ pages }, signal) {
  requireUser()
  const [{ boards, board_count: total }, invitations] = await Promise.all([
    fetchBoards(pages + 1, signal),
    pages === 0 ? fetchInvitations() : [],
  ])
  showBoards(boards, { append: pages > 0, invitations })
  return { count: boards.length, total }
}

/** @param {Results} of @param {AbortSignal} signal */
async function boardOf(of, signal) {
  if (of.pages === 0) requireUser()
  const id = of.base.id ?? ''
  of.event ??= await fetchBoard(id, signal)
  const { assets, total } = await nextAssets(of, (paging) => fetchBoardPictures(id, paging, signal))
  if (of.pages === 0) {
    showBoard(of.event, total)
    const mayChange = of.event.permissions.can_remove_assets
    // Whoever may change a board may comment on it, and nobody else.
    setBoard({ id, mayChange, mayComment: mayChange })
    setTools(boardTools)
  }
  show(assets, { append: of.pages > 0 })
  void showRights(assets, signal)
  return { count: assets.length, total }
}

/** @param {Results} of @param {AbortSignal} signal */
async function sharedOf(of, signal) {
  const id = of.base.id ?? ''
  of.event ??= await fetchSharedBoard(id, signal)
  const { assets, total } = await nextAssets(of, (paging) => fetchSharedPictures(id, paging, signal))
  if (of.pages === 0) showSharedBoard(of.event, id)
  show(assets, { append: of.pages > 0 })
  if (isSignedIn()) void showRights(assets, signal)
  return { count: assets.length, total }
}

/** Prepares the page for results of a user. @throws VitrineError when nobody is signed in. */
function requireUser() {
  show([], { append: false })
  if (!isSignedIn()) throw new VitrineError('Nobody is signed in.', { status: 401 })
}

/** @param {Results} of @param {AbortSignal} signal */
async function picturesOf(of, signal) {
  const { id, chosen } = of.base
  const query = new URLSearchParams(chosen)
  if (id) query.set('event_ids', id)
  if (id) query.set('family', 'editorial')
  const [found, event] = await Promise.all([
    search(query, { page: of.pages + 1, size: of.size, signal }),
    id && of.pages === 0 ? fetchEvent(id, signal) : null,
  ])
  if (event) showEvent(event)
  of.event ??= event
  of.first ??= found
  show(found.images, { append: of.pages > 0 })
  if (isSignedIn() && !isOnlyLicensable(chosen)) void showRights(found.images, signal)
  return { count: found.images.length, total: found.result_count }
}

/** @param {Results} of @param {AbortSignal} signal */
async function similarOf(of, signal) {
  const id = of.base.id ?? ''
  const [{ assets, total }, asset] = await Promise.all([
    fetchSimilar(id, pagingOf(of, signal)),
    of.pages === 0 ? fetchAsset(id, signal) : null,
  ])
  if (asset) showSearchedAsset(asset)
  return showFound(of, assets, { total, signal })
}

/** @param {Results} of @param {AbortSignal} signal */
async function byImageOf(of, signal) {
  const name = of.base.id ?? ''
  const { images, result_count: total } = await searchByPicture(name, pagingOf(of, signal))
  if (of.pages === 0) showSearchedUpload(name)
  return showFound(of, images, { total, signal })
}

/** @param {Results} of @param {AbortSignal} signal */
const pagingOf = ({ pages, size }, signal) => ({ page: pages + 1, size, signal })

/** @param {Results} of @param {readonly any[]} assets @param {{ total: number, signal: AbortSignal }} found */
function showFound({ pages }, assets, { total, signal }) {
  show(assets, { append: pages > 0 })
  if (isSignedIn()) void showRights(assets, signal)
  return { count: assets.length, total }
}

/** Shows pictures as the user may see them. Without an answer they stay as visitors see them. @param {readonly any[]} images @param {AbortSignal} signal */
async function showRights(images, signal) {
  const known = await fetchLicensable(images, signal).catch(() => [])
  if (!signal.aborted) showLicensable(known)
}

/** @type {Record<import('./places.js').Base['kind'], (of: Results, signal: AbortSignal) => Promise<{ count: number, total: number }>>} */
const LOADERS = {
  pictures: picturesOf,
  event: picturesOf,
  events: eventsOf,
  downloads: downloadsOf,
  agreements: agreementsOf,
  boards: boardsOf,
  board: boardOf,
  shared: sharedOf,
  similar: similarOf,
  'by-image': byImageOf,
}

/** Whether the API refused a request for good, so that there is no use in retrying. @param {unknown} failure */
export const isRefusal = (failure) =>
  failure instanceof VitrineError && failure.status >= 400 && failure.status < 500 && failure.status !== 429
