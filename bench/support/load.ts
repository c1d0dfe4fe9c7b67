import { connect, type Socket } from 'node:net'

/**
 * Requests one address as fast as possible, over keep-alive connections with one request in progress on each, and prints
 * the responses per second. Run as a separate process: `load.ts URL KEY SECONDS [FORM]`; with a form it sends POST. It uses plain sockets, so that its own
 * cost stays well below that of any server.
 */
const CONNECTIONS = 16
const END_OF_HEADER = Buffer.from('\r\n\r\n')

const [url, key, seconds, form] = process.argv.slice(2)
const { hostname, port, pathname, search } = new URL(url!)
const body = form ?? ''
const fieldsOfBody =
  form === undefined
    ? ''
    : `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`
const request = `${form === undefined ? 'GET' : 'POST'} ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nApi-Key: ${key}\r\nAccept: */*\r\n${fieldsOfBody}\r\n${body}`

let responses = 0
const sockets = await Promise.all(Array.from({ length: CONNECTIONS }, open))
const startedMs = performance.now()
for (const socket of sockets) sendRequests(socket)
setTimeout(() => {
  const perSecond = (responses * 1000) / (performance.now() - startedMs)
  process.stdout.write(String(perSecond), () => process.exit(0))
}, Number(seconds) * 1000)

function open(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => resolve(socket))
    socket.setNoDelay(true).once('error', reject)
  })
}

function sendRequests(socket: Socket): void {
  let received: Buffer = Buffer.alloc(0)
  let length = -1
  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    if (length < 0) length = lengthOf(received)
    if (length < 0 || received.length < length) return
    responses++
    received = Buffer.alloc(0)
    length = -1
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
