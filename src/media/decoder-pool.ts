import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import {
  DECODER_EXITS,
  type DecodeLimits,
  type Examination,
  type Job,
  type JobResult,
  type Refused,
} from './decoder-protocol.ts'
import { MediaProblem, type MediaRefusal } from './media-problem.ts'
import type { EmbeddedMetadata } from './metadata/embedded-metadata.ts'
import type { RenditionSpec } from './render.ts'
import { USUAL_WATERMARK, type Watermark } from './watermark-design.ts'

export type PoolLimits = DecodeLimits & {
  readonly processes: number
  /** Time that one file may take; then its process is killed. */
  readonly timeoutMs: number
  /** Without it that of the program. */
  readonly watermark?: Watermark
}

export type ExaminedPicture = Examination & { readonly metadata: EmbeddedMetadata }

/** Decodes untrusted files in processes that may be killed; what happens to one file happens to it alone. */
export type DecoderPool = {
  readonly processes: number
  /** What it draws over pictures that are to be watermarked. */
  readonly watermark: Watermark
  /** Everything that one decode of a file tells. @throws MediaProblem; an Error with `code` when it cannot be read. */
  examine(path: string, specs: readonly RenditionSpec[]): Promise<ExaminedPicture>
  /** The same without metadata. @throws as `examine`. */
  render(path: string, specs: readonly RenditionSpec[]): Promise<Examination>
  /** Process ids of the decoders that run now. */
  pids(): number[]
  /** Ends the processes; jobs under way are refused. */
  close(): Promise<void>
}

type Waiting = {
  readonly job: Job
  attempts: number
  readonly resolve: (examination: Examination) => void
  readonly reject: (error: Error) => void
}
type Decoder = {
  readonly child: ChildProcess
  task: Waiting | null
  timer: NodeJS.Timeout | null
  timedOut: boolean
}

/** A file that ends its process is tried once more in a fresh one: the first may have died of something else. */
const MAX_ATTEMPTS = 2
const MAX_HEAP_MIB = 512
const ENTRY = fileURLToPath(
  import.meta.resolve(import.meta.url.endsWith('.ts') ? './decoder-process.ts' : './decoder-process.js'),
)

/** Processes are started when there is work for them, and each has one file at a time. */
export function openDecoderPool({
  processes,
  timeoutMs,
  watermark = USUAL_WATERMARK,
  ...limits
}: PoolLimits): DecoderPool {
  const decoders = new Set<Decoder>()
  const queue: Waiting[] = []
  let closed = false

  function submit(job: Job): Promise<Examination> {
    if (closed) return Promise.reject(new Error('The decoder pool is closed.'))
    return new Promise((resolve, reject) => {
      queue.push({ job, attempts: 0, resolve, reject })
      assign()
    })
  }

  function assign(): void {
    while (queue.length > 0 && !closed) {
      const free =
        [...decoders].find(({ task }) => task === null) ?? (decoders.size < processes ? start() : null)
      if (!free) return
      begin(free, queue.shift()!)
    }
  }

  function begin(decoder: Decoder, task: Waiting): void {
    decoder.task = task
    task.attempts++
    decoder.timer = setTimeout(() => {
      decoder.timedOut = true
      decoder.child.kill('SIGKILL')
    }, timeoutMs)
    decoder.child.send(task.job)
  }

  function start(): Decoder {
    const child = fork(ENTRY, [JSON.stringify(limits)], {
      execArgv: [`--max-old-space-size=${MAX_HEAP_MIB}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const decoder: Decoder = { child, task: null, timer: null, timedOut: false }
    decoders.add(decoder)
    child.on('message', (result: JobResult) => finish(decoder, result))
    child.on('error', () => child.kill('SIGKILL'))
    child.once('exit', (code) => lose(decoder, code))
    return decoder
  }

  function finish(decoder: Decoder, { examination, refused }: JobResult): void {
    const task = release(decoder)
    if (examination) task?.resolve(examination)
    else task?.reject(toError(refused))
    assign()
  }

  function lose(decoder: Decoder, exitCode: number | null): void {
    decoders.delete(decoder)
    const task = release(decoder)
    if (task && !closed && task.attempts < MAX_ATTEMPTS) queue.unshift(task)
    else task?.reject(new MediaProblem(causeOf(decoder, exitCode)))
    assign()
  }

  return {
    processes,
    watermark,
    async examine(path, specs) {
      return (await submit({ path, specs, watermark, withMetadata: true })) as ExaminedPicture
    },
    render: (path, specs) => submit({ path, specs, watermark, withMetadata: false }),
    pids: () => [...decoders].map(({ child }) => child.pid!),
    async close() {
      closed = true
      for (const { reject } of queue.splice(0)) reject(new Error('The decoder pool was closed.'))
      const ended = [...decoders].map(({ child }) => new Promise((resolve) => child.once('exit', resolve)))
      for (const { child } of decoders) child.kill('SIGKILL')
      await Promise.all(ended)
    },
  }
}

function release(decoder: Decoder): Waiting | null {
  if (decoder.timer) clearTimeout(decoder.timer)
  const { task } = decoder
  decoder.task = null
  decoder.timer = null
  return task
}

function causeOf({ timedOut }: Decoder, exitCode: number | null): MediaRefusal {
  if (timedOut) return 'timeout'
  return exitCode === DECODER_EXITS.outOfMemory || exitCode === 134 ? 'out_of_memory' : 'crashed'
}

function toError(refused: Refused): Error {
  if ('errno' in refused)
    return Object.assign(new Error('The file cannot be read.'), { code: refused.errno, syscall: 'read' })
  return new MediaProblem(refused.code, refused.detail ?? undefined)
}
