import type { ToolLimits } from '../tools/confinement.ts'
import { runTool } from '../tools/run-tool.ts'
import type { VideoFile } from './video-file.ts'

/** A run of ffmpeg on the untrusted file of a video. */
export type FfmpegRun = {
  /** The name or path of ffmpeg. */
  readonly program: string
  readonly file: VideoFile
  /** Options for reading the file, such as `-ss`. */
  readonly reading?: readonly string[]
  /** Further inputs of our own, filters, codecs, and the output, whose path is relative to the folder. */
  readonly making: readonly string[]
  /** The working directory, in which outputs are written. */
  readonly folder: string
  readonly limits: ToolLimits
  readonly timeoutMs: number
  /** Called about twice a second with the share that is done (0 to 1), of an output of this length. */
  readonly progress?: { readonly durationMs: number; readonly report: (share: number) => void }
  readonly signal?: AbortSignal | undefined
  /** Whether it gives way to everything else on the machine, as background work does. */
  readonly isBackground?: boolean
}

const ALWAYS = ['-hide_banner', '-nostdin', '-loglevel', 'error', '-y']

/** NOTE: only files are opened, and the demuxer is named, so that a playlist is never followed. */
export const readingArgs = ({ path, demuxer }: VideoFile): string[] => [
  '-protocol_whitelist',
  'file',
  '-f',
  demuxer,
  '-i',
  `file:${path}`,
]

/**
 * Runs ffmpeg, confined like every program that reads untrusted files (tools/run-tool.ts).
 *
 * @throws MediaProblem as `runTool`.
 */
export async function runFfmpeg({ program, file, reading = [], making, ...run }: FfmpegRun): Promise<void> {
  const { progress, ...tool } = run
  await runTool({
    ...tool,
    program,
    args: [
      ...ALWAYS,
      ...(progress ? ['-progress', 'pipe:1'] : []),
      ...reading,
      ...readingArgs(file),
      ...making,
    ],
    ...(progress && { onOutput: shareReader(progress) }),
  })
}

/** Reads the reports of progress, which are lines such as "out_time_us=1500000". */
function shareReader({ durationMs, report }: NonNullable<FfmpegRun['progress']>): (piece: string) => void {
  let rest = ''
  return (piece) => {
    const lines = (rest + piece).split('\n')
    rest = lines.pop()!.slice(0, 200)
    const times = lines.flatMap((line) => /^out_time_us=(\d+)/.exec(line)?.[1] ?? [])
    if (times.length > 0) report(Math.min(1, Number(times.at(-1)) / 1000 / durationMs))
  }
}
