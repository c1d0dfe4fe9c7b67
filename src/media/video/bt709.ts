import type { Dimensions } from '../size-of.ts'
import { canMapTones, isHdr, toneMapping } from './tone-mapping.ts'
import { uprightFilters } from './upright-filters.ts'
import type { VideoFacts } from './video-facts.ts'
import { gamutMapping, isWideGamut } from './wide-gamut.ts'

/** Options for `uprightFilters` that convert to the matrix and range of ITU-R BT.709. */
const TO_BT709 = ':out_color_matrix=bt709:out_range=tv'

/** All players know these colours; small videos that do not state them would be shown in those of standard definition. */
const TAGS: readonly string[] = '-colorspace bt709 -color_primaries bt709 -color_trc bt709'.split(' ')

/**
 * Returns the filters of `program`, an ffmpeg, that show a video in this size in the colours of BT.709, and the arguments
 * that state these. One that cannot convert a high dynamic range or other primaries keeps and states them.
 */
export function inBt709(
  program: string,
  facts: VideoFacts,
  size: Dimensions,
): { readonly filters: string[]; readonly tags: readonly string[] } {
  if (!isHdr(facts) && !isWideGamut(facts))
    return { filters: uprightFilters(facts, size, TO_BT709), tags: TAGS }
  const upright = uprightFilters(facts, size)
  return canMapTones(program)
    ? { filters: [...upright, isHdr(facts) ? toneMapping(facts) : gamutMapping(facts)], tags: TAGS }
    : { filters: upright, tags: [] }
}
