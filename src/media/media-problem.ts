import { Problem } from '../lib/problem.ts'

/**
 * Why a file is refused, as a closed list, so that ingest reports, tests and people all see the same code.
 * The text is for people and never contains a path.
 */
export const MEDIA_REFUSALS = {
  empty: 'The file has no bytes.',
  video: 'The file is a video, although its record is not of kind "video".',
  not_video: 'The file is not a video, although its record is of kind "video".',
  audio: 'The file is a sound recording, not a picture.',
  foreign: 'This format cannot be read: export the picture as JPEG, PNG, TIFF, WebP, AVIF or SVG.',
  unsupported: 'The file is not a JPEG, PNG, TIFF or other picture in a supported format.',
  svg_outside: 'The SVG refers to something outside itself.',
  svg_active: 'The SVG carries a script.',
  svg_entities: 'The SVG declares entities that name files or one another.',
  raw: 'This raw file contains no picture that the camera developed: export it as TIFF or JPEG.',
  tiff_kind:
    'This kind of TIFF cannot be read: save it as 8- or 16-bit RGB or grey, uncompressed or with LZW.',
  jpeg_kind: 'This kind of JPEG cannot be read: save it as a baseline or progressive JPEG with 8 bits.',
  psd_kind: 'This kind of PSD cannot be read: save it as RGB, CMYK or grey with "Maximize Compatibility".',
  needs_tool: 'Reading this format needs something that is not installed.',
  undrawn: 'The file is kept, but shown as a card, because what draws it is not installed.',
  unplayed: 'The video is kept, but shown as a card, because its pictures cannot be decoded.',
  unreadable: 'The file cannot be decoded.',
  unreadable_video: 'The video cannot be opened.',
  truncated: 'The picture ends before its data does.',
  changed: 'The file changed while it was being read: ingest it again.',
  too_many_pixels: 'The picture has more pixels than the limit allows.',
  too_many_bytes: 'The file is larger than the limit allows.',
  timeout: 'Decoding took longer than the limit allows.',
  out_of_memory: 'Decoding needed more memory than the limit allows.',
  crashed: 'The decoder process ended unexpectedly, twice.',
} as const satisfies Record<string, string>

/** The code of a refusal. */
export type MediaRefusal = keyof typeof MEDIA_REFUSALS

/** A file that cannot become a picture. `detail` adds to the standard text, for instance the message of libvips. */
export class MediaProblem extends Problem {
  readonly refusal: MediaRefusal
  readonly detail: string | null

  constructor(refusal: MediaRefusal, detail?: string) {
    const text = MEDIA_REFUSALS[refusal]
    super('InvalidMedia', detail ? `${text} (${detail})` : text)
    this.refusal = refusal
    this.detail = detail ?? null
  }
}

/** Describes a limit: its value, and the setting that changes it. */
export const limitText = (
  setting: 'maxPixels' | 'maxFileBytes' | 'maxDecoderBytes' | 'decodeTimeoutMs',
  value: number,
): string => `the setting ${setting} allows ${value}`
