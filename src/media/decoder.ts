import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import {
  DECODER_EXITS,
  type DecodeLimits,
  type DecoderMessage,
  type Examination,
  type Job,
  type JobResult,
} from './decoder-protocol.ts'
import { limitText, MediaProblem } from './media-problem.ts'

export type DecoderOptions = {
  readonly limits: DecodeLimits
  /** Time that one job may take; then the process is killed. */
  readonly timeoutMs: number
  /** Called when the process has ended, or could not be started, before its job is rejected. */
  readonly onEnd: () => void
}

/** Rejects a job whose process ended for another reason than time: another process may succeed. */
export class DecoderLost extends Error {
  override readonly name = 'DecoderLost'
  readonly problem: MediaProblem

  constructor(problem: MediaProblem) {
    super(problem.message)
    this.problem = problem
  }
}

type Work = Omit<PromiseWithResolvers<Examination>, 'promise'> & { beganMs: number; timer: NodeJS.Timeout }

/** How long loading the program may take, on a machine with much else to do. */
const START_TIMEOUT_MS = 60_000
const MAX_HEAP_MIB = 512
const ENTRY = fileURLToPath(
  import.meta.resolve(import.meta.url.endsWith('.ts') ? './decoder-process.ts' : './decoder-process.js'),
)

/** A process that decodes one file at a time, as its pool sees it. */
export class Decoder {
  readonly #options: DecoderOptions
  readonly #child: ChildProcess
  readonly #gone = Promise.withResolvers<void>()
  #work: Work | null = null
  #isReady = false
  #timedOut = false

  /** Starts the process. @throws Error when the system does not even try. */
  constructor(options: DecoderOptions) {
    this.#options = options
    this.#child = fork(ENTRY, [JSON.stringify(options.limits)], {
      execArgv: [`--max-old-space-size=${MAX_HEAP_MIB}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.#child.on('message', (message: DecoderMessage) => this.#receive(message))
    this.#child.on('error', (error) => (this.pid === undefined ? this.#end(error) : this.kill()))
    this.#child.once('exit', (code, signal) => this.#end(this.#causeOf(code, signal)))
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  get isFree(): boolean {
    return this.#work === null
  }

  /** Resolves when the process has ended, or could not be started. */
  get gone(): Promise<void> {
    return this.#gone.promise
  }

  /** How long it has been busy with its job; 0 while the program is being loaded. */
  busyMs(): number {
    return Math.max(0, performance.now() - (this.#work?.beganMs ?? Infinity))
  }

  /** Does a job; it must be free. @throws MediaProblem, DecoderLost; Error when the file or the process fails. */
  run(job: Job): Promise<Examination> {
    const { promise, resolve, reject } = Promise.withResolvers<Examination>()
    const timer = setTimeout(() => this.kill(), START_TIMEOUT_MS)
    this.#work = { resolve, reject, beganMs: Infinity, timer }
    if (this.#isReady) this.#startClock(this.#work)
    // NOTE: a process that could not be started says so by an event, and one that is ending by its end.
    if (this.pid !== undefined) this.#child.send(job, () => {})
    return promise
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }

  #receive(message: DecoderMessage): void {
    if (message.isReady) {
      this.#isReady = true
      if (this.#work) this.#startClock(this.#work)
      return
    }
    const work = this.#release()
    if (message.examination) work?.resolve(message.examination)
    else work?.reject(this.#toError(message.refused))
  }

  #startClock(work: Work): void {
    clearTimeout(work.timer)
    work.beganMs = performance.now()
    work.timer = setTimeout(() => {
      this.#timedOut = true
      this.kill()
    }, this.#options.timeoutMs)
  }

  #release(): Work | null {
    const work = this.#work
    clearTimeout(work?.timer)
    this.#work = null
    return work
  }

  #end(error: Error): void {
    this.#gone.resolve()
    this.#options.onEnd()
    this.#release()?.reject(error)
  }

  /** Who is refused memory aborts or traps; 134 is an abort where a shell stands between. */
  #causeOf(code: number | null, signal: NodeJS.Signals | null): Error {
    const { timeoutMs } = this.#options
    if (this.#timedOut) return new MediaProblem('timeout', `${limitText('decodeTimeoutMs', timeoutMs)} ms`)
    const isOutOfMemory =
      code === DECODER_EXITS.outOfMemory || code === 134 || signal === 'SIGABRT' || signal === 'SIGTRAP'
    return new DecoderLost(isOutOfMemory ? this.#outOfMemory() : new MediaProblem('crashed'))
  }

  #toError(refused: NonNullable<JobResult['refused']>): Error {
    if ('errno' in refused)
      return Object.assign(new Error('The file cannot be read.'), { code: refused.errno, syscall: 'read' })
    if (refused.code === 'out_of_memory') return this.#outOfMemory()
    return new MediaProblem(refused.code, refused.detail ?? undefined)
  }

  #outOfMemory(): MediaProblem {
    const { maxMemoryBytes } = this.#options.limits
    return new MediaProblem('out_of_memory', `${limitText('maxDecoderBytes', maxMemoryBytes)} bytes`)
  }
}
