/** The formats of video files, by the extensions of their names. */
const VIDEO_FORMATS = ['mp4', 'mov', 'webm', 'mkv', 'avi', 'wmv', 'mpg', 'ogv', 'flv', 'mxf', 'dv'] as const
/** One of these formats. */
export type VideoFormat = (typeof VIDEO_FORMATS)[number]

/** Returns whether a format is one of video files. */
export const isVideoFormat = (format: string | null | undefined): format is VideoFormat =>
  (VIDEO_FORMATS as readonly (string | null | undefined)[]).includes(format)

/** How the files of each format begin (bytes as Latin-1). Formats that begin alike are in the order of preference. */
const HEADS: readonly (readonly [VideoFormat, RegExp])[] = [
  ['mov', /^.{4}(?:ftypqt {2}|moov|mdat|wide|free)/s],
  ['mp4', /^.{4}ftyp(?!hei[cxms]|hev[cxms]|mif[12]|msf1|avi[fs]|jxl |crx |M4[AB] )/s],
  // The document type of EBML (RFC 8794, 11.2.7) tells WebM and Matroska apart.
  ['webm', /^\x1a\x45\xdf\xa3.*\x42\x82.webm/s],
  ['mkv', /^\x1a\x45\xdf\xa3/],
  ['avi', /^RIFF.{4}AVI /s],
  ['wmv', /^\x30\x26\xb2\x75\x8e\x66\xcf\x11/],
  ['flv', /^FLV/],
  ['mpg', /^(?:\0\0\x01[\xba\xb3]|\x47.{187}\x47|.{4}\x47.{191}\x47)/s],
  // The header of a DV frame (IEC 61834-2), of 25 or 30 frames per second.
  ['dv', /^\x1f\x07\0[\x3f\xbf].{76}\x3f\x07\0/s],
  ['mxf', /^\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02/],
  ['ogv', /^OggS(?!.{24,60}(?:OpusHead|\x01vorbis|Speex|\x7fFLAC))/s],
]

/** The number of bytes at the start of a file that tell its format. */
export const VIDEO_HEAD_BYTES = 200

/** Returns the format of a video file by its first bytes; null if it is no video. */
export function videoFormatOf(head: Uint8Array): VideoFormat | null {
  const text = String.fromCharCode(...head.subarray(0, VIDEO_HEAD_BYTES))
  return HEADS.find(([, begins]) => begins.test(text))?.[0] ?? null
}
