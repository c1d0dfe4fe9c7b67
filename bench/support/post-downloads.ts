import { Agent, request } from 'node:http'

/**
 * Licenses images in turn, eight at once, and prints the responses per second. Run as a separate process:
 * `post-downloads.ts BASE KEY TOKEN SECONDS`.
 */
const CONCURRENCY = 8
const [base, key, token, seconds] = process.argv.slice(2)
const url = `${base}/v3/downloads/images/100000001?auto_download=false`
const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY })
const headers = { 'api-key': key!, authorization: `Bearer ${token}`, 'content-length': '0' }
const startedMs = performance.now()
const endMs = startedMs + Number(seconds) * 1000
let responses = 0

await Promise.all(
  Array.from({ length: CONCURRENCY }, async () => {
    while (performance.now() < endMs) await post()
  }),
)
const perSecond = (responses * 1000) / (performance.now() - startedMs)
process.stdout.write(String(perSecond), () => process.exit(0))

function post(): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`The server responded ${response.statusCode}.`))
      responses++
      response.resume().once('end', resolve)
    })
    sent.once('error', reject).end()
  })
}
