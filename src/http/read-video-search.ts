import type { AssetSearch } from '../search/asset-search.ts'
import type { VideoFormatName } from '../search/video-search.ts'
import { readFilters, readSearch, type SearchRequest, type SearchScope } from './read-search.ts'

/** The parameters that decide what a search for videos finds; each operation has some of them. */
export type VideoSearchRequest = SearchRequest & {
  readonly aspect_ratios?: readonly string[]
  readonly editorial_video_types?: readonly string[]
  readonly format_available?: VideoFormatName
  readonly frame_rates?: readonly string[]
  readonly license_models?: readonly string[]
  readonly max_clip_length?: number
  readonly min_clip_length?: number
  readonly release_status?: 'release_not_important' | 'fully_released'
}

/** Turns the parameters of a request into a search for videos. */
export const readVideoSearch = (request: VideoSearchRequest, scope: SearchScope): AssetSearch => ({
  ...readSearch(request, scope),
  mediaKind: 'video',
  picturedFirst: false,
  filters: {
    ...readFilters(request),
    aspectRatios: request.aspect_ratios,
    clipSeconds: { from: bound(request.min_clip_length), to: bound(request.max_clip_length) },
    editorialTypes: request.editorial_video_types,
    format: request.format_available,
    frameRates: request.frame_rates,
    isFullyReleased: request.release_status === 'fully_released',
    licenseModels: request.license_models,
  },
})

/** In seconds; 0 is no bound (contract 7). */
const bound = (seconds: number | undefined) => seconds || null
