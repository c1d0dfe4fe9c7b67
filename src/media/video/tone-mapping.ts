import { spawnSync } from 'node:child_process'
import type { VideoFacts } from './video-facts.ts'

/**
 * How zscale reads the transfer functions of a high dynamic range, by code point (ITU-T H.273, table 3). HLG is approximated
 * without `agamma`: saturated colours become too bright.
 */
const HDR_TRANSFERS: Readonly<Record<number, string>> = {
  16: 'tin=smpte2084',
  18: 'tin=arib-std-b67:agamma=false',
}
/** Reference white in a high dynamic range, in cd/m² (ITU-R BT.2408, 2.1). It becomes the white of BT.709, nearly. */
const WHITE_NITS = 203
/** The brightest light that is told from white, in cd/m²: most videos are mastered for that much. */
const PEAK_NITS = 1000
/** Light up to this share of reference white stays as it is; brighter light is compressed. */
const KNEE = 0.8

const FILTERS = ['zscale', 'tonemap']
/** Long enough for a busy machine. */
const LISTING_TIMEOUT_MS = 20_000
const known = new Map<string, boolean>()

/** Returns whether this ffmpeg can convert a high dynamic range, which is found out once; some builds lack zscale. */
export function canMapTones(program: string): boolean {
  const isAble = known.get(program) ?? listsFilters(program)
  known.set(program, isAble)
  return isAble
}

function listsFilters(program: string): boolean {
  const args = ['-hide_banner', '-filters']
  const { stdout } = spawnSync(program, args, { encoding: 'utf8', timeout: LISTING_TIMEOUT_MS })
  return FILTERS.every((name) => new RegExp(`^\\s*\\S+\\s+${name}\\s`, 'm').test(stdout ?? ''))
}

/** Returns whether a video has a high dynamic range (PQ or HLG), which BT.709 cannot hold. */
export const isHdr = ({ colours }: VideoFacts): boolean => transferOf(colours) !== undefined

const transferOf = ({ transfer }: VideoFacts['colours']) => HDR_TRANSFERS[transfer ?? 0]

/**
 * The filters that convert a high dynamic range to BT.709: to linear light in units of reference white, to the primaries of
 * BT.709, with highlights compressed but hues kept. Colours that the file does not state are those of BT.2020.
 */
export function toneMapping({ colours }: VideoFacts): string {
  const stated = [
    transferOf(colours),
    ...(colours.primaries === null ? ['pin=bt2020'] : []),
    ...(colours.matrix === null ? ['min=bt2020nc'] : []),
  ]
  return [
    `zscale=${stated.join(':')}:t=linear:npl=${WHITE_NITS}`,
    'format=gbrpf32le',
    'zscale=p=bt709',
    `tonemap=mobius:param=${KNEE}:peak=${PEAK_NITS / WHITE_NITS}:desat=0`,
    'zscale=t=bt709:m=bt709:r=tv',
  ].join(',')
}
