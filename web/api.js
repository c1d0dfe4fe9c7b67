// @ts-check
// What the page asks of the public API.

import { VitrineError } from '../client/index.js'
import { clipLengthOf, defaultOrder, isOfVideos, isOnlyLicensable, searchOf, supports } from './choice.js'
import { fetchProducts } from './products.js'
import { isSignedIn } from './session.js'
import { reader, user } from './user.js'
import { visitor } from './visitor.js'

/** @typedef {import('../client/types.gen.ts').Operations} Operations */
/** @typedef {NonNullable<Operations['searchCreativeImages']['arguments']['fields']>} ImageFields */
/** @typedef {NonNullable<Operations['searchVideos']['arguments']['fields']>} VideoFields */
/** @typedef {NonNullable<Operations['searchEvents']['arguments']['fields']>} EventFields */

/** The fields that strips and the grid show of each picture. @type {ImageFields} */
const STRIP_FIELDS = [
  'id',
  'title',
  'artist',
  'max_dimensions',
  'graphical_style',
  'thumbhash',
  'thumb',
  'preview',
]
/** @type {ImageFields} */
const GRID_FIELDS = [...STRIP_FIELDS, 'comp', 'collection_name', 'collection_code']
/** @type {ImageFields} */
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
]
/** The poster of a video, and the clips that only videos with a poster have. @type {VideoFields} */
const POSTER_FIELDS = ['thumb', 'preview_jpg', 'comp_jpg', 'thumb_mp4', 'preview']
/** @type {VideoFields} */
const VIDEO_FIELDS = [
  'id',
  'title',
  'artist',
  'asset_type',
  'thumbhash',
  'max_dimensions',
  'clip_length',
  'collection_name',
  'collection_code',
  ...POSTER_FIELDS,
]
/** @type {VideoFields} */
const VIDEO_DETAIL_FIELDS = [
  'detail_set',
  'display_set',
  ...POSTER_FIELDS,
  'comp_webm',
  'asset_type',
  'aspect_ratio',
  'city',
  'country',
  'editorial_segments',
  'keywords',
  'max_dimensions',
  'people',
  'series_id',
  'state_province',
]
/** @type {EventFields} */
const EVENT_FIELDS = [
  'id',
  'name',
  'start_date',
  'type',
  'location',
  'editorial_segments',
  'image_count',
  'child_event_count',
  'hero_image',
]
/** The largest page of a search for events. */
export const EVENTS_PER_PAGE = 60
/** How many of the user's downloads are loaded at once. */
export const DOWNLOADS_PER_PAGE = 30
/** The operation for each search. */
const SEARCHES = /** @type {const} */ ({
  creative: 'searchCreativeImages',
  editorial: 'searchEditorialImages',
  all: 'searchImages',
  video_creative: 'searchCreativeVideos',
  video_editorial: 'searchEditorialVideos',
  video_all: 'searchVideos',
})

/**
 * Searches for pictures or videos: with an access token, only what the user may license is found.
 * @param {URLSearchParams} choice
 * @param {{ page: number, size: number, signal: AbortSignal }} paging
 * @returns {Promise<any>} the answer; videos are in `images`, too
 */
export async function search(choice, { page, size, signal }) {
  const search = searchOf(choice)
  const query = queryOf(choice)
  const wantsRelated =
    page === 1 && query.phrase !== undefined && supports(search, 'include_related_searches')
  const wantsFacets = page === 1 && supports(search, 'include_facets')
  const request = {
    sort_order: defaultOrder(choice),
    ...query,
    // Its last word may still be being typed.
    ...(query.phrase !== undefined && { complete_phrase: true }),
    ...(isOfVideos(choice) ? { fields: VIDEO_FIELDS } : { fields: GRID_FIELDS, pictured_first: true }),
    page,
    page_size: size,
    ...(wantsRelated && { include_related_searches: true }),
    ...(wantsFacets && { include_facets: true, facet_counts: true }),
  }
  /** @type {any} */
  const found = await searcherOf(choice)[SEARCHES[search]](request, { signal })
  return isOfVideos(choice) ? { ...found, images: found.videos } : found
}

/** Returns how many pictures match a choice. @param {URLSearchParams} chosen @returns {Promise<number>} */
export async function countOf(chosen) {
  const { sort_order: _, ...query } = queryOf(chosen)
  const found = await searcherOf(chosen)[SEARCHES[searchOf(chosen)]]({
    ...query,
    fields: ['id'],
    page_size: 1,
  })
  return found.result_count
}

/** The parameters of the API in a choice. @param {URLSearchParams} choice @returns {any} */
function queryOf(choice) {
  const { family: _, licensable: __, media: ___, clip_length: length, ...query } = Object.fromEntries(choice)
  return { ...query, ...(length && clipLengthOf(length)) }
}

/** Who searches for a choice. @param {URLSearchParams} choice */
const searcherOf = (choice) => (isOnlyLicensable(choice) ? user : visitor)

/**
 * Fetches what the signed-in user may see of assets. `is_covered` tells whether an agreement covers them. Pictures without
 * a file are left out: they cannot be licensed at all.
 * @param {readonly any[]} assets
 * @param {AbortSignal} [signal]
 * @returns {Promise<any[]>}
 */
export async function fetchLicensable(assets, signal) {
  const options = signal ? { signal } : {}
  const pictures = assets.filter((asset) => !isVideo(asset) && asset.max_dimensions !== null)
  const [images, videos] = await Promise.all([
    pictures.length === 0 ? [] : fetchRightsToPictures(pictures.map(idOf), options),
    assets.some(isVideo) ? fetchRightsToVideos(assets.filter(isVideo).map(idOf), options) : [],
  ])
  return [...images, ...videos]
}

/** @param {any} asset @returns {string} */
const idOf = ({ id }) => id

/** @param {string[]} ids @param {{ signal?: AbortSignal }} options */
async function fetchRightsToPictures(ids, options) {
  /** @type {ImageFields} */
  const fields = ['id', 'thumb', 'preview', 'comp', 'download_product']
  const { images } = await user.getImages({ ids, fields }, options)
  return images.map((/** @type {any} */ image) => ({ ...image, is_covered: image.download_product !== null }))
}

/** @param {string[]} ids @param {{ signal?: AbortSignal }} options */
async function fetchRightsToVideos(ids, options) {
  const { videos } = await user.getVideos(
    { ids, fields: ['id', 'download_product', 'product_types', ...POSTER_FIELDS] },
    options,
  )
  const isUncertain = await hasCreditPacks()
  return videos.map((/** @type {any} */ video) => ({
    ...video,
    // A video that is covered but has no file has no `download_product`.
    is_covered: video.download_product !== null || video.product_types.length > 0 || isUncertain,
  }))
}

/** @type {Promise<boolean> | null} */
let creditPacks = null

/** Whether the user may pay with credit packs, which `product_types` leaves out; asked once. */
function hasCreditPacks() {
  creditPacks ??= fetchProducts().then((products) => products.some(({ type }) => type === 'creditpack'))
  return creditPacks
}

/** The ids of videos that were found so far: other ids are tried as pictures first. @type {Set<string>} */
const videoIds = new Set()
// The page of a video says so.
const video = document.querySelector('meta[name="video"]')?.getAttribute('content')
if (video) videoIds.add(video)

/** Remembers which assets are videos. @param {readonly any[]} assets */
export function rememberVideos(assets) {
  for (const asset of assets) if (isVideo(asset)) videoIds.add(asset.id)
}

/** @param {any} asset */
export const isVideo = ({ asset_type: type }) => type === 'video'

/** The address at which the API has the metadata of a page. @param {any} asset */
export const detailPath = (asset) =>
  isVideo(asset)
    ? `/v3/videos/${asset.id}?fields=${VIDEO_DETAIL_FIELDS.join()}`
    : `/v3/images/${asset.id}?fields=${DETAIL_FIELDS.join()}`

/**
 * A picture or video as the visitor sees it: without watermarks where an agreement covers it.
 * @param {string} id
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export async function fetchAsset(id, signal) {
  const sending = signal ? { signal } : {}
  const fetchVideo = () => reader.getVideo({ id, fields: VIDEO_DETAIL_FIELDS }, sending)
  if (videoIds.has(id)) return fetchVideo()
  try {
    return (await reader.getImage({ id, fields: DETAIL_FIELDS }, sending)).images[0]
  } catch (error) {
    if (!(error instanceof VitrineError) || error.status !== 404) throw error
    return fetchVideo()
  }
}

/** The operations that find pictures related to one. */
const RELATED = /** @type {const} */ ({ similar: 'getSimilarImages', 'same-series': 'getImagesOfSameSeries' })
const RELATED_VIDEOS = /** @type {const} */ ({
  similar: 'getSimilarVideos',
  'same-series': 'getVideosOfSameSeries',
})

/**
 * Fetches pictures or videos related to one, as the visitor sees them; `is_covered` tells signed-in users which they may
 * license.
 * @param {any} asset
 * @param {keyof typeof RELATED} kind
 * @param {{ onlyLicensable: boolean }} options whether to leave out what no agreement covers
 * @returns {Promise<any[]>}
 */
export async function fetchRelated(asset, kind, { onlyLicensable }) {
  const { id } = asset
  if (isVideo(asset)) {
    const query = { id, fields: VIDEO_FIELDS, page_size: /** @type {const} */ (12) }
    const { videos } = await (onlyLicensable ? user : visitor)[RELATED_VIDEOS[kind]](query)
    rememberVideos(videos)
    return isSignedIn() && !onlyLicensable ? withRights(videos) : videos
  }
  const query = { id, fields: STRIP_FIELDS, page_size: /** @type {const} */ (12) }
  if (onlyLicensable) return (await user[RELATED[kind]](query)).images
  const { images } = await visitor[RELATED[kind]](query)
  return isSignedIn() ? withRights(images) : images
}

/** Assets as the user sees them; without an answer, as any visitor does. @param {readonly any[]} images */
async function withRights(images) {
  const known = await fetchLicensable(images).catch(() => [])
  const byId = new Map(known.map((image) => [image.id, image]))
  return images.map((image) => ({ ...image, ...byId.get(image.id) }))
}

/**
 * Fetches a page of what is similar to a picture or video.
 * @param {string} id
 * @param {{ page: number, size: number, signal: AbortSignal }} paging
 * @returns {Promise<{ assets: any[], total: number }>}
 */
export async function fetchSimilar(id, { page, size, signal }) {
  const paging = /** @type {any} */ ({ id, page, page_size: size })
  const fetchVideos = async () => {
    const found = await visitor.getSimilarVideos({ ...paging, fields: VIDEO_FIELDS }, { signal })
    return { assets: found.videos, total: found.result_count }
  }
  if (videoIds.has(id)) return fetchVideos()
  try {
    const found = await visitor.getSimilarImages({ ...paging, fields: GRID_FIELDS }, { signal })
    return { assets: found.images, total: found.result_count }
  } catch (error) {
    if (!(error instanceof VitrineError) || error.status !== 404) throw error
    return fetchVideos()
  }
}

/** Uploads a picture to search by. @param {string} name @param {Blob} picture */
export const uploadPicture = (name, picture) => visitor.uploadForSearch({ 'file-name': name, body: picture })

/**
 * Fetches a page of the pictures that look like an uploaded one.
 * @param {string} name of the upload
 * @param {{ page: number, size: number, signal: AbortSignal }} paging
 * @returns {Promise<any>}
 */
export const searchByPicture = (name, { page, size, signal }) =>
  visitor.searchImagesByImage(
    /** @type {any} */ ({
      image_url: `${location.origin}/v3/search/by-image/uploads/${name}`,
      fields: GRID_FIELDS,
      page,
      page_size: size,
    }),
    { signal },
  )

/**
 * Fetches a page of events.
 * @param {URLSearchParams} choice
 * @param {number} page
 * @param {AbortSignal} signal
 */
export const searchEvents = (choice, page, signal) =>
  visitor.searchEvents(
    { ...Object.fromEntries(choice), fields: EVENT_FIELDS, page, page_size: EVENTS_PER_PAGE },
    { signal },
  )

/** @param {string} id @param {AbortSignal} signal @returns {Promise<any>} */
export const fetchEvent = (id, signal) =>
  visitor.getEvent({ id, fields: [...EVENT_FIELDS, 'child_events', 'keywords'] }, { signal })

/** Fetches the ids and names of events. @param {readonly number[]} ids @returns {Promise<any[]>} */
export const fetchEventNames = async (ids) =>
  ids.length === 0 ? [] : (await visitor.getEvents({ ids: [...ids], fields: ['id', 'name'] })).events

/**
 * Fetches a page of what the signed-in user has downloaded.
 * @param {number} page
 * @param {AbortSignal} signal
 */
export const fetchDownloads = (page, signal) =>
  user.getOwnDownloads({ page, page_size: DOWNLOADS_PER_PAGE }, { signal })
