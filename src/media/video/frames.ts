import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ColourSpace, spaceOfCodes, toSrgb } from '../colour-space.ts'
import type { DecodeLimits } from '../decode-limits.ts'
import type { Raster } from '../decode-strictly.ts'
import { MediaProblem } from '../media-problem.ts'
import type { OpenPicture } from '../open-native.ts'
import { type Dimensions, sizeWithin } from '../size-of.ts'
import { DEFAULT_TOOLS } from '../tools/tool-paths.ts'
import { inWorkFolder } from '../tools/work-folder.ts'
import { inBt709 } from './bt709.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { canMapTones, isHdr } from './tone-mapping.ts'
import { uprightFilters } from './upright-filters.ts'
import type { VideoFacts } from './video-facts.ts'
import type { VideoFile } from './video-file.ts'

/** The poster, and the key frames in their order. */
export const POSTER = 0
/** The numbers of the key frames (contract 5.2). */
export const KEY_FRAMES = [1, 2, 3, 4, 5] as const
/** A frame that stands for a video: its poster or a key frame. */
export type FrameNumber = typeof POSTER | (typeof KEY_FRAMES)[number]

/**
 * Where the poster is, as shares of the duration: later than most titles and fades. Where a film shows nothing, such as a
 * long black beginning, the next one is tried.
 */
const POSTER_AT = [0.1, 0.3, 0.5, 0.7] as const
/** A frame shows nothing if the standard deviation of its samples, of 255, is not above this. */
const LEAST_DEVIATION = 2
/** Of how many consecutive frames the most representative one is the poster, so that none of a transition is. */
const POSTER_CHOICE = 24
/** Share of the time limit for one run. Two may be necessary after probing; more are made only in the time of one. */
const FRAME_TIME_SHARE = 0.3
/** How much of a film is decoded, in milliseconds, to get to a frame before which no key frame is found. */
const MOST_DECODED_MS = 30_000
const OUTPUT = 'frame'
const RAW = { eightBits: 'rgb24', sixteenBits: 'rgb48le' } as const

/**
 * Opens a frame of a video as a picture, which ffmpeg decodes in the size that is needed.
 *
 * @throws MediaProblem `too_many_pixels`.
 */
export function openFrame(
  file: VideoFile,
  { facts, frame }: { facts: VideoFacts; frame: FrameNumber },
  limits: DecodeLimits,
): OpenPicture {
  sizeWithin({ width: facts.storedWidth, height: facts.storedHeight }, limits.maxPixels)
  const original = sizeWithin(facts, limits.maxPixels)
  const decode = (size: Dimensions) =>
    inWorkFolder(async (folder) => {
      const shown = { file, facts, size, folder, limits, startedAt: performance.now() }
      const pixels =
        frame === POSTER
          ? await decodePoster(shown)
          : await decodeOrFirst((frame - 0.5) / KEY_FRAMES.length, [], shown)
      if (pixels === null) throw new MediaProblem('unplayed', 'no frame of it is complete')
      return pixels
    })
  return { original, decode }
}

/** The first of the possible posters that shows something, else the first one; null if there is none. */
async function decodePoster(shown: Shown): Promise<Raster | null> {
  const chosen = [`thumbnail=${POSTER_CHOICE}`]
  const first = await decodeOrFirst(POSTER_AT[0], chosen, shown)
  if (first === null || shown.facts.durationMs === null || showsSomething(first)) return first
  for (const share of POSTER_AT.slice(1)) {
    if (!hasTime(shown)) break
    const next = await decodeOrFirst(share, chosen, shown)
    if (next && showsSomething(next)) return next
  }
  return first
}

/**
 * The frame at a share of the duration, else the first one. A transport stream that is short may have no key frame from which
 * to decode after the place that is sought, so it is decoded from its beginning.
 */
async function decodeOrFirst(share: number, chosen: readonly string[], shown: Shown): Promise<Raster | null> {
  const at = Math.floor(share * (shown.facts.durationMs ?? 0))
  const sought = await decodeAt(at, chosen, shown)
  if (sought !== null || at === 0) return sought
  const passed = [`trim=start=${at / 1000}`, 'setpts=PTS-STARTPTS', ...chosen]
  const reached = at <= MOST_DECODED_MS && hasTime(shown) ? await decodeAt(0, passed, shown) : null
  return reached ?? decodeAt(0, [], shown)
}

const hasTime = ({ startedAt, limits }: Shown) =>
  performance.now() - startedAt < limits.timeoutMs * FRAME_TIME_SHARE

function showsSomething({ data }: Raster): boolean {
  let sum = 0
  let squares = 0
  for (let at = 0; at < data.length; at++) {
    const value = data[at]!
    sum += value
    squares += value * value
  }
  const mean = sum / data.length
  return Math.sqrt(squares / data.length - mean * mean) > LEAST_DEVIATION
}

/** The colours of a video that ffmpeg leaves as they are; null if they are shown as sRGB. */
const spaceOf = ({ colours }: VideoFacts): ColourSpace | null =>
  spaceOfCodes(colours.primaries ?? 1, colours.transfer ?? 1)

type Shown = {
  readonly file: VideoFile
  readonly facts: VideoFacts
  readonly size: Dimensions
  readonly folder: string
  readonly limits: DecodeLimits
  /** When its decoding began, by `performance.now`. */
  readonly startedAt: number
}

/** Decodes the frame at a time in milliseconds, in sRGB; null if there is none, since durations may be wrong. */
async function decodeAt(
  at: number,
  chosen: readonly string[],
  { file, facts, size, folder, limits }: Shown,
): Promise<Raster | null> {
  const { width, height } = size
  const program = (limits.tools ?? DEFAULT_TOOLS).ffmpeg
  const isMapped = isHdr(facts) && canMapTones(program)
  const space = isMapped ? null : spaceOf(facts)
  const samples = width * height * 3
  const bytes = space ? samples * 2 : samples
  await runFfmpeg({
    program,
    file,
    reading: [...(at > 0 ? ['-ss', String(at / 1000)] : []), '-max_pixels', String(limits.maxPixels)],
    making: [
      ...'-map 0:V:0 -frames:v 1 -f rawvideo'.split(' '),
      '-pix_fmt',
      space ? RAW.sixteenBits : RAW.eightBits,
      '-vf',
      // NOTE: the filter that chooses a frame reduces it to 8 bits, which are too few for a high dynamic range.
      (isMapped
        ? [...inBt709(program, facts, size).filters, ...chosen]
        : [...chosen, ...uprightFilters(facts, size)]
      ).join(','),
      OUTPUT,
    ],
    folder,
    limits: {
      maxMemoryBytes: limits.maxMemoryBytes,
      maxWrittenBytes: bytes,
      maxCpuSeconds: Math.ceil(limits.timeoutMs / 1000),
    },
    timeoutMs: limits.timeoutMs * FRAME_TIME_SHARE,
  })
  const data = await readFile(join(folder, OUTPUT)).catch(() => Buffer.alloc(0))
  if (data.length !== bytes) return null
  const info = {
    format: 'raw',
    width,
    height,
    channels: 3,
    size: samples,
    premultiplied: false,
    hasAlpha: false,
  } as const
  if (!space) return { data, info }
  return { data: toSrgb(new Uint16Array(new Uint8Array(data).buffer), 0xffff, space), info }
}
