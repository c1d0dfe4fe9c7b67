import net from 'node:net'

/**
 * Holds connections open that need nothing and never finish: half of them are silent after one request, the others send
 * a header byte by byte. One that the server closes is replaced. Run as a separate process:
 * `slow-connections.ts PORT COUNT`; prints a line when all are open.
 */
const BYTE_EVERY_MS = 500
const [port, count] = process.argv.slice(2).map(Number)
const slow = new Set<net.Socket>()

await Promise.all(Array.from({ length: count! }, (_, index) => (index % 2 === 0 ? openIdle() : openSlow())))
setInterval(() => {
  for (const socket of slow) socket.write('x')
}, BYTE_EVERY_MS)
process.stdout.write('open\n')
process.once('SIGTERM', () => process.exit(0))

function openIdle(): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n', openIdle)
    socket.once('data', () => resolve())
  })
}

function openSlow(): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect('GET /v3/countries HTTP/1.1\r\nHost: localhost\r\nX-Slow: ', openSlow)
    slow.add(socket)
    socket.once('close', () => slow.delete(socket))
    socket.once('connect', () => resolve())
  })
}

function connect(bytes: string, openAnother: () => Promise<void>): net.Socket {
  const socket = net.connect(port!, '127.0.0.1', () => socket.write(bytes))
  socket.on('error', () => {})
  socket.resume().once('close', openAnother)
  return socket
}
