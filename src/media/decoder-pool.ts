import type { DecodeLimits } from './decode-limits.ts'
import { Decoder, DecoderLost } from './decoder.ts'
import type {
  Description,
  DrawnMark,
  Examination,
  Examined,
  ExaminedVideo,
  Job,
  PictureJob,
  VideoJob,
} from './decoder-protocol.ts'
import type { EmbeddedMetadata } from './metadata/embedded-metadata.ts'
import type { PictureFormat } from './picture-format.ts'
import type { Measurements, RenditionSpec } from './render.ts'
import type { Dimensions } from './size-of.ts'
import { hasTool } from './tools/run-tool.ts'
import { DEFAULT_TOOLS } from './tools/tool-paths.ts'
import { DEFAULT_WATERMARK, type Watermark } from './watermark-design.ts'

/** The limits of a decoder pool. */
export type PoolLimits = DecodeLimits & {
  readonly processes: number
  /** Defaults to the built-in watermark. */
  readonly watermark?: Watermark
  /** The environment variables of the processes; by default those of this one. */
  readonly environment?: Readonly<Record<string, string | undefined>>
}

/** What describes a file that is a picture. */
export type DescribedPicture = Description & {
  readonly sha256: string
  readonly hasContentCredentials: boolean
  readonly metadata: EmbeddedMetadata
  readonly format: PictureFormat
}

/** What decoding a picture tells. */
export type SeenPicture = Examination & Measurements

/** What the decoder returned for a file that is a picture. */
export type ExaminedPicture = SeenPicture & DescribedPicture

/** Reads files in decoder processes. */
export type Decoding = {
  /** Decodes a file once and returns everything learnt from it and from its sidecar. @throws MediaProblem; an Error with `code` when the file cannot be read or no process can be started. */
  examine(path: string, specs: readonly RenditionSpec[], sidecar?: string): Promise<ExaminedPicture>
  /** Describes a file without decoding it. @throws as `examine`. */
  describe(path: string, sidecar?: string): Promise<DescribedPicture>
  /** Like `examine`, without metadata and hash. @throws as `examine`. */
  see(path: string, specs: readonly RenditionSpec[]): Promise<SeenPicture>
  /** Like `examine`, without metadata and measurements; without a hash unless that is wanted. @throws as `examine`. */
  render(
    path: string,
    specs: readonly RenditionSpec[],
    options?: { readonly withHash: boolean },
  ): Promise<Examination>
  /** Probes a video and shows one of its frames. @throws as `examine`. */
  examineVideo(path: string, specs: readonly RenditionSpec[], frame: VideoFrame): Promise<ExaminedVideo>
}

/** Decodes untrusted files in processes that can be killed; a file that crashes one affects no other file. */
export type DecoderPool = Decoding & {
  readonly processes: number
  /** Whether ffmpeg is installed, so that videos are shown. */
  readonly showsVideos: boolean
  /** The watermark drawn on renditions that are to have one. */
  readonly watermark: Watermark
  /**
   * For what nobody waits for: it begins after everything else that waits, and always leaves one process free, unless there
   * is only one.
   */
  readonly inBackground: Decoding
  /** Draws the watermark for something of this size, as raw RGBA. */
  drawMark(size: Dimensions): Promise<Uint8Array>
  /** Process ids of the running decoders. */
  pids(): number[]
  /** Ends the processes; jobs in progress are rejected. */
  close(): Promise<void>
}

/** Which frame of a video is shown, and what is known about the video, which is probed otherwise. */
export type VideoFrame = Pick<VideoJob, 'frame' | 'facts' | 'withMetadata' | 'sidecar'>

type Task = {
  readonly job: Job
  readonly isBackground: boolean
  attempts: number
  readonly resolve: (examination: Examined) => void
  readonly reject: (error: Error) => void
}
/**
 * A file whose process ends is retried once in a fresh process, after the files already queued: the first process may
 * have died for another reason. A timeout is not retried, because it would block the queue for as long again.
 */
const MAX_ATTEMPTS = 2
/** Share of the timeout after which a file counts as stuck: its process then no longer counts towards the pool size. */
const HELD_UP_SHARE = 1 / 8
/** How many extra processes may run while files are stuck. */
const MAX_SPARE = 2

/** Opens a pool. Processes are started on demand, and each decodes one file at a time. */
export function openDecoderPool({
  processes,
  watermark = DEFAULT_WATERMARK,
  environment,
  ...limits
}: PoolLimits): DecoderPool {
  const decoders = new Set<Decoder>()
  const queue: Task[] = []
  const maxInBackground = Math.max(1, processes - 1)
  let inBackground = 0
  const heldUpMs = limits.timeoutMs * HELD_UP_SHARE
  let recheck: NodeJS.Timeout | undefined
  let closed = false

  const submitting =
    (isBackground: boolean): Submit =>
    (job) => {
      if (closed) return Promise.reject(new Error('The decoder pool is closed.'))
      return new Promise((resolve, reject) => {
        queue.push({ job, isBackground, attempts: 0, resolve, reject })
        assign()
      })
    }
  const submit = submitting(false)

  /** The place in the queue of the task that is due; -1 if there is none. */
  function findDue(): number {
    const first = queue.findIndex(({ isBackground }) => !isBackground)
    const mayBeginOther = queue.length > 0 && inBackground < maxInBackground
    return first === -1 && mayBeginOther ? 0 : first
  }

  function assign(): void {
    clearTimeout(recheck)
    for (let due = findDue(); due !== -1 && !closed; due = findDue()) {
      const free = [...decoders].find(({ isFree }) => isFree)
      const heldUp = [...decoders].filter((decoder) => decoder.busyMs() >= heldUpMs).length
      if (!free && decoders.size >= processes + Math.min(MAX_SPARE, heldUp)) {
        recheck = setTimeout(assign, heldUpMs / 4)
        return
      }
      const [task] = queue.splice(due, 1) as [Task]
      try {
        void work(free ?? start(), task)
      } catch (error) {
        task.reject(error as Error)
      }
    }
  }

  function start(): Decoder {
    const decoder = new Decoder({ limits, environment, onEnd: () => decoders.delete(decoder) })
    decoders.add(decoder)
    return decoder
  }

  async function work(decoder: Decoder, task: Task): Promise<void> {
    task.attempts++
    if (task.isBackground) inBackground++
    try {
      task.resolve(await decoder.run(task.job))
    } catch (error) {
      const isLost = error instanceof DecoderLost
      if (isLost && !closed && task.attempts < MAX_ATTEMPTS) queue.push(task)
      else task.reject(isLost ? error.problem : (error as Error))
    }
    if (task.isBackground) inBackground--
    assign()
    if (decoder.isFree && decoders.size > processes && decoders.delete(decoder)) decoder.kill()
  }

  return {
    processes,
    watermark,
    get showsVideos() {
      return hasTool((limits.tools ?? DEFAULT_TOOLS).ffmpeg)
    },
    ...decodingBy(submit, watermark),
    inBackground: decodingBy(submitting(true), watermark),
    async drawMark(size) {
      return ((await submit({ kind: 'mark', size, watermark })) as DrawnMark).rgba
    },
    pids: () => [...decoders].flatMap(({ pid }) => pid ?? []),
    async close() {
      closed = true
      clearTimeout(recheck)
      for (const { reject } of queue.splice(0)) reject(new Error('The decoder pool was closed.'))
      const ended = [...decoders].map(({ ended: gone }) => gone)
      for (const decoder of decoders) decoder.kill()
      await Promise.all(ended)
    },
  }
}

/** Has a decoder process do a job. */
type Submit = (job: Job) => Promise<Examined>

function decodingBy(submit: Submit, watermark: Watermark): Decoding {
  const submitPicture = (job: Omit<PictureJob, 'kind' | 'watermark'>) =>
    submit({ kind: 'picture', watermark, ...job })
  return {
    async examine(path, specs, sidecar) {
      const job = { path, specs, withMetadata: true, withHash: true, withMeasurements: true, sidecar }
      return (await submitPicture(job)) as ExaminedPicture
    },
    async describe(path, sidecar) {
      const job = { path, specs: null, withMetadata: true, withHash: true, withMeasurements: false, sidecar }
      return (await submitPicture(job)) as DescribedPicture
    },
    async see(path, specs) {
      const job = { path, specs, withMetadata: false, withHash: false, withMeasurements: true }
      return (await submitPicture(job)) as SeenPicture
    },
    async render(path, specs, { withHash } = { withHash: false }) {
      const job = { path, specs, withMetadata: false, withHash, withMeasurements: false }
      return (await submitPicture(job)) as Examination
    },
    async examineVideo(path, specs, frame) {
      return (await submit({ kind: 'video', path, specs, watermark, ...frame })) as ExaminedVideo
    },
  }
}
