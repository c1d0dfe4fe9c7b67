import type { VideoFormat } from '../video-format.ts'

/** What people call the formats of video files. */
export const CONTAINER_NAMES: Readonly<Record<VideoFormat, string>> = {
  mp4: 'MPEG-4',
  mov: 'QuickTime',
  webm: 'WebM',
  mkv: 'Matroska',
  avi: 'AVI',
  wmv: 'Windows Media',
  mpg: 'MPEG',
  ogv: 'Ogg',
  flv: 'Flash Video',
  mxf: 'MXF',
  dv: 'DV',
}

/** What people call codecs, by the names that ffmpeg has for them. */
const CODEC_NAMES: Readonly<Record<string, string>> = {
  h264: 'H.264',
  hevc: 'H.265',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
  prores: 'ProRes',
  dnxhd: 'DNxHD',
  cfhd: 'CineForm',
  dvvideo: 'DV',
  mjpeg: 'Photo-JPEG',
  mpeg1video: 'MPEG-1',
  mpeg2video: 'MPEG-2',
  mpeg4: 'MPEG-4 Part 2',
  theora: 'Theora',
  vc1: 'VC-1',
  wmv3: 'WMV 9',
  rawvideo: 'Uncompressed',
}

/** Returns what people call a codec; its name in ffmpeg if there is no other. */
export const codecName = (codec: string): string => CODEC_NAMES[codec] ?? codec
