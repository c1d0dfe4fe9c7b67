import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { partOf } from '../../src/lib/colour.ts'
import { ffmpeg } from './ffmpeg.ts'

/** Linear light of BT.709, 1 is reference white. */
export type Light = readonly [red: number, green: number, blue: number]

/** Patches beside each other, and what each is in 8 bits on a screen in sRGB. */
export const PATCHES: Readonly<Record<string, Light>> = {
  white: [1, 1, 1],
  grey: [0.18, 0.18, 0.18],
  red: [0.6, 0.04, 0.03],
  blue: [0.05, 0.12, 0.55],
  highlight: [4.5, 4.5, 4.5],
}
const SIZE = { width: 400, height: 160 }
const WHITE_NITS = 203

/** From BT.709 to BT.2020 (ITU-R BT.2087, 2.3). */
const TO_BT2020: readonly Light[] = [
  [0.6274, 0.3293, 0.0433],
  [0.0691, 0.9195, 0.0114],
  [0.0164, 0.088, 0.8956],
]
const LUMINANCE: Light = [0.2627, 0.678, 0.0593]
const dot = (a: Light, b: Light) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]

/** SMPTE ST 2084, equation 5.2, of an amount of light in cd/m². */
function pq(nits: number): number {
  const power = (nits / 10_000) ** (2610 / 16_384)
  return ((3424 / 4096 + (2413 / 128) * power) / (1 + (2392 / 128) * power)) ** (2523 / 32)
}

/** ITU-R BT.2100, table 5: the signal of scene light from 0 to 1. */
const hlg = (light: number) =>
  light <= 1 / 12 ? Math.sqrt(3 * light) : 0.17883277 * Math.log(12 * light - 0.28466892) + 0.55991073

/**
 * How a patch is stored, as signals from 0 to 1. HLG is meant for a screen of 1000 cd/m², whose gamma is 1.2; a standard dynamic
 * range has nothing brighter than white.
 */
const SIGNALS = {
  pq: (light: Light) => light.map((part) => pq(part * WHITE_NITS)),
  hlg(light: Light) {
    const shown = light.map((part) => (part * WHITE_NITS) / 1000) as unknown as Light
    const gain = dot(shown, LUMINANCE) ** (1 / 1.2 - 1)
    return shown.map((part) => hlg(part * gain))
  },
  sdr: (light: Light) => light.map((part) => partOf(Math.min(1, part))),
} as const

const CODINGS = {
  pq: { name: 'pq.mp4', coding: '-color_trc smpte2084 -c:v libx265 -x265-params log-level=none -tag:v hvc1' },
  sdr: {
    name: 'sdr.mp4',
    coding: '-color_trc bt2020-10 -c:v libx265 -x265-params log-level=none -tag:v hvc1',
  },
  hlg: { name: 'hlg.webm', coding: '-color_trc arib-std-b67 -c:v libvpx-vp9 -deadline realtime -cpu-used 8' },
} as const

/** A transfer function of a high dynamic range, or that of a standard one. */
export type Transfer = keyof typeof CODINGS

/** Draws a second of the patches in ten bits and BT.2020: as HEVC in MP4, HLG as VP9 in WebM. Returns the name of the file. */
export function drawWideVideo(folder: string, transfer: Transfer): string {
  const { width, height } = SIZE
  const patches = Object.values(PATCHES).map((light) =>
    SIGNALS[transfer](TO_BT2020.map((row) => dot(row, light)) as unknown as Light),
  )
  const row = Array.from({ length: width }, (_, x) => patches[Math.floor((x * patches.length) / width)]!)
  const samples = Uint16Array.from(row.flat(), (signal) => Math.round(signal * 65_535))
  const frame = join(folder, `${transfer}.raw`)
  writeFileSync(frame, Buffer.concat(Array<Buffer>(height).fill(Buffer.from(samples.buffer))))
  const { name, coding } = CODINGS[transfer]
  ffmpeg(
    ...`-f rawvideo -pix_fmt rgb48le -video_size ${width}x${height} -i ${frame}`.split(' '),
    ...'-vf loop=24:1,scale=out_color_matrix=bt2020:out_range=tv,setsar=1 -pix_fmt yuv420p10le'.split(' '),
    ...`-color_primaries bt2020 -colorspace bt2020nc -color_range tv ${coding} -crf 12`.split(' '),
    join(folder, name),
  )
  return name
}
