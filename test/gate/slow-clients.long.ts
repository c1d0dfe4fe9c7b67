import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import http2 from 'node:http2'
import net from 'node:net'
import { before, describe, it } from 'node:test'
import tls from 'node:tls'
import { emptyLibrary, type Served, serve } from '../support/library.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

/** Long enough for handshakes on a busy machine. */
const TIMEOUT_MS = 3000
/** Headers have a third of the time, and connections are checked three times in it. */
const CUT_WITHIN_MS = 2 * TIMEOUT_MS
/** A little for a busy machine. */
const GRACE_MS = 5000
const BYTE_EVERY_MS = 20
const CLIENTS = 20

describe('clients that send their request byte by byte', () => {
  const lifetime = suiteLifetime()
  let server: Served
  let ca: Buffer

  before(async () => {
    server = await serve(await emptyLibrary(lifetime, { requestTimeoutMs: TIMEOUT_MS }))
    ca = await readFile(server.ca)
  })

  const connections: Readonly<Record<string, () => net.Socket>> = {
    'plain HTTP': () => net.connect(Number(new URL(server.http).port), '127.0.0.1'),
    'HTTP/1.1 over TLS': () =>
      tls.connect({ port: Number(new URL(server.https).port), ca, ALPNProtocols: ['http/1.1'] }),
  }
  const beginnings = {
    'never end their headers': () => 'GET /v3/countries HTTP/1.1\r\nHost: localhost\r\nX-Slow: ',
    'never end their body': () =>
      `POST /v3/boards HTTP/1.1\r\nHost: localhost\r\nApi-Key: ${server.key}\r\nContent-Type: application/json\r\n` +
      'Content-Length: 100000\r\n\r\n{"name":"',
    'never end a chunked body': () =>
      `POST /v3/boards HTTP/1.1\r\nHost: localhost\r\nApi-Key: ${server.key}\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n`,
  }

  for (const [where, connect] of Object.entries(connections))
    for (const [what, beginning] of Object.entries(beginnings))
      it(`and ${what} over ${where} are refused with 408 in bounded time, while others are served`, async () => {
        const clients = Array.from({ length: CLIENTS }, () => drip(connect(), beginning()))
        assert.equal((await server.get('/v3/countries')).status, 200)
        for (const { answer, tookMs } of await Promise.all(clients)) {
          assert.match(answer, /^HTTP\/1\.1 408 Request Timeout\r\n.*"ErrorCode":"RequestTimeout"/s)
          assert.ok(tookMs < CUT_WITHIN_MS + GRACE_MS, `${tookMs} ms`)
        }
      })

  it('and never end their body over HTTP/2 are refused with 408, while others on the connection are served', async (t) => {
    const session = http2.connect(server.https, { ca })
    t.after(() => session.destroy())
    const headers = { 'api-key': server.key, 'content-type': 'application/json' }
    const slow = session.request({ ':method': 'POST', ':path': '/v3/boards', ...headers })
    slow.on('error', () => {})
    const dripping = setInterval(() => slow.writable && slow.write('x'), BYTE_EVERY_MS)
    t.after(() => clearInterval(dripping))
    const statusOf = (stream: http2.ClientHttp2Stream) =>
      new Promise((resolve, reject) => {
        stream.once('response', ({ ':status': status }) => resolve(status)).resume()
        stream.once('close', () => reject(new Error('The stream was closed without an answer.')))
      })
    const refused = statusOf(slow)
    assert.equal(await statusOf(session.request({ ':path': '/v3/countries', ...headers })), 200)
    assert.equal(await refused, 408)
  })

  it('and say nothing at all are disconnected', async () => {
    for (const connect of Object.values(connections)) {
      const { tookMs } = await drip(connect(), null)
      assert.ok(tookMs < CUT_WITHIN_MS + GRACE_MS, `${tookMs} ms`)
    }
  })
})

/** Sends a beginning and then a byte at a time; without one, nothing. Resolves when the server has closed the connection. */
function drip(socket: net.Socket, beginning: string | null): Promise<{ answer: string; tookMs: number }> {
  const startedMs = performance.now()
  return new Promise((resolve) => {
    let answer = ''
    if (beginning !== null) socket.write(beginning)
    const more = setInterval(() => beginning !== null && socket.writable && socket.write('x'), BYTE_EVERY_MS)
    socket.on('error', () => {}) // The server may reset what is still being sent.
    socket.on('data', (bytes) => {
      answer += bytes.toString('latin1')
    })
    socket.once('close', () => {
      clearInterval(more)
      resolve({ answer, tookMs: performance.now() - startedMs })
    })
  })
}
