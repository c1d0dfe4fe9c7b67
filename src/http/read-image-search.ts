import type { Segment } from '../db/tables/assets.ts'
import { labOf, rgbOf } from '../lib/colour.ts'
import type { AssetSearch } from '../search/asset-search.ts'
import type { OfferedSize } from '../search/image-search.ts'
import { invalid } from './parameters.ts'
import { readFilters, readSearch, type SearchRequest, type SearchScope, valueFilter } from './read-search.ts'

/** The parameters that decide what a search for images finds; each operation has some of them. */
export type ImageSearchRequest = SearchRequest & {
  readonly ai_generated?: 'include' | 'exclude' | 'only'
  readonly color?: string
  readonly editorial_segments?: readonly Segment[]
  readonly embed_content_only?: boolean
  readonly file_types?: readonly string[]
  readonly graphical_styles?: readonly string[]
  readonly graphical_styles_filter_type?: 'include' | 'exclude'
  readonly minimum_quality_rank?: number
  readonly minimum_size?: OfferedSize
  readonly pictured_first?: boolean
}

/**
 * Turns the parameters of a request into a search for images.
 *
 * @throws Problem InvalidParameterValue when `color` is not a colour.
 */
export const readImageSearch = (request: ImageSearchRequest, scope: SearchScope): AssetSearch => ({
  ...readSearch(request, scope),
  mediaKind: 'image',
  picturedFirst: request.pictured_first ?? false,
  filters: {
    ...readFilters(request),
    fileTypes: request.file_types,
    styles: valueFilter(request.graphical_styles, request.graphical_styles_filter_type),
    aiGenerated: request.ai_generated,
    qualityRank: request.minimum_quality_rank,
    offeredSize: request.minimum_size,
    mayBeEmbedded: request.embed_content_only,
    segments: request.editorial_segments,
    colour: request.color === undefined ? null : readColour(request.color),
  },
})

function readColour(text: string) {
  const rgb = rgbOf(text)
  if (rgb) return labOf(rgb)
  throw invalid('color', text, 'it must be six hexadecimal digits such as 002244')
}
