import type { DecodeLimits } from '../decode-limits.ts'
import type { ExaminedVideo, VideoJob } from '../decoder-protocol.ts'
import { MediaProblem } from '../media-problem.ts'
import { readSidecar } from '../metadata/read-sidecar.ts'
import { readVideoMetadata } from '../metadata/read-video-metadata.ts'
import { renderAndMeasure } from '../render.ts'
import { hasTool } from '../tools/run-tool.ts'
import { DEFAULT_TOOLS } from '../tools/tool-paths.ts'
import { openFrame } from './frames.ts'
import { probeVideo } from './probe.ts'
import { findVideoFile } from './video-file.ts'

const INSTALL = 'install ffmpeg (Debian: ffmpeg), then ingest the file again'

/**
 * Probes a video and makes renditions of one of its frames. A video whose pictures cannot be decoded here is described all
 * the same.
 *
 * @throws MediaProblem `not_video`; `unreadable_video` if it cannot be opened at all; `timeout`.
 */
export async function examineVideo(
  { path, specs, frame, facts: given, withMetadata = false, sidecar, watermark }: VideoJob,
  limits: DecodeLimits,
): Promise<ExaminedVideo> {
  const file = await findVideoFile(path)
  if (!file) throw new MediaProblem('not_video')
  const { format } = file
  const facts = given ?? (await probeVideo(file, limits))
  const beside = await readSidecar(sidecar)
  const metadata = withMetadata ? await readVideoMetadata(path, format, beside.content) : null
  const known = { format, facts, metadata }
  const undrawn = (problem: MediaProblem) => ({ ...known, rendered: null, warning: problem.message })
  if (!hasTool((limits.tools ?? DEFAULT_TOOLS).ffmpeg)) return undrawn(new MediaProblem('undrawn', INSTALL))
  if (!facts) return undrawn(new MediaProblem('unplayed', 'install ffprobe, which comes with ffmpeg'))
  try {
    const open = async () => openFrame(file, { facts, frame }, limits)
    const rendered = await renderAndMeasure(open, specs, watermark)
    return { ...known, rendered, warning: rendered.warning ?? beside.warning }
  } catch (error) {
    if (!(error instanceof MediaProblem)) throw error
    const { refusal, detail, message } = error
    const reason = refusal === 'unplayed' || refusal === 'unreadable' ? detail : message
    return undrawn(new MediaProblem('unplayed', reason ?? undefined))
  }
}
