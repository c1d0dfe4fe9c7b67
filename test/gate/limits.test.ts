import assert from 'node:assert/strict'
import { readdir, readFile, readlink } from 'node:fs/promises'
import http2 from 'node:http2'
import net from 'node:net'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import tls from 'node:tls'
import sharp from 'sharp'
import { vitrine } from '../support/cli.ts'
import { emptyLibrary, ingestAndIndex, type Served, serve, temporaryFolder } from '../support/library.ts'
import { exchange } from '../support/raw-http.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'

describe('limits', () => {
  it('end requests with incomplete headers with 408, on both ports', async (t) => {
    const server = await serve(await emptyLibrary(t, { requestTimeoutMs: 600 }))
    const ca = await readFile(server.ca)
    const plain = net.connect(Number(new URL(server.http).port), '127.0.0.1')
    const secure = tls.connect({ port: Number(new URL(server.https).port), ca, ALPNProtocols: ['http/1.1'] })
    const half = 'GET /v3/countries HTTP/1.1\r\nHost: localhost\r\nApi-Key: '
    const [onPlain, onSecure] = await Promise.all([exchange(plain, half), exchange(secure, half)])
    assert.match(onPlain, /^HTTP\/1\.1 408 Request Timeout\r\n/)
    assert.match(onPlain, /\{"ErrorCode":"RequestTimeout"/)
    assert.match(onSecure, /^HTTP\/1\.1 408/)
    const ids = [onPlain, onSecure].map((answer) => {
      assert.match(answer, /\r\ncache-control: no-store\r\n/)
      return /\r\nx-request-id: ([\da-f-]{36})\r\n/.exec(answer)?.[1]
    })
    assert.ok(ids[0] && ids[1] && ids[0] !== ids[1])
  })

  it('end connections that never finish the handshake of TLS, which would also keep the server from stopping', async (t) => {
    const server = await serve(await emptyLibrary(t, { requestTimeoutMs: 600 }))
    const { port } = new URL(server.https)
    // Nothing, or the beginning of the first message (RFC 8446, 4 and 5.1).
    for (const bytes of ['', '\x16\x03\x01\x02\x00\x01'])
      assert.equal(await exchange(net.connect(Number(port), '127.0.0.1'), bytes), '')
    net.connect(Number(port), '127.0.0.1').on('error', () => {})
    await server.stop()
  })

  describe('end responses that are not read, and close the file that they are sent from', () => {
    let server: Served
    let address: string
    let size: number
    let openFiles: () => Promise<string[]>
    const lifetime = suiteLifetime()

    before(async () => {
      const folder = await temporaryFolder(lifetime)
      const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 }
      const picture = sharp({
        create: { width: 1200, height: 1200, channels: 3, background: 'white', noise },
      })
      await picture.jpeg().toFile(join(folder, 'large-even-when-small.jpg'))
      const library = await emptyLibrary(lifetime, { requestTimeoutMs: 600 })
      await ingestAndIndex(library, folder)
      server = await serve(library)
      const { json } = await server.get('/v3/images/100000001?fields=comp')
      const { pathname, search } = new URL(json.images[0].display_sizes[0].uri)
      address = pathname + search
      size = (await fetch(server.http + address).then((answer) => answer.arrayBuffer())).byteLength
      const blobs = join(library.config.data, 'blobs')
      openFiles = async () => {
        const fds = await readdir('/proc/self/fd')
        const paths = await Promise.all(fds.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')))
        return paths.filter((path) => path.startsWith(blobs))
      }
    })

    it('over HTTP/2', { timeout: 20_000 }, async (t) => {
      const session = http2.connect(server.https, {
        ca: await readFile(server.ca),
        settings: { initialWindowSize: 0 },
      })
      t.after(() => session.destroy())
      const stream = session.request({ ':path': address })
      stream.on('error', () => {})
      const began = new Promise((resolve) => stream.once('response', resolve))
      const ended = new Promise((resolve) => stream.once('close', resolve))
      await began
      if (process.platform === 'linux') assert.equal((await openFiles()).length, 1)
      await ended
      if (process.platform === 'linux') await until(openFiles, (paths) => paths.length === 0, 1000)
    })

    for (const isSecure of [false, true])
      it(`over HTTP/1.1 ${isSecure ? 'with' : 'without'} TLS`, { timeout: 20_000 }, async (t) => {
        const { port } = new URL(isSecure ? server.https : server.http)
        const ca = await readFile(server.ca)
        const socket = isSecure
          ? tls.connect({ port: Number(port), host: 'localhost', ca, ALPNProtocols: ['http/1.1'] })
          : net.connect(Number(port), '127.0.0.1')
        t.after(() => socket.destroy())
        socket.pause().on('error', () => {})
        // More responses than the system buffers for a client that does not read.
        socket.write(`GET ${address} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(100))
        if (process.platform !== 'linux') return
        await until(openFiles, (paths) => paths.length > 0, 5000)
        let idleChecks = 0 // Between two responses no file is open either.
        const isIdle = (paths: string[]) => {
          idleChecks = paths.length === 0 ? idleChecks + 1 : 0
          return idleChecks > 50
        }
        await until(openFiles, isIdle, 10_000)
        let received = 0
        socket.on('data', ({ length }: Buffer) => {
          received += length
        })
        await new Promise((resolve) => socket.once('close', resolve).resume())
        assert.ok(received < 100 * size, `${received} of ${100 * size} bytes`)
      })
  })

  it('refuse headers, addresses and bodies that are too large, in JSON', async (t) => {
    const server = await serve(await emptyLibrary(t, { maxBodyBytes: 2048 }))
    const port = Number(new URL(server.http).port)
    const long = await exchange(
      net.connect(port, '127.0.0.1'),
      `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    )
    assert.match(long, /^HTTP\/1\.1 431 Request Header Fields Too Large\r\n.*"ErrorCode":"HeadersTooLarge"/s)
    const nonsense = await exchange(net.connect(port, '127.0.0.1'), 'NONSENSE\r\n\r\n')
    assert.match(nonsense, /^HTTP\/1\.1 400 Bad Request\r\n.*"ErrorCode":"BadRequest"/s)
    const letters = await exchange(
      net.connect(port, '127.0.0.1'),
      'GET /v3/images?x=é HTTP/1.1\r\nHost: x\r\n\r\n',
    )
    assert.match(letters, /^HTTP\/1\.1 400 Bad Request\r\n.*percent-encoded/s)
    const response = await fetch(`${server.http}/nothing`, { method: 'POST', body: 'x'.repeat(4096) })
    assert.equal(response.status, 413)
    assert.equal(((await response.json()) as { ErrorCode: string }).ErrorCode, 'RequestTooLarge')
  })

  it('let pending requests finish when the server stops', async (t) => {
    const library = await emptyLibrary(t)
    const server = await serve(library)
    const socket = net.connect(Number(new URL(server.http).port), '127.0.0.1')
    const alive = new Promise((resolve) => socket.once('data', resolve))
    const all = exchange(
      socket,
      'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /v3/countries HTTP/1.1\r\nConnection: close\r\n',
    )
    await alive // By now the server has also read the beginning of the second request.
    const stopped = server.stop()
    socket.write(`Host: x\r\nApi-Key: ${server.key}\r\n\r\n`)
    assert.match(await all, /HTTP\/1\.1 200 OK.*"countries":\[\{/s)
    await stopped
  })

  it('of time are reported: a stopping server says that it is not ready', async (t) => {
    const server = await serve(await emptyLibrary(t))
    const socket = net.connect(Number(new URL(server.http).port), '127.0.0.1')
    const alive = new Promise((resolve) => socket.once('data', resolve))
    const all = exchange(
      socket,
      'GET /readyz HTTP/1.1\r\nHost: x\r\n\r\nGET /readyz HTTP/1.1\r\nConnection: close\r\n',
    )
    await alive
    const stopped = server.stop()
    socket.write('Host: x\r\n\r\n')
    const [ready, stopping] = (await all).split(/(?<=\})(?=HTTP)/)
    assert.match(ready!, /^HTTP\/1\.1 200 OK.*"ready"/s)
    assert.match(stopping!, /^HTTP\/1\.1 503 Service Unavailable.*"ErrorCode":"ServiceUnavailable"/s)
    await stopped
  })

  it('of the machine are reported: an occupied port ends the start and leaves no other port open', async (t) => {
    const other = net.createServer().listen(0, '127.0.0.1')
    t.after(() => other.close())
    await new Promise((resolve) => other.once('listening', resolve))
    const { port: taken } = other.address() as net.AddressInfo
    const data = await temporaryFolder(t)
    for (const ports of [
      ['--port', '0', '--tls-port', String(taken)],
      ['--port', String(taken), '--tls-port', '0'],
    ]) {
      const { code, stdout, stderr } = await vitrine(['serve', '--data', data, ...ports], {}, 60_000)
      assert.deepEqual([code, stdout], [1, ''])
      assert.match(
        stderr,
        new RegExp(`cannot listen on port ${taken} of 127.0.0.1: .* with --(tls-)?port; 0 `),
      )
    }
  })
})
