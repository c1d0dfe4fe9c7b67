import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import {
  DECODER_EXITS,
  type DecodeLimits,
  type DecoderMessage,
  type Examination,
  type Job,
  type JobResult,
  type Refused,
} from './decoder-protocol.ts'
import { limitText, MediaProblem } from './media-problem.ts'
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
type Decoder = {
  readonly child: ChildProcess
  task: Task | null
  /** Its program has been loaded: from then on time counts as that of its task. */
  isReady: boolean
  /** When it began with its task, in milliseconds of `performance.now`; infinite when it did not. */
  beganMs: number
  timer: NodeJS.Timeout | null
  timedOut: boolean
  /** Ends when the process has, or when it could not be started. */
  readonly gone: PromiseWithResolvers<void>
}

/** How a process ended; `error` when it never began. */
type End = {
  readonly code?: number | null
  readonly signal?: NodeJS.Signals | null
  readonly error?: Error
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
/** How long loading the program may take, on a machine with much else to do. */
const START_TIMEOUT_MS = 60_000
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
      const free = [...decoders].find(({ task }) => task === null)
      if (!free && decoders.size >= processes + spare()) {
        recheck = setTimeout(assign, heldUpMs / 4)
        return
      }
      const task = queue.shift()!
      try {
        begin(free ?? start(), task)
      } catch (error) {
        task.reject(error as Error)
      }
    }
  }

  /** How many more processes there may be, because others have been busy with one file for long. */
  function spare(): number {
    const now = performance.now()
    return Math.min(MAX_SPARE, [...decoders].filter(({ beganMs }) => now - beganMs >= heldUpMs).length)
  }

  function begin(decoder: Decoder, task: Task): void {
    decoder.task = task
    task.attempts++
    if (decoder.isReady) startClock(decoder)
    else decoder.timer = setTimeout(() => decoder.child.kill('SIGKILL'), START_TIMEOUT_MS)
    // NOTE: a process that could not be started says so by an event, and one that is ending by its end.
    if (decoder.child.pid !== undefined) decoder.child.send(task.job, () => {})
  }

  function startClock(decoder: Decoder): void {
    if (decoder.timer) clearTimeout(decoder.timer)
    decoder.beganMs = performance.now()
    decoder.timer = setTimeout(() => {
      decoder.timedOut = true
      decoder.child.kill('SIGKILL')
    }, timeoutMs)
  }

  function start(): Decoder {
    const child = fork(ENTRY, [JSON.stringify(limits)], {
      execArgv: [`--max-old-space-size=${MAX_HEAP_MIB}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const gone = Promise.withResolvers<void>()
    const decoder: Decoder = {
      child,
      gone,
      task: null,
      isReady: false,
      beganMs: Infinity,
      timer: null,
      timedOut: false,
    }
    decoders.add(decoder)
    child.on('message', (message: DecoderMessage) => {
      if (!message.isReady) return finish(decoder, message)
      decoder.isReady = true
      if (decoder.task) startClock(decoder)
    })
    child.on('error', (error) => (child.pid === undefined ? lose(decoder, { error }) : child.kill('SIGKILL')))
    child.once('exit', (code, signal) => lose(decoder, { code, signal }))
    return decoder
  }

  function finish(decoder: Decoder, { examination, refused }: JobResult): void {
    const task = release(decoder)
    if (examination) task?.resolve(examination)
    else task?.reject(toError(refused, limits))
    assign()
    if (decoder.task === null && decoders.size > processes) {
      decoders.delete(decoder)
      decoder.child.kill('SIGKILL')
    }
  }

  function lose(decoder: Decoder, end: End): void {
    decoders.delete(decoder)
    decoder.gone.resolve()
    const task = release(decoder)
    if (end.error) task?.reject(end.error)
    else if (task && !closed && !decoder.timedOut && task.attempts < MAX_ATTEMPTS) queue.push(task)
    else task?.reject(causeOf(decoder, end, limits, timeoutMs))
    assign()
  }

  return {
    processes,
    watermark,
    async examine(path, specs) {
      return (await submit({ path, specs, watermark, withMetadata: true })) as ExaminedPicture
    },
    render: (path, specs) => submit({ path, specs, watermark, withMetadata: false }),
    pids: () => [...decoders].flatMap(({ child }) => child.pid ?? []),
    async close() {
      closed = true
      clearTimeout(recheck)
      for (const { reject } of queue.splice(0)) reject(new Error('The decoder pool was closed.'))
      const ended = [...decoders].map(({ gone }) => gone.promise)
      for (const { child } of decoders) child.kill('SIGKILL')
      await Promise.all(ended)
    },
  }
}

function release(decoder: Decoder): Task | null {
  if (decoder.timer) clearTimeout(decoder.timer)
  const { task } = decoder
  decoder.task = null
  decoder.beganMs = Infinity
  decoder.timer = null
  return task
}

/**
 * Whoever is refused memory aborts: 134 where a shell stands between; V8 traps in places, too.
 */
function causeOf(
  { timedOut }: Decoder,
  { code, signal }: End,
  limits: DecodeLimits,
  timeoutMs: number,
): MediaProblem {
  if (timedOut) return new MediaProblem('timeout', `${limitText('decodeTimeoutMs', timeoutMs)} ms`)
  const isOutOfMemory =
    code === DECODER_EXITS.outOfMemory || code === 134 || signal === 'SIGABRT' || signal === 'SIGTRAP'
  return isOutOfMemory ? outOfMemory(limits) : new MediaProblem('crashed')
}

function toError(refused: Refused, limits: DecodeLimits): Error {
  if ('errno' in refused)
    return Object.assign(new Error('The file cannot be read.'), { code: refused.errno, syscall: 'read' })
  if (refused.code === 'out_of_memory') return outOfMemory(limits)
  return new MediaProblem(refused.code, refused.detail ?? undefined)
}

const outOfMemory = ({ maxMemoryBytes }: DecodeLimits) =>
  new MediaProblem('out_of_memory', `${limitText('maxDecoderBytes', maxMemoryBytes)} bytes`)
