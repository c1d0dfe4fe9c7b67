import { throttleMemory } from '../access/shared-throttle.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/database.ts'
import { recordsMemoryOf } from '../db/records-memory.ts'
import { tellOfRevisions } from '../db/revisions.ts'
import { checkPorts } from '../http/ports.ts'
import type { Logger } from '../lib/log.ts'
import { SharedLock } from '../lib/shared-lock.ts'
import type { Answered, Answering, OpenPorts, Ports } from './answering.ts'
import { type AnsweringWorker, type SharedMemory, startAnsweringWorker } from './answering-worker.ts'
import type { IndexFollowing } from './follow-index.ts'
import { offerServices, type ServerFunctions, type SharedServices } from './thread-functions.ts'

/** How long a thread may take to end after the time that open requests have. */
const END_MS = 10_000
/** The number of this thread among the members of locks; others have theirs, increased by one. */
const THIS_MEMBER = 1
const NOT_REPLACED =
  'A thread that answers requests ended, and could not be replaced, so that the server stops.'

type Services = SharedServices & { readonly db: Db; readonly reset: (() => Promise<void>) | null }

/**
 * Answers requests in several threads, each of which listens on the same ports; what a server has once stays in this one. A
 * thread that ends is replaced.
 */
export function answerInThreads(
  services: Services,
  answered: Answered,
  context: { readonly config: Config; readonly followingIndex: IndexFollowing; readonly logger: Logger },
): Answering {
  const threads = new AnsweringThreads(services, answered, context)
  return {
    listen: (ports) => threads.listen(ports),
    forgetAnswers: () => void threads.callAll(({ forgetAnswers }) => forgetAnswers()),
    setCertificate: (certificate) => threads.setCertificate(certificate),
    drain: () => void threads.callAll(({ drain }) => drain()),
    failed: threads.failed,
    stop: (graceMs) => threads.stop(graceMs),
  }
}

class AnsweringThreads {
  readonly #services: Services
  readonly #context: Parameters<typeof answerInThreads>[2]
  readonly #memory: SharedMemory
  readonly #threads = new Map<number, AnsweringWorker>()
  readonly #failed = Promise.withResolvers<never>()
  #answered: Answered
  #isStopping = false

  constructor(services: Services, answered: Answered, context: Parameters<typeof answerInThreads>[2]) {
    this.#services = services
    this.#answered = answered
    this.#context = context
    this.#memory = {
      versions: context.followingIndex.versions,
      throttle: throttleMemory(1 + context.config.threads),
      records: recordsMemoryOf(services.db),
    }
    this.#failed.promise.catch(() => {})
    tellOfRevisions(services.db, (name) => this.callAll(({ followRevision }) => followRevision(name)))
    for (let number = 1; number <= context.config.threads; number++) this.#start(number)
  }

  get failed(): Promise<never> {
    return this.#failed.promise
  }

  async listen({ plain, tls }: Ports): Promise<OpenPorts> {
    // NOTE: ports that are shared could be opened beside another server of this user, which would get some connections.
    await checkPorts({ plain, tls })
    const [first, ...others] = [...this.#threads.values()]
    const open = await first!.remote.listen({ plain: shared(plain), tls: shared(tls) })
    const ports = {
      plain: { ...shared(plain), port: open.httpPort },
      tls: { ...shared(tls), port: open.httpsPort },
    }
    await Promise.all(others.map(({ remote }) => remote.listen(ports)))
    for (const thread of this.#threads.values()) this.#replaceWhenEnded(thread, ports)
    return open
  }

  /** Calls a function of all threads but one. Resolves when all have done it or ended. */
  async callAll(call: (remote: AnsweringWorker['remote']) => Promise<unknown>, except = 0): Promise<void> {
    const others = [...this.#threads.values()].filter(({ number }) => number !== except)
    await Promise.allSettled(others.map(({ remote }) => call(remote)))
  }

  /** Tells whether the index of all threads but one has had all changes; one that has ended is not counted. */
  async haveCaughtUp(except: number): Promise<boolean> {
    const others = [...this.#threads.values()].filter(({ number }) => number !== except)
    const answers = await Promise.all(others.map(({ remote }) => remote.hasCaughtUp().catch(() => true)))
    return answers.every((hasCaughtUp) => hasCaughtUp)
  }

  setCertificate(certificate: Answered['certificate']): void {
    this.#answered = { ...this.#answered, certificate }
    void this.callAll((remote) => remote.setCertificate(certificate))
  }

  async stop(graceMs: number): Promise<void> {
    this.#isStopping = true
    const threads = [...this.#threads.values()]
    void this.callAll((remote) => remote.stop(graceMs))
    const timer = setTimeout(() => {
      for (const thread of threads) thread.terminate()
    }, graceMs + END_MS)
    await Promise.all(threads.map(({ ended }) => ended))
    clearTimeout(timer)
  }

  #start(number: number): AnsweringWorker {
    const { config, followingIndex, logger } = this.#context
    const thread = startAnsweringWorker(
      {
        config,
        number,
        answered: this.#answered,
        hasReset: this.#services.reset !== null,
        memory: this.#memory,
      },
      this.#functionsFor(number),
      (error) => logger.error({ err: error, thread: number }, 'a thread that answers requests failed'),
    )
    this.#threads.set(number, thread)
    followingIndex.addReader(number, (view) => void thread.remote.receiveIndex(view).catch(() => {}))
    void thread.ended.then(() => this.#release(number))
    return thread
  }

  /** Gives back what a thread that has ended had of the memory that all share. */
  #release(number: number): void {
    this.#threads.delete(number)
    this.#context.followingIndex.removeReader(number)
    for (const lock of [this.#memory.records.writerLock, this.#memory.throttle.lock])
      if (lock !== null) new SharedLock(lock, THIS_MEMBER).abandon(number + 1)
  }

  #replaceWhenEnded({ number, ended }: AnsweringWorker, ports: Ports): void {
    void ended.then(async () => {
      if (this.#isStopping) return
      const thread = this.#start(number)
      try {
        await thread.remote.listen(ports)
        this.#replaceWhenEnded(thread, ports)
      } catch (cause) {
        if (!this.#isStopping) this.#failed.reject(new Error(NOT_REPLACED, { cause }))
      }
    })
  }

  #functionsFor(number: number): ServerFunctions {
    const { reset } = this.#services
    return {
      ...offerServices(this.#services),
      wakeIndex: this.#context.followingIndex.wake,
      reset: async () => reset?.(),
      revisionRaised: (name) => this.callAll(({ followRevision }) => followRevision(name), number),
      haveOthersCaughtUp: () => this.haveCaughtUp(number),
      flushRequestCounts: () => this.callAll((remote) => remote.flushRequestCounts()),
    }
  }
}

const shared = (address: Ports['plain']) => ({ ...address, isShared: true })
