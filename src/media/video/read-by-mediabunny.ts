import { open } from 'node:fs/promises'
import { coloursOf } from './colour-codes.ts'
import { possibleDuration, possibleRate, type VideoFacts } from './video-facts.ts'
import type { VideoFile } from './video-file.ts'

/** How many frames are looked at to find out the frame rate. */
const FRAMES_SAMPLED = 100
/** Names of codecs where ffmpeg has other ones. */
const CODECS: Readonly<Record<string, string>> = { avc: 'h264' }
/** Names of colours where ffmpeg has other ones (WebCodecs, 9.9). */
const COLOURS: Readonly<Record<string, string>> = {
  pq: 'smpte2084',
  hlg: 'arib-std-b67',
  'bt2020-ncl': 'bt2020nc',
  rgb: 'gbr',
}

/**
 * Describes a video of MP4, QuickTime, Matroska, WebM or MPEG transport streams by their containers, without ffprobe. Null
 * if it is of another format, or cannot be read.
 */
export async function readByMediabunny({ path }: VideoFile): Promise<VideoFacts | null> {
  // Imported here because only machines without ffprobe need it.
  const { CustomSource, Input, MATROSKA, MP4, MPEG_TS, QTFF, WEBM } = await import('mediabunny')
  const file = await open(path)
  const { size } = await file.stat()
  // NOTE: the library reads through this only, so that no other file is opened, and playlists are no known format.
  const source = new CustomSource({
    getSize: () => size,
    read: async (start, end) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), 0, end - start, start)
      return buffer.subarray(0, bytesRead)
    },
  })
  const input = new Input({ source, formats: [MP4, QTFF, MATROSKA, WEBM, MPEG_TS] })
  try {
    const track = await input.getPrimaryVideoTrack()
    if (!track) return null
    const { averagePacketRate } = await track.computePacketStats(FRAMES_SAMPLED)
    const { primaries, transfer, matrix } = await track.getColorSpace()
    const codec = (await track.getCodec()) ?? 'unknown'
    return {
      durationMs: possibleDuration((await track.computeDuration()) * 1000),
      frameRate: possibleRate(averagePacketRate),
      width: await track.getDisplayWidth(),
      height: await track.getDisplayHeight(),
      storedWidth: await track.getCodedWidth(),
      storedHeight: await track.getCodedHeight(),
      rotation: await track.getRotation(),
      codec: CODECS[codec] ?? codec,
      bitDepth: null,
      isInterlaced: null,
      colours: coloursOf({
        primaries,
        transfer: COLOURS[String(transfer)] ?? transfer,
        matrix: COLOURS[String(matrix)] ?? matrix,
      }),
      hasSound: (await input.getPrimaryAudioTrack()) !== null,
    }
  } catch {
    // NOTE: the library has no class of errors for damaged files. Without facts, the video is kept as it is.
    return null
  } finally {
    input.dispose()
    await file.close()
  }
}
