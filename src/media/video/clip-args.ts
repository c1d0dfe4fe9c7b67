import type { Bound, Dimensions } from '../size-of.ts'
import { inBt709 } from './bt709.ts'
import type { VideoFacts } from './video-facts.ts'

/** The media types of clips. */
export type ClipType = 'video/mp4' | 'video/webm'

/** A clip to make of a video. */
export type ClipSpec = {
  readonly bound: Bound
  readonly mediaType: ClipType
  /** A longer video is cut. */
  readonly maxMs: number
  readonly hasSound: boolean
  readonly watermark: boolean
}

/** The name of the file with the watermark as raw RGBA. */
export const MARK_FILE = 'mark'

const words = (text: string) => text.split(' ')
const MAX_RATE = 30

/** H.264 with its index at the front, so that it plays while it loads; VP9 with the settings for a fast encoder. */
const ENCODERS: Readonly<Record<ClipType, { pictures: readonly string[]; sound: readonly string[] }>> = {
  'video/mp4': {
    pictures: words('-c:v libx264 -preset veryfast -crf 25 -movflags +faststart -f mp4'),
    sound: words('-c:a aac -b:a 96k -ac 2'),
  },
  'video/webm': {
    pictures: words('-c:v libvpx-vp9 -deadline realtime -cpu-used 7 -row-mt 1 -crf 34 -b:v 0 -f webm'),
    sound: words('-c:a libopus -b:a 80k -ac 2'),
  },
}

/** Where a clip begins, in milliseconds: a short one without sound at the poster, others at the beginning. */
export const clipStart = ({ durationMs }: VideoFacts, { maxMs, hasSound }: ClipSpec): number =>
  hasSound || durationMs === null
    ? 0
    : Math.floor(Math.min(durationMs * 0.1, Math.max(0, durationMs - maxMs)))

/** The arguments of `program`, an ffmpeg, that make a clip in this size. Nothing of the metadata of the file is copied. */
export function clipArgs(
  { program, facts }: { readonly program: string; readonly facts: VideoFacts },
  { mediaType, maxMs, hasSound, watermark }: ClipSpec,
  size: Dimensions,
): string[] {
  const { pictures, sound } = ENCODERS[mediaType]
  const { filters, tags } = inBt709(program, facts, size)
  const shown = `[0:V:0]${filters.join(',')}`
  const graph = watermark ? `${shown}[shown];[shown][1:v]overlay=format=yuv420[out]` : `${shown}[out]`
  return [
    ...(watermark ? markInput(size) : []),
    '-filter_complex',
    graph,
    ...words('-map [out] -map_metadata -1 -map_chapters -1 -pix_fmt yuv420p'),
    ...words(`-fpsmax ${MAX_RATE} -t ${maxMs / 1000}`),
    ...tags,
    ...(hasSound ? ['-map', '0:a:0?', ...sound] : ['-an']),
    ...pictures,
  ]
}

const markInput = ({ width, height }: Dimensions) =>
  words(
    `-protocol_whitelist file -f rawvideo -pix_fmt rgba -video_size ${width}x${height} -i file:${MARK_FILE}`,
  )
