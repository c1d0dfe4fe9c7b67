import type { AssetFilters } from './asset-filters.ts'

/** The filters of a search for videos. What a record does not state is found by no filter. */
export type VideoFilters = AssetFilters & {
  readonly aspectRatios?: readonly string[] | undefined
  /** Nominal frame rates (catalogue/video.ts). */
  readonly frameRates?: readonly string[] | undefined
  /** The length in seconds, both ends included. */
  readonly clipSeconds?: { readonly from: number | null; readonly to: number | null }
  /** A format in which a video of this quality or better can be made available. */
  readonly format?: VideoFormatName | undefined
  readonly licenseModels?: readonly string[] | undefined
  readonly isFullyReleased?: boolean
  readonly editorialTypes?: readonly string[] | undefined
}

/** The formats by which videos can be found, and the lines that the frames of a video need for them (contract 16). */
export const LINES_OF_FORMATS = { sd: 1, hd_web: 720, hd: 1080, '4k': 2160 } as const
/** One of these formats. */
export type VideoFormatName = keyof typeof LINES_OF_FORMATS
