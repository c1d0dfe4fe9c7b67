import type { VideoFacts } from './video-facts.ts'

/** The matrix that goes with primaries, by code point (ITU-T H.273, tables 2 and 4), for files that state none: BT.2020 and P3. */
const MATRICES: Readonly<Record<number, string>> = { 9: 'bt2020nc', 11: 'bt709', 12: 'bt709' }
/** The transfer functions that are that of BT.709 (H.273, table 3), also where a file states none. */
const LIKE_BT709: readonly (number | null)[] = [null, 1, 6, 14, 15]

/** Returns whether the primaries of a video are those of BT.2020 or P3, in which the same numbers are more vivid than in BT.709. */
export const isWideGamut = ({ colours }: VideoFacts): boolean =>
  MATRICES[colours.primaries ?? 0] !== undefined

/** The filter that converts such a video with a standard dynamic range to BT.709. What that cannot show is clipped. */
export function gamutMapping({ colours }: VideoFacts): string {
  const stated = [
    ...(LIKE_BT709.includes(colours.transfer) ? ['tin=bt709'] : []),
    ...(colours.matrix === null ? [`min=${MATRICES[colours.primaries!]}`] : []),
  ]
  return `zscale=${[...stated, 'p=bt709:t=bt709:m=bt709:r=tv'].join(':')}`
}
