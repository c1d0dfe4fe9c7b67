import { type Random, randomFrom } from '../../src/lib/random.ts'
import { until } from '../support/until.ts'

/** Requests a second, to all nodes together. */
const RATE = 50
const WITHIN_MS = 60_000

/** What a node answered; the status is null if the connection was refused or broke. */
export type LoadAnswer = {
  readonly status: number | null
  readonly retryAfter: string | null
  readonly text: string
}

/** A kind of request, how often it is sent compared with others, whether it writes records, and whether it takes pictures. */
export type LoadKind = {
  readonly weight: number
  readonly writes: boolean
  readonly takesFiles: boolean
  /** Sends the request with this number, counted from 0, to a node. */
  readonly send: (node: number, number: number, random: Random) => Promise<LoadAnswer>
}

/** A request that was answered. Times are those of `performance.now()`. */
export type Loaded = LoadAnswer & {
  readonly kind: string
  readonly node: number
  readonly number: number
  readonly sentMs: number
}

/** Requests that are sent at the times that a rate says, however long the answers take. */
export type Load = {
  /** What was answered until now. */
  readonly answered: readonly Loaded[]
  /** Sends no more, and waits for all answers. */
  stop(): Promise<void>
}

/** Begins to send requests to two nodes in turn. Their kinds are those of the seed. */
export function startLoad(kinds: Readonly<Record<string, LoadKind>>, seed: number): Load {
  const random = randomFrom(seed)
  const names = Object.entries(kinds).flatMap(([name, { weight }]) => Array<string>(weight).fill(name))
  const answered: Loaded[] = []
  const open = new Set<Promise<void>>()
  const startedMs = performance.now()
  let sent = 0
  const send = async (number: number) => {
    const [kind, node, sentMs] = [random.pick(names), number % 2, performance.now()]
    const answer = await kinds[kind]!.send(node, number, random)
    answered.push({ ...answer, kind, node, number, sentMs })
  }
  const timer = setInterval(() => {
    const due = ((performance.now() - startedMs) / 1000) * RATE
    while (sent < due) {
      const work = send(sent++).finally(() => open.delete(work))
      open.add(work)
    }
  }, 1000 / RATE)
  return {
    answered,
    async stop() {
      clearInterval(timer)
      await Promise.all(open)
    },
  }
}

/** Waits until so many more requests were answered. */
export async function moreAnswers({ answered }: Load, count: number): Promise<void> {
  const before = answered.length
  await until(
    async () => answered.length - before,
    (more) => more >= count,
    WITHIN_MS,
  )
}

/** Sends a request, and reads its answer; never throws. */
export async function answerOf(url: string, init: RequestInit): Promise<LoadAnswer> {
  try {
    const response = await fetch(url, init)
    const text = await response.text()
    return { status: response.status, retryAfter: response.headers.get('retry-after'), text }
  } catch {
    return { status: null, retryAfter: null, text: '' }
  }
}
