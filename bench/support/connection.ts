import { connect } from 'node:net'

/** An open connection to a server, for one request after the other. */
export type Connection = {
  readonly isOpen: boolean
  /** Sends a whole request, and calls `onResponse` when the whole response is there. Another may be sent only then. */
  send(request: string, onResponse: () => void): void
}

const END_OF_HEADER = Buffer.from('\r\n\r\n')

/**
 * Opens a connection to the server of a URL. It uses a plain socket, so that its own cost stays well below that of any server.
 * Responses must have status 200 and a Content-Length; anything else ends this process.
 */
export function openConnection({ hostname, port }: URL): Promise<Connection> {
  let isOpen = true
  let onResponse: (() => void) | null = null
  let head: Buffer = Buffer.alloc(0)
  let receivedBytes = 0
  let expectedBytes = -1
  const socket = connect(Number(port), hostname).setNoDelay(true)
  socket.on('data', (chunk: Buffer) => {
    receivedBytes += chunk.length
    if (expectedBytes < 0) {
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk])
      expectedBytes = lengthOf(head)
    }
    if (expectedBytes < 0 || receivedBytes < expectedBytes) return
    head = Buffer.alloc(0)
    receivedBytes = 0
    expectedBytes = -1
    const done = onResponse!
    onResponse = null
    done()
  })
  socket.on('close', () => {
    isOpen = false
    if (onResponse) throw new Error('The server closed a connection before it responded.')
  })
  const connection: Connection = {
    get isOpen() {
      return isOpen
    },
    send(request, done) {
      onResponse = done
      socket.write(request)
    },
  }
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(connection)).once('error', reject)
  })
}

/** Returns a request in the form in which it is sent. */
export function requestTo(
  { host, pathname, search }: URL,
  method: 'GET' | 'POST' = 'GET',
  headers: Readonly<Record<string, string>> = {},
  body = '',
): string {
  const length = method === 'GET' ? {} : { 'Content-Length': Buffer.byteLength(body) }
  const fields = Object.entries({ Host: host, Accept: '*/*', ...headers, ...length })
  const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return `${method} ${pathname}${search} HTTP/1.1\r\n${lines}\r\n${body}`
}

/** Returns the length of the whole response in bytes, or -1 while its header is incomplete. @throws unless the status is 200 */
function lengthOf(received: Buffer): number {
  const end = received.indexOf(END_OF_HEADER)
  if (end < 0) return -1
  const header = received.toString('latin1', 0, end)
  if (!header.startsWith('HTTP/1.1 200')) throw new Error(header)
  const length = /content-length: (\d+)/i.exec(header)
  if (!length) throw new Error(`A response has no Content-Length:\n${header}`)
  return end + END_OF_HEADER.length + Number(length[1])
}
