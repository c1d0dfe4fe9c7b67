import { Agent, get } from 'node:http'
import { json } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'

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
const WARM_UP_MS = 1000

const [base, key, seconds, perSecond] = process.argv.slice(2)
const urls = ((await json(process.stdin)) as string[]).map((path) => base + path)
const agent = new Agent({ keepAlive: true, maxSockets: 100 })
const startedMs = performance.now()
const countedFromMs = Number(perSecond) === 0 ? startedMs : startedMs + WARM_UP_MS
const endMs = startedMs + Number(seconds) * 1000
const times: number[] = []
const late: number[] = []
let turn = Math.floor(Math.random() * urls.length)

if (Number(perSecond) === 0) await Promise.all(Array.from({ length: CONCURRENCY }, repeatRequests))
else await sendWhenDue(1000 / Number(perSecond))
process.stdout.write(JSON.stringify({ times, late } satisfies LoadTimes), () => process.exit(0))

async function repeatRequests(): Promise<void> {
  while (performance.now() < endMs) await send(performance.now())
}

async function sendWhenDue(pauseMs: number): Promise<void> {
  const sent: Promise<void>[] = []
  for (let dueMs = startedMs; dueMs < endMs; dueMs += pauseMs) {
    const waitMs = dueMs - performance.now()
    if (waitMs > 1) await delay(waitMs)
    sent.push(send(dueMs))
  }
  await Promise.all(sent)
}

function send(dueMs: number): Promise<void> {
  const url = urls[turn++ % urls.length]!
  const isCounted = dueMs >= countedFromMs
  if (isCounted) late.push(performance.now() - dueMs)
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'api-key': key! } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} returned ${response.statusCode}.`))
      response.resume().on('end', () => {
        if (isCounted) times.push(performance.now() - dueMs)
        resolve()
      })
    }).on('error', reject)
  })
}
