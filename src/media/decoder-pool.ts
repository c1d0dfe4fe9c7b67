import { Decoder, DecoderLost } from './decoder.ts'
import type { DecodeLimits, Examination, Job } from './decoder-protocol.ts'
import type { EmbeddedMetadata } from './metadata/embedded-metadata.ts'
import type { PictureFormat } from './picture-format.ts'
import type { RenditionSpec } from './render.ts'
import { USUAL_WATERMARK, type Watermark } from './watermark-design.ts'

export type PoolLimits = DecodeLimits & {
  readonly processes: number
  /** Time that one file may take; then its process is killed. */
  readonly timeoutMs: number
  /** Without it that of the program. */
  readonly watermark?: Watermark
}

export type ExaminedPicture = Examination & {
  readonly metadata: EmbeddedMetadata
  readonly format: PictureFormat
}

/** Decodes untrusted files in processes that may be killed; what happens to one file happens to it alone. */
export type DecoderPool = {
  readonly processes: number
  /** What it draws over pictures that are to be watermarked. */
  readonly watermark: Watermark
  /** Everything that one decode of a file tells. @throws MediaProblem; an Error with `code` when it cannot be read, or when no process can be started. */
  examine(path: string, specs: readonly RenditionSpec[]): Promise<ExaminedPicture>
  /** The same without metadata. @throws as `examine`. */
  render(path: string, specs: readonly RenditionSpec[]): Promise<Examination>
  /** Process ids of the decoders that run now. */
  pids(): number[]
  /** Ends the processes; jobs under way are refused. */
  close(): Promise<void>
}

type Task = {
  readonly job: Job
  attempts: number
  readonly resolve: (examination: Examination) => void
  readonly reject: (error: Error) => void
}
/**
 * A file that ends its process is tried once more in a fresh one, after those that wait: the first may have died of
 * something else. One that took too long is not: it would hold up the others for as long again.
 */
const MAX_ATTEMPTS = 2
/** The share of its time after which a file holds up the others: its process is then not counted as one of the pool. */
const HELD_UP_SHARE = 1 / 8
/** How many processes there are at most beside those of the pool, while files hold up the others. */
const MAX_SPARE = 2

/** Processes are started when there is work for them, and each has one file at a time. */
export function openDecoderPool({
  processes,
  timeoutMs,
  watermark = USUAL_WATERMARK,
  ...limits
}: PoolLimits): DecoderPool {
  const decoders = new Set<Decoder>()
  const queue: Task[] = []
  const heldUpMs = timeoutMs * HELD_UP_SHARE
  let recheck: NodeJS.Timeout | undefined
  let closed = false

  function submit(job: Job): Promise<Examination> {
    if (closed) return Promise.reject(new Error('The decoder pool is closed.'))
    return new Promise((resolve, reject) => {
      queue.push({ job, attempts: 0, resolve, reject })
      assign()
    })
  }

  function assign(): void {
    clearTimeout(recheck)
    while (queue.length > 0 && !closed) {
      const free = [...decoders].find(({ isFree }) => isFree)
      const heldUp = [...decoders].filter((decoder) => decoder.busyMs() >= heldUpMs).length
      if (!free && decoders.size >= processes + Math.min(MAX_SPARE, heldUp)) {
        recheck = setTimeout(assign, heldUpMs / 4)
        return
      }
      const task = queue.shift()!
      try {
        void work(free ?? start(), task)
      } catch (error) {
        task.reject(error as Error)
      }
    }
  }

  function start(): Decoder {
    const decoder = new Decoder({ limits, timeoutMs, onEnd: () => decoders.delete(decoder) })
    decoders.add(decoder)
    return decoder
  }

  async function work(decoder: Decoder, task: Task): Promise<void> {
    task.attempts++
    try {
      task.resolve(await decoder.run(task.job))
    } catch (error) {
      const isLost = error instanceof DecoderLost
      if (isLost && !closed && task.attempts < MAX_ATTEMPTS) queue.push(task)
      else task.reject(isLost ? error.problem : (error as Error))
    }
    assign()
    if (decoder.isFree && decoders.size > processes && decoders.delete(decoder)) decoder.kill()
  }

  return {
    processes,
    watermark,
    async examine(path, specs) {
      return (await submit({ path, specs, watermark, withMetadata: true })) as ExaminedPicture
    },
    render: (path, specs) => submit({ path, specs, watermark, withMetadata: false }),
    pids: () => [...decoders].flatMap(({ pid }) => pid ?? []),
    async close() {
      closed = true
      clearTimeout(recheck)
      for (const { reject } of queue.splice(0)) reject(new Error('The decoder pool was closed.'))
      const ended = [...decoders].map(({ gone }) => gone)
      for (const decoder of decoders) decoder.kill()
      await Promise.all(ended)
    },
  }
}
