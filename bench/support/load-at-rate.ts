import { Agent, get } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

/**
 * Asks addresses in turn and prints how many milliseconds each answer took, as a JSON list. Run as a process of its
 * own: `load-at-rate.ts BASE KEY SECONDS PER_SECOND PATHS`, the paths as JSON. With a rate, requests are sent when they
 * are due, whether or not earlier ones are answered, and their time counts from then. With the rate 0 there are always
 * 16 requests under way.
 */
const AT_ONCE = 16

const [base, key, seconds, perSecond, paths] = process.argv.slice(2)
const urls = (JSON.parse(paths!) as string[]).map((path) => base + path)
const agent = new Agent({ keepAlive: true, maxSockets: 100 })
const startedMs = performance.now()
const endMs = startedMs + Number(seconds) * 1000
const times: number[] = []
let turn = Math.floor(Math.random() * urls.length)

if (Number(perSecond) === 0) await Promise.all(Array.from({ length: AT_ONCE }, askOn))
else await askWhenDue(1000 / Number(perSecond))
process.stdout.write(JSON.stringify(times), () => process.exit(0))

async function askOn(): Promise<void> {
  while (performance.now() < endMs) await ask(performance.now())
}

async function askWhenDue(pauseMs: number): Promise<void> {
  const asked: Promise<void>[] = []
  for (let dueMs = startedMs; dueMs < endMs; dueMs += pauseMs) {
    const waitMs = dueMs - performance.now()
    if (waitMs > 1) await delay(waitMs)
    asked.push(ask(dueMs))
  }
  await Promise.all(asked)
}

function ask(dueMs: number): Promise<void> {
  const url = urls[turn++ % urls.length]!
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'api-key': key! } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}.`))
      response.resume().on('end', () => {
        times.push(performance.now() - dueMs)
        resolve()
      })
    }).on('error', reject)
  })
}
