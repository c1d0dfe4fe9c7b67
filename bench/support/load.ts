import { type Connection, openConnection, requestTo } from './connection.ts'

/** Requests to one address. */
export type Load = {
  readonly url: string
  readonly seconds: number
  /** How many keep-alive connections have one request in progress each. */
  readonly connections?: number
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/**
 * Requests one address as fast as possible and prints the responses per second. Run as a separate process: `load.ts LOAD`,
 * with a `Load` as JSON.
 */
const { url, seconds, connections = 16, method, headers, body }: Load = JSON.parse(process.argv[2]!)
const request = requestTo(new URL(url), method, headers, body)

let responses = 0
const open = await Promise.all(Array.from({ length: connections }, () => openConnection(new URL(url))))
const startedMs = performance.now()
for (const connection of open) sendRequests(connection)
setTimeout(() => {
  const perSecond = (responses * 1000) / (performance.now() - startedMs)
  process.stdout.write(String(perSecond), () => process.exit(0))
}, seconds * 1000)

function sendRequests(connection: Connection): void {
  connection.send(request, () => {
    responses++
    sendRequests(connection)
  })
}
