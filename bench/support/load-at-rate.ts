import { json } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { type Connection, openConnection, requestTo } from './connection.ts'

/** What requests took, in milliseconds. */
export type LoadTimes = {
  /** From when each was due to its response. */
  readonly times: readonly number[]
  /** From when each was due until it was sent: what this program itself, or the system that did not run it, contributed. */
  readonly late: readonly number[]
}

/**
 * Requests addresses in turn and prints `LoadTimes` as JSON. Run as a separate process:
 * `load-at-rate.ts BASE KEY SECONDS PER_SECOND`, with the paths as JSON on its standard input. With a rate, requests are sent when they are
 * due, even if earlier ones are still running; those of the first second are not printed, because this program is compiled and
 * opens its connections while it sends them. With rate 0, 16 requests are always in progress.
 */
const CONCURRENCY = 16
const MAX_CONNECTIONS = 100
const WARM_UP_MS = 1000

const [base, key, seconds, perSecond] = process.argv.slice(2)
const rate = Number(perSecond)
const paths = (await json(process.stdin)) as string[]
const requests = paths.map((path) => requestTo(new URL(base + path), 'GET', { 'api-key': key! }))
/** Connections without a request in progress. */
const idle = await Promise.all(
  Array.from({ length: rate === 0 ? CONCURRENCY : MAX_CONNECTIONS }, () => openConnection(new URL(base!))),
)
/** When the requests were due that wait for a connection. */
const waiting: number[] = []
const startedMs = performance.now()
const countedFromMs = rate === 0 ? startedMs : startedMs + WARM_UP_MS
const endMs = startedMs + Number(seconds) * 1000
const times: number[] = []
const late: number[] = []
let turn = Math.floor(Math.random() * requests.length)
let unanswered = 0

if (rate === 0) await repeatRequests()
else await sendWhenDue(1000 / rate)
while (unanswered > 0) await delay(1)
process.stdout.write(JSON.stringify({ times, late } satisfies LoadTimes), () => process.exit(0))

async function repeatRequests(): Promise<void> {
  for (let sent = 0; sent < CONCURRENCY; sent++) send(performance.now())
  await delay(endMs - performance.now())
}

async function sendWhenDue(pauseMs: number): Promise<void> {
  for (let dueMs = startedMs; dueMs < endMs; dueMs += pauseMs) {
    const waitMs = dueMs - performance.now()
    if (waitMs > 1) await delay(waitMs)
    send(dueMs)
  }
}

/** Sends the next request, as soon as a connection is free. */
function send(dueMs: number): void {
  const connection = takeIdle()
  if (!connection) {
    waiting.push(dueMs)
    return
  }
  const isCounted = dueMs >= countedFromMs
  if (isCounted) late.push(performance.now() - dueMs)
  unanswered++
  connection.send(requests[turn++ % requests.length]!, () => {
    unanswered--
    if (isCounted) times.push(performance.now() - dueMs)
    idle.push(connection)
    if (waiting.length > 0) send(waiting.shift()!)
    else if (rate === 0 && performance.now() < endMs) send(performance.now())
  })
}

/** Returns a connection that is free; the server closes those that are idle for long. */
function takeIdle(): Connection | undefined {
  let connection = idle.pop()
  while (connection && !connection.isOpen) connection = idle.pop()
  return connection
}
