import { connect, type Socket } from 'node:net'

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
 * with a `Load` as JSON. It uses plain sockets, so that its own cost stays well below that of any server.
 */
const {
  url,
  seconds,
  connections = 16,
  method = 'GET',
  headers = {},
  body = '',
}: Load = JSON.parse(process.argv[2]!)
const END_OF_HEADER = Buffer.from('\r\n\r\n')

const { host, hostname, port, pathname, search } = new URL(url)
const length = method === 'GET' ? {} : { 'Content-Length': Buffer.byteLength(body) }
const fields = Object.entries({ Host: host, Accept: '*/*', ...headers, ...length })
const head = [
  `${method} ${pathname}${search} HTTP/1.1`,
  ...fields.map(([name, value]) => `${name}: ${value}`),
]
const request = `${head.join('\r\n')}\r\n\r\n${body}`

let responses = 0
const sockets = await Promise.all(Array.from({ length: connections }, open))
const startedMs = performance.now()
for (const socket of sockets) sendRequests(socket)
setTimeout(() => {
  const perSecond = (responses * 1000) / (performance.now() - startedMs)
  process.stdout.write(String(perSecond), () => process.exit(0))
}, seconds * 1000)

function open(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => resolve(socket))
    socket.setNoDelay(true).once('error', reject)
  })
}

function sendRequests(socket: Socket): void {
  let head: Buffer = Buffer.alloc(0)
  let receivedBytes = 0
  let expectedBytes = -1
  socket.on('data', (chunk: Buffer) => {
    receivedBytes += chunk.length
    if (expectedBytes < 0) {
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk])
      expectedBytes = lengthOf(head)
    }
    if (expectedBytes < 0 || receivedBytes < expectedBytes) return
    responses++
    head = Buffer.alloc(0)
    receivedBytes = 0
    expectedBytes = -1
    socket.write(request)
  })
  socket.write(request)
}

/** Returns the length of the whole response in bytes, or -1 while its header is incomplete. @throws unless the status is 200 */
function lengthOf(received: Buffer): number {
  const end = received.indexOf(END_OF_HEADER)
  if (end < 0) return -1
  const header = received.toString('latin1', 0, end)
  if (!header.startsWith('HTTP/1.1 200')) throw new Error(header)
  return end + END_OF_HEADER.length + Number(/content-length: (\d+)/i.exec(header)![1])
}
