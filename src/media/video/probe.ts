import type { DecodeLimits } from '../decode-limits.ts'
import { hasTool } from '../tools/run-tool.ts'
import { DEFAULT_TOOLS } from '../tools/tool-paths.ts'
import { readByFfprobe } from './read-by-ffprobe.ts'
import { readByMediabunny } from './read-by-mediabunny.ts'
import type { VideoFacts } from './video-facts.ts'
import type { VideoFile } from './video-file.ts'

/** Share of the time limit of a decoder that probing may use, so that time is left for a frame. */
const PROBE_TIME_SHARE = 0.3

/**
 * Describes a video: with ffprobe, or with a library where it is not installed. Null if the library does not read the
 * format.
 *
 * @throws MediaProblem `unreadable_video` if ffprobe cannot open it or finds no pictures; `timeout`.
 */
export async function probeVideo(file: VideoFile, limits: DecodeLimits): Promise<VideoFacts | null> {
  const { ffprobe } = limits.tools ?? DEFAULT_TOOLS
  const { maxMemoryBytes } = limits
  const timeoutMs = limits.timeoutMs * PROBE_TIME_SHARE
  return hasTool(ffprobe)
    ? readByFfprobe(file, { program: ffprobe, maxMemoryBytes, timeoutMs })
    : readByMediabunny(file)
}
