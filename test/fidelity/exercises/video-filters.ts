import type { Known, World } from '../world.ts'
import type { Tried } from './filters.ts'

/** Lines of a frame that each format needs (contract 16, Download sizes). */
const LINES: Readonly<Record<string, number>> = { sd: 1, hd_web: 720, hd: 1080, '4k': 2160 }

const frameOf = ({ frameWidth, frameHeight }: Known): [number, number] | null =>
  frameWidth && frameHeight ? [frameWidth, frameHeight] : null

const isOfRatio = (record: Known, ratio: string) => {
  const frame = frameOf(record)
  const [width, height] = ratio.split(':').map(Number)
  return frame !== null && frame[0] * height! === frame[1] * width!
}

const hasFormat = (record: Known, format: string) => {
  const frame = frameOf(record)
  return frame !== null && Math.min(...frame) >= LINES[format]!
}

/** Returns the orientation of a video (contract 11); null if its frame is not known. */
export function videoShapeOf(record: Known): string | null {
  const frame = frameOf(record)
  if (frame === null) return null
  return frame[0] >= frame[1] ? 'horizontal' : 'vertical'
}

const secondsOf = ({ clipLength }: Known): number | null => {
  if (!clipLength) return null
  const [hours, minutes, seconds] = clipLength.split(':').map(Number)
  return (hours! * 60 + minutes!) * 60 + seconds!
}

/** Filters of searches for videos with enumerated values: whether a record has one. */
export const VIDEO_CARRIES: Readonly<Record<string, (record: Known, value: string) => boolean>> = {
  aspect_ratios: isOfRatio,
  editorial_video_types: ({ editorialVideoType }, value) => editorialVideoType === value,
  format_available: hasFormat,
  frame_rates: ({ frameRate }, value) => frameRate === Number(value),
  image_techniques: ({ carries }, value) => carries.image_techniques?.includes(value) ?? false,
  license_models: ({ licenseModel }, value) => licenseModel === value,
  release_status: ({ releases }, value) => value === 'release_not_important' || Boolean(releases),
  viewpoints: ({ carries }, value) => carries.viewpoints?.includes(value) ?? false,
}

const SECONDS = 30

/** The other filters that only searches for videos have. */
export const VIDEO_SPECIAL: Readonly<Record<string, (world: World) => Readonly<Record<string, Tried>>>> = {
  max_clip_length: () => ({
    'a number': {
      query: { max_clip_length: SECONDS },
      finds: (record) => (secondsOf(record) ?? Infinity) <= SECONDS,
    },
  }),
  min_clip_length: () => ({
    'a number': {
      query: { min_clip_length: SECONDS },
      finds: (record) => (secondsOf(record) ?? 0) >= SECONDS,
    },
  }),
}
