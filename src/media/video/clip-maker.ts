import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { MediaProblem } from '../media-problem.ts'
import { type Dimensions, sizeOf } from '../size-of.ts'
import { hasTool } from '../tools/run-tool.ts'
import type { ToolPaths } from '../tools/tool-paths.ts'
import { type ClipSpec, clipArgs, clipStart, MARK_FILE } from './clip-args.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { takingTurns } from './taking-turns.ts'
import type { VideoFacts } from './video-facts.ts'
import { findVideoFile } from './video-file.ts'

/** The source of a clip: the file of a video, what is known about it, and who is told how much is done (0 to 1). */
export type ClipSource = {
  readonly path: string
  readonly facts: VideoFacts
  readonly onProgress: (share: number) => void
}

/** Makes clips of videos in the background: a few at a time, which give way to everything else on the machine. */
export type ClipMaker = {
  /** Whether ffmpeg is installed. */
  readonly isAvailable: boolean
  /**
   * Makes a clip, calls `use` with the path of its file, which is removed afterwards, and returns the result.
   *
   * @throws MediaProblem.
   */
  make<T>(source: ClipSource, spec: ClipSpec, use: (path: string, size: Dimensions) => Promise<T>): Promise<T>
  /** Ends the programs; clips in progress are rejected. */
  close(): void
}

/** Each encoder uses several cores, and one of two is left to everything else. */
const AT_ONCE = Math.max(1, Math.floor(availableParallelism() / 2))
const MAX_CLIP_BYTES = 4 * 2 ** 30
const OUTPUT = 'clip'

/** Opens a maker of clips; `drawMark` draws the watermark of a clip as raw RGBA. */
export function openClipMaker({
  tools,
  maxMemoryBytes,
  timeoutMs,
  drawMark,
}: {
  readonly tools: Pick<ToolPaths, 'ffmpeg'>
  readonly maxMemoryBytes: number
  readonly timeoutMs: number
  readonly drawMark: (size: Dimensions) => Promise<Uint8Array>
}): ClipMaker {
  const inTurn = takingTurns(AT_ONCE)
  const closing = new AbortController()

  async function encode(
    { path, facts, onProgress }: ClipSource,
    spec: ClipSpec,
    size: Dimensions,
    folder: string,
  ) {
    const file = await findVideoFile(path)
    if (!file) throw new MediaProblem('not_video')
    if (spec.watermark) await writeFile(join(folder, MARK_FILE), await drawMark(size))
    await runFfmpeg({
      program: tools.ffmpeg,
      file,
      reading: ['-ss', String(clipStart(facts, spec) / 1000)],
      making: [...clipArgs({ program: tools.ffmpeg, facts }, spec, size), OUTPUT],
      folder,
      limits: {
        maxMemoryBytes,
        maxWrittenBytes: MAX_CLIP_BYTES,
        maxCpuSeconds: Math.ceil((timeoutMs / 1000) * availableParallelism()),
      },
      timeoutMs,
      progress: { durationMs: Math.min(facts.durationMs ?? spec.maxMs, spec.maxMs), report: onProgress },
      signal: closing.signal,
      isBackground: true,
    })
  }

  return {
    get isAvailable() {
      return hasTool(tools.ffmpeg)
    },
    make(source, spec, use) {
      const size = evenSize(sizeOf(source.facts, spec.bound))
      return inTurn(async () => {
        const folder = await mkdtemp(join(tmpdir(), 'vitrine-clip-'))
        try {
          await encode(source, spec, size, folder)
          return await use(join(folder, OUTPUT), size)
        } finally {
          await rm(folder, { recursive: true, force: true })
        }
      })
    },
    close: () => closing.abort(new Error('The server is stopping.')),
  }
}

/** Encoders with colours in half the resolution need even sides. */
const evenSize = ({ width, height }: Dimensions): Dimensions => ({ width: even(width), height: even(height) })
const even = (side: number) => Math.max(2, Math.floor(side / 2) * 2)
