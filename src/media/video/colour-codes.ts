import type { VideoFacts } from './video-facts.ts'

/** Code points by the names that ffmpeg uses (ITU-T H.273, tables 2 to 4). */
const PRIMARIES: Readonly<Record<string, number>> = {
  bt709: 1,
  bt470m: 4,
  bt470bg: 5,
  smpte170m: 6,
  smpte240m: 7,
  film: 8,
  bt2020: 9,
  smpte428: 10,
  smpte431: 11,
  smpte432: 12,
}
const TRANSFERS: Readonly<Record<string, number>> = {
  bt709: 1,
  gamma22: 4,
  bt470m: 4,
  gamma28: 5,
  bt470bg: 5,
  smpte170m: 6,
  smpte240m: 7,
  linear: 8,
  'iec61966-2-1': 13,
  'bt2020-10': 14,
  'bt2020-12': 15,
  smpte2084: 16,
  smpte428: 17,
  'arib-std-b67': 18,
}
const MATRICES: Readonly<Record<string, number>> = {
  gbr: 0,
  bt709: 1,
  fcc: 4,
  bt470bg: 5,
  smpte170m: 6,
  smpte240m: 7,
  ycgco: 8,
  bt2020nc: 9,
  bt2020c: 10,
}

/** Returns the code points of colours that are stated by the names of ffmpeg; null where they are not stated. */
export const coloursOf = (
  stated: {
    readonly [Name in keyof VideoFacts['colours']]: unknown
  },
): VideoFacts['colours'] => ({
  primaries: PRIMARIES[String(stated.primaries)] ?? null,
  transfer: TRANSFERS[String(stated.transfer)] ?? null,
  matrix: MATRICES[String(stated.matrix)] ?? null,
})
