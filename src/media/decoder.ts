import { type ChildProcess, fork } from 'node:child_process'
import { rmSync } from 'node:fs'
import { moduleBeside } from '../lib/module-beside.ts'
import type { DecodeLimits } from './decode-limits.ts'
import type { DecoderMessage, Examined, Job, JobResult } from './decoder-protocol.ts'
import { OUT_OF_MEMORY_EXIT } from './limited-child.ts'
import { limitText, MediaProblem } from './media-problem.ts'
import { workFolderOf } from './tools/work-folder.ts'

/** How to run one decoder process. */
export type DecoderOptions = {
  readonly limits: DecodeLimits
  readonly environment: Readonly<Record<string, string | undefined>> | undefined
  /** Called when the process has ended or failed to start, before its job is rejected. */
  readonly onEnd: () => void
}

/** Rejects a job whose process ended for a reason other than a timeout: another process may succeed. */
export class DecoderLost extends Error {
  override readonly name = 'DecoderLost'
  readonly problem: MediaProblem

  constructor(problem: MediaProblem) {
    super(problem.message)
    this.problem = problem
  }
}

type Work = Omit<PromiseWithResolvers<Examined>, 'promise'> & {
  beganMs: number
  timer: NodeJS.Timeout
}

/** Time allowed for loading the program on a busy machine. */
const START_TIMEOUT_MS = 60_000
const MAX_HEAP_MIB = 512
const ENTRY = moduleBeside(import.meta.url, 'decoder-process')

/** One decoder process, as seen by the pool. */
export class Decoder {
  readonly #options: DecoderOptions
  readonly #child: ChildProcess
  readonly #gone = Promise.withResolvers<void>()
  #work: Work | null = null
  #isReady = false
  #timedOut = false

  /** Starts the process. @throws Error when the system refuses to spawn it. */
  constructor(options: DecoderOptions) {
    this.#options = options
    this.#child = fork(ENTRY, [JSON.stringify(options.limits)], {
      execArgv: [`--max-old-space-size=${MAX_HEAP_MIB}`, '--expose-gc'],
      ...(options.environment && { env: options.environment }),
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

  /** Resolves when the process has ended or failed to start. */
  get ended(): Promise<void> {
    return this.#gone.promise
  }

  /** How long it has been working on its job; 0 while the program is loading. */
  busyMs(): number {
    return Math.max(0, performance.now() - (this.#work?.beganMs ?? Infinity))
  }

  /** Runs a job; the process must be free. @throws MediaProblem, DecoderLost; Error when the file or the process fails. */
  run(job: Job): Promise<Examined> {
    const { promise, resolve, reject } = Promise.withResolvers<Examined>()
    const timer = setTimeout(() => this.kill(), START_TIMEOUT_MS)
    this.#work = { resolve, reject, beganMs: Infinity, timer }
    if (this.#isReady) this.#startClock(this.#work)
    // NOTE: a process that failed to start reports it in an event; one that is exiting, in its exit.
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
    }, this.#options.limits.timeoutMs)
  }

  #release(): Work | null {
    const work = this.#work
    clearTimeout(work?.timer)
    this.#work = null
    return work
  }

  #end(error: Error): void {
    if (this.pid !== undefined) rmSync(workFolderOf(this.pid), { recursive: true, force: true })
    this.#gone.resolve()
    this.#options.onEnd()
    this.#release()?.reject(error)
  }

  /** A process that runs out of memory aborts or traps; 134 is an abort reported by a shell in between. */
  #causeOf(code: number | null, signal: NodeJS.Signals | null): Error {
    const { timeoutMs } = this.#options.limits
    if (this.#timedOut) return new MediaProblem('timeout', `${limitText('decodeTimeoutMs', timeoutMs)} ms`)
    const isOutOfMemory =
      code === OUT_OF_MEMORY_EXIT || code === 134 || signal === 'SIGABRT' || signal === 'SIGTRAP'
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
