import { Agent, get } from 'node:http'
import { json } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'

/**
 * Requests addresses in turn and prints how many milliseconds each took, as a JSON list. Run as a separate process:
 * `load-at-rate.ts BASE KEY SECONDS PER_SECOND`, with the paths as JSON on its standard input. With a rate, requests are sent when they are
 * due, even if earlier ones are still running, and their time counts from then. With rate 0, 16 requests are always in
 * progress.
 */
const CONCURRENCY = 16

const [base, key, seconds, perSecond] = process.argv.slice(2)
const urls = ((await json(process.stdin)) as string[]).map((path) => base + path)
const agent = new Agent({ keepAlive: true, maxSockets: 100 })
const startedMs = performance.now()
const endMs = startedMs + Number(seconds) * 1000
const times: number[] = []
let turn = Math.floor(Math.random() * urls.length)

if (Number(perSecond) === 0) await Promise.all(Array.from({ length: CONCURRENCY }, repeatRequests))
else await sendWhenDue(1000 / Number(perSecond))
process.stdout.write(JSON.stringify(times), () => process.exit(0))

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
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'api-key': key! } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} returned ${response.statusCode}.`))
      response.resume().on('end', () => {
        times.push(performance.now() - dueMs)
        resolve()
      })
    }).on('error', reject)
  })
}
