import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { frameWithin } from '../catalogue/video-sizes.ts'
import type { DecodeLimits } from '../media/decode-limits.ts'
import { MediaProblem } from '../media/media-problem.ts'
import { hasTool } from '../media/tools/run-tool.ts'
import { DEFAULT_TOOLS } from '../media/tools/tool-paths.ts'
import { inBt709 } from '../media/video/bt709.ts'
import { probeVideo } from '../media/video/probe.ts'
import { runFfmpeg } from '../media/video/run-ffmpeg.ts'
import { findVideoFile } from '../media/video/video-file.ts'
import type { MakeVideoSize } from './make-transcode.ts'

/** What x264 needs for the largest size with all its threads, and more. */
const MAX_MEMORY_BYTES = 4 * 1024 ** 3
/** A size may be larger than all that the cache holds; it is delivered all the same. */
const MIN_WRITTEN_BYTES = 1024 ** 3

/**
 * Video in H.264 that every player and editing program reads, at a quality that is hard to tell from the original, with
 * stereo sound in AAC. The same original gives the same bytes.
 */
const CODING =
  '-c:v libx264 -profile:v high -pix_fmt yuv420p -preset medium -crf 19 -c:a aac -b:a 192k -ac 2 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact'.split(
    ' ',
  )
/** The first video and sound, with the texts of the file; players can begin before the file has arrived. */
const STREAMS = '-map 0:V:0 -map 0:a:0? -map_metadata 0 -map_chapters -1 -sn -dn'.split(' ')
const CONTAINER = '-movflags +faststart -f mp4'.split(' ')

/** Limits of making sizes. */
type Limits = {
  readonly limits: DecodeLimits
  readonly timeoutSeconds: number
  /** How many are made at once. */
  readonly atOnce: number
  /** How many bytes all sizes may have together. */
  readonly maxBytes: number
}

/**
 * Returns what makes sizes of videos with the ffmpeg of the machine, giving way to everything else on it; null if it is
 * not installed.
 */
export function openVideoSizes({ limits, timeoutSeconds, atOnce, maxBytes }: Limits): MakeVideoSize | null {
  const program = (limits.tools ?? DEFAULT_TOOLS).ffmpeg
  if (!hasTool(program)) return null
  return async ({ input, output, size, onProgress, signal }) => {
    const file = await findVideoFile(input)
    const facts = file && (await probeVideo(file, limits))
    if (!file || !facts) throw new MediaProblem('not_video')
    // One core is left to everything else.
    const threads = String(Math.max(1, Math.round((availableParallelism() - 1) / atOnce)))
    const { durationMs } = facts
    const { filters, tags } = inBt709(program, facts, frameWithin(facts, size))
    await runFfmpeg({
      program,
      file,
      reading: ['-threads', threads, '-max_pixels', String(limits.maxPixels)],
      making: [
        ...STREAMS,
        '-vf',
        filters.join(','),
        ...tags,
        '-threads',
        threads,
        '-filter_threads',
        threads,
        ...CODING,
        ...CONTAINER,
        output,
      ],
      folder: dirname(output),
      limits: {
        maxMemoryBytes: MAX_MEMORY_BYTES,
        maxWrittenBytes: Math.max(maxBytes, MIN_WRITTEN_BYTES),
        maxCpuSeconds: timeoutSeconds * availableParallelism(),
      },
      timeoutMs: timeoutSeconds * 1000,
      ...(durationMs !== null && { progress: { durationMs, report: onProgress } }),
      signal,
      isBackground: true,
    })
  }
}
