import type { VideoFacts } from './video-facts.ts'

/** Options for `uprightFilters` that convert to the matrix and range of ITU-R BT.709. */
export const TO_BT709 = ':out_color_matrix=bt709:out_range=tv'

/**
 * Arguments of ffmpeg that state the colours of BT.709. All players know these; small videos without them would be shown in
 * those of standard definition.
 */
export const IN_BT709: readonly string[] = '-colorspace bt709 -color_primaries bt709 -color_trc bt709'.split(
  ' ',
)

/** The transfer functions of a high dynamic range: PQ and HLG (ITU-T H.273, table 3). */
const HDR_TRANSFERS: readonly (number | null)[] = [16, 18]

/** Returns whether a video has a high dynamic range, which BT.709 cannot hold. */
export const isHdr = ({ colours }: VideoFacts): boolean => HDR_TRANSFERS.includes(colours.transfer)
