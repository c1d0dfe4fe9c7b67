import { type ChildProcess, fork } from 'node:child_process'
import { moduleBeside } from '../../lib/module-beside.ts'
import { OUT_OF_MEMORY_EXIT } from '../../media/limited-child.ts'
import type { EmbedderFacts, EmbedderJob, EmbedderMessage, EmbedderStart } from './embedder-protocol.ts'

/** Which embedder to run, and its limits. */
export type EmbedderOptions = EmbedderStart & {
  /** For one picture or text. */
  readonly timeoutMs: number
}

/** An embedder in a process of its own, which is started when it is first needed, and again after it ended. */
export type EmbedderHost = {
  readonly isClosed: boolean
  /** What the embedder says of itself. @throws EmbedderFailed */
  facts(): Promise<EmbedderFacts>
  /** Returns the vector of a rendition that this program made. @throws EmbedderFailed */
  embedImage(rendition: Uint8Array): Promise<Int8Array>
  /** Returns the vector of a text. @throws EmbedderFailed */
  embedText(text: string): Promise<Int8Array>
  close(): Promise<void>
}

/** Tells why an embedder could not do its work. The next job may succeed. */
export class EmbedderFailed extends Error {
  override readonly name = 'EmbedderFailed'
}

/** Time allowed for loading a model on a busy machine. */
const START_TIMEOUT_MS = 120_000
const ENTRY = moduleBeside(import.meta.url, 'embedder-process')

type Running = {
  readonly child: ChildProcess
  readonly facts: Promise<EmbedderFacts>
  readonly ended: Promise<void>
}

/** Opens an embedder; nothing is started yet. */
export function hostEmbedder({ timeoutMs, ...start }: EmbedderOptions): EmbedderHost {
  let running: Running | null = null
  let queue: Promise<unknown> = Promise.resolve()
  let isClosed = false

  function inTurn<T>(work: (now: Running) => Promise<T>): Promise<T> {
    const result = queue.then(() => {
      if (isClosed) throw new EmbedderFailed('The embedder was closed.')
      running ??= startProcess()
      return work(running)
    })
    queue = result.catch(() => {})
    return result
  }

  function startProcess(): Running {
    const child = fork(ENTRY, [JSON.stringify(start)], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const ended = Promise.withResolvers<void>()
    const started: Running = {
      child,
      ended: ended.promise,
      facts: nextMessage(child, START_TIMEOUT_MS).then((message) => {
        if ('facts' in message) return message.facts
        child.kill('SIGKILL')
        throw new EmbedderFailed(`The embedder ${start.path} cannot be used: ${reasonOf(message)}.`)
      }),
    }
    child.once('exit', () => {
      if (running === started) running = null
      ended.resolve()
    })
    return started
  }

  const embed = (job: EmbedderJob): Promise<Int8Array> =>
    inTurn(async ({ child, facts }) => {
      await facts
      child.send(job, () => {})
      const message = await nextMessage(child, timeoutMs)
      if ('vector' in message) return message.vector
      throw new EmbedderFailed(`The embedder failed: ${reasonOf(message)}.`)
    })

  return {
    get isClosed() {
      return isClosed
    },
    facts: () => inTurn(({ facts }) => facts),
    embedImage: (rendition) => embed({ rendition }),
    embedText: (text) => embed({ text }),
    async close() {
      isClosed = true
      const ended = running?.ended
      running?.child.kill('SIGKILL')
      await Promise.all([queue, ended])
    },
  }
}

/** Waits for the next message of a process, and kills it if that takes too long. @throws EmbedderFailed */
function nextMessage(child: ChildProcess, timeoutMs: number): Promise<EmbedderMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<EmbedderMessage>()
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    child.kill('SIGKILL')
  }, timeoutMs)
  const onExit = (code: number | null) => {
    const reason = isLate ? `it took longer than ${timeoutMs} ms` : causeOf(code)
    reject(new EmbedderFailed(`The embedder failed: ${reason}.`))
  }
  const onError = ({ message }: Error) => reject(new EmbedderFailed(`The embedder failed: ${message}.`))
  child.once('message', resolve).once('exit', onExit).once('error', onError)
  return promise.finally(() => {
    clearTimeout(timer)
    child.off('message', resolve).off('exit', onExit).off('error', onError)
  })
}

const reasonOf = (message: EmbedderMessage): string =>
  'failed' in message ? message.failed : 'it sent something unexpected'

const causeOf = (code: number | null): string =>
  code === OUT_OF_MEMORY_EXIT ? 'it used more memory than maxEmbedderBytes' : 'its process ended'
