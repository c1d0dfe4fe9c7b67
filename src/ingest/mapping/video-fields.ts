import { forVideoTexts } from '../../catalogue/plain-texts.ts'
import { EDITORIAL_VIDEO_TYPES } from '../../catalogue/trade-lists.ts'
import type { MediaKind, VideoColumns } from '../../db/tables/assets.ts'
import { isVideoFormat } from '../../media/video-format.ts'
import type { Mapping } from './mapping.ts'
import type { MappingInput } from './mapping-input.ts'
import { asFlag, asText, InvalidValue, quoted } from './readings.ts'
import type { Values } from './values.ts'

const MAX_FRAME_RATE = 1000
/** Three or four numbers of two digits; ";" before the frames marks drop frames (SMPTE ST 12-1). */
const TIMECODE = /^(\d{1,3}):([0-5]?\d):([0-5]?\d)(?:[:;](\d{1,3}))?$/
const SECONDS = /^\d{1,6}(?:\.\d+)?$/
/** "25", "29.97 fps", "50p". */
const RATE = /^(\d{1,4}(?:\.\d+)?)\s*(?:fps|[ip])?$/i
/** "30000/1001". */
const FRACTION = /^(\d{1,7})\/(\d{1,5})$/
const FRAME_SIZE = /^(\d{1,5})\s*[x×]\s*(\d{1,5})$/i
const ASPECT_RATIO = /^(\d{1,4}(?:\.\d{1,4})?)\s*[:/x]\s*(\d{1,4}(?:\.\d{1,4})?)$/i

/** Returns what kind of media a record describes, or a file without a record, by its format. */
export function mediaKindOf({ kind }: Mapping, input: MappingInput): MediaKind {
  const isVideo =
    input.manifest === null
      ? isVideoFormat(input.file?.format)
      : String(kind(input)).toLowerCase() === 'video'
  return isVideo ? 'video' : 'image'
}

/** The columns of videos as an image has them. */
export const NO_VIDEO: VideoColumns = {
  clipLength: null,
  frameRate: null,
  frameWidth: null,
  frameHeight: null,
  aspectRatio: null,
  editorialVideoType: null,
  masteredTo: null,
  originallyShotOn: null,
  shotSpeed: null,
  bitDepth: null,
  broadcastVideoStandard: null,
  compression: null,
  isInterlaced: null,
  istockSubCollection: null,
}

/** Reads what a record states about a video. */
export function videoFields(values: Values<keyof Mapping['video']>): VideoColumns {
  const frameRate = values.read('frame_rate', asFrameRate)
  const [frameWidth, frameHeight] = values.read('frame_size', asFrameSize) ?? [null, null]
  const texts = forVideoTexts((name, column) => [column, values.text(name)] as const)
  return {
    ...NO_VIDEO,
    ...Object.fromEntries(Object.values(texts)),
    clipLength: values.read('clip_length', (value) => asClipLength(value, frameRate)),
    frameRate,
    frameWidth,
    frameHeight,
    aspectRatio: values.read('aspect_ratio', asAspectRatio),
    editorialVideoType: values.choice('editorial_video_type', EDITORIAL_VIDEO_TYPES),
    bitDepth: values.text('bit_depth'),
    broadcastVideoStandard: values.text('broadcast_video_standard'),
    compression: values.text('compression'),
    isInterlaced: values.read('interlaced', asFlag),
  }
}

/** Reads the length of a clip as "HH:MM:SS:FF" (contract 16), without frames, or as a number of seconds. */
function asClipLength(value: unknown, frameRate: number | null): string {
  const text = asText(value).trim()
  if (SECONDS.test(text)) return fromSeconds(Number(text), frameRate)
  const parts = TIMECODE.exec(text)
  if (parts === null)
    throw new InvalidValue(
      `${quoted(value)} must be like 00:01:30:12, hours to frames, or a number of seconds.`,
    )
  const [hours, minutes, seconds, frames] = parts.slice(1).map((part) => Number(part ?? 0))
  if (frameRate !== null && frames! >= Math.ceil(frameRate))
    throw new InvalidValue(`${quoted(value)} has frame ${frames}, but a second has only ${frameRate} frames.`)
  return timecode(hours!, minutes!, seconds!, frames!)
}

function fromSeconds(seconds: number, frameRate: number | null): string {
  const whole = Math.floor(seconds)
  const frames = frameRate === null ? 0 : Math.floor((seconds - whole) * frameRate)
  return timecode(Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60, frames)
}

const timecode = (...parts: readonly number[]) => parts.map((part) => String(part).padStart(2, '0')).join(':')

function asFrameRate(value: unknown): number {
  const text = asText(value).trim()
  const fraction = FRACTION.exec(text)
  const rate = fraction ? Number(fraction[1]) / Number(fraction[2]) : Number(RATE.exec(text)?.[1])
  if (rate > 0 && rate <= MAX_FRAME_RATE) return Math.round(rate * 1000) / 1000
  throw new InvalidValue(`${quoted(value)} must be a number of frames per second, such as 25 or 29.97.`)
}

function asFrameSize(value: unknown): [width: number, height: number] {
  const parts = FRAME_SIZE.exec(asText(value).trim())
  const [width, height] = [Number(parts?.[1]), Number(parts?.[2])]
  if (width > 0 && height > 0) return [width, height]
  throw new InvalidValue(
    `${quoted(value)} must be the width and height of a frame in pixels, such as 1920x1080.`,
  )
}

function asAspectRatio(value: unknown): string {
  const parts = ASPECT_RATIO.exec(asText(value).trim())
  const [width, height] = [Number(parts?.[1]), Number(parts?.[2])]
  if (width > 0 && height > 0) return `${width}:${height}`
  throw new InvalidValue(`${quoted(value)} must be a ratio such as 16:9.`)
}
