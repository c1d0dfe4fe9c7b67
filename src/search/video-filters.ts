import type { RightsDefaults } from '../catalogue/stated-rights.ts'
import { rangeFilter } from './asset-filters.ts'
import { licensedUnder } from './covered-filters.ts'
import type { Filter } from './query.ts'
import { LINES_OF_FORMATS, type VideoFilters } from './video-search.ts'

/** Compiles the filters that only searches for videos have. */
export function compileVideoFilters(filters: VideoFilters, rightsDefaults: RightsDefaults): Filter[] {
  const { aspectRatios, frameRates, clipSeconds, format, licenseModels, editorialTypes } = filters
  return [
    ...(aspectRatios ? [{ field: 'aspectRatio' as const, in: aspectRatios }] : []),
    ...(frameRates ? [{ field: 'frameRate' as const, in: frameRates }] : []),
    ...rangeFilter('clipMs', clipSeconds && { from: inMs(clipSeconds.from), to: inMs(clipSeconds.to) }),
    ...(format ? [{ field: 'lines' as const, from: LINES_OF_FORMATS[format] }] : []),
    ...(licenseModels ? [licensedUnder(licenseModels, rightsDefaults)] : []),
    ...(filters.isFullyReleased ? [{ field: 'isReleased' as const, in: [1] }] : []),
    ...(editorialTypes ? [{ field: 'videoType' as const, in: editorialTypes }] : []),
  ]
}

const inMs = (seconds: number | null) => (seconds === null ? null : seconds * 1000)
