import { open } from 'node:fs/promises'
import { VIDEO_HEAD_BYTES, type VideoFormat, videoFormatOf } from '../video-format.ts'

/** A video file whose format was recognised by its content. */
export type VideoFile = {
  /** The absolute path. */
  readonly path: string
  readonly format: VideoFormat
  /** The demuxer of ffmpeg for it. It is always named, so that the bytes of a file cannot choose another one. */
  readonly demuxer: string
}

const DEMUXERS: Readonly<Record<Exclude<VideoFormat, 'mpg'>, string>> = {
  mp4: 'mov',
  mov: 'mov',
  webm: 'matroska',
  mkv: 'matroska',
  avi: 'avi',
  wmv: 'asf',
  ogv: 'ogg',
  flv: 'flv',
  mxf: 'mxf',
  dv: 'dv',
}
/** How an MPEG program stream and an elementary stream begin (ISO 13818-1, 2.5.3; 13818-2, 6.2.2); others are transport streams. */
const PACK_START = 0xba
const SEQUENCE_START = 0xb3

/** Recognises a video file by its first bytes; null if it is no video. @throws Error with `code` when it cannot be read. */
export async function findVideoFile(path: string): Promise<VideoFile | null> {
  const file = await open(path)
  const { buffer, bytesRead } = await file
    .read({ buffer: Buffer.alloc(VIDEO_HEAD_BYTES) })
    .finally(() => file.close())
  const head = buffer.subarray(0, bytesRead)
  const format = videoFormatOf(head)
  return format && { path, format, demuxer: format === 'mpg' ? mpegDemuxer(head) : DEMUXERS[format] }
}

function mpegDemuxer(head: Uint8Array): string {
  const isStart = head[0] === 0 && head[1] === 0 && head[2] === 1
  if (isStart && head[3] === PACK_START) return 'mpeg'
  return isStart && head[3] === SEQUENCE_START ? 'mpegvideo' : 'mpegts'
}
