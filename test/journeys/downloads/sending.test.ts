import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readlink, writeFile } from 'node:fs/promises'
import { connect as connectHttp2 } from 'node:http2'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { before, describe, it } from 'node:test'
import sharp from 'sharp'
import { randomFrom } from '../../../src/lib/random.ts'
import { takeOut } from '../../../src/receipts/stamp/take-out.ts'
import { contentOf, wholeOf } from '../../support/content.ts'
import { signUp, userToken } from '../../support/customers.ts'
import { download, FIRST_ID } from '../../support/downloads.ts'
import {
  emptyLibrary,
  ingestAndIndex,
  type Served,
  serve,
  type TestLibrary,
  temporaryFolder,
} from '../../support/library.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'
import { until } from '../../support/until.ts'

const SIDE_PX = 1000
const PRODUCTS = [{ type: 'easyaccess', terms: { largestSize: 'xx_large' } }] as const
/** Longer than one request takes on a busy machine. */
const PATIENCE_MS = 10_000

describe('a long file', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  let link: string
  let whole: Buffer

  before(async () => {
    const folder = await temporaryFolder(lifetime)
    const original = await noise()
    await writeFile(join(folder, 'a.jpg'), original)
    library = await emptyLibrary(lifetime)
    await ingestAndIndex(library, folder)
    const customer = await signUp(library, { products: PRODUCTS })
    server = await serve(library)
    const user = { server, customer, token: await userToken(server, customer) }
    link = (await download(user, FIRST_ID)).json.uri
    whole = await bytesOf(await fetch(link))
    assert.ok(whole.length > 2_000_000)
    assert.deepEqual(await wholeOf((await takeOut(contentOf(whole)))!.original), original)
  })

  it('arrives unchanged while others are sent, in parts of any length', async () => {
    const random = randomFrom(2)
    await Promise.all(
      Array.from({ length: 40 }, async () => {
        const start = random.below(whole.length)
        const end = start + random.below(whole.length - start)
        const response = await fetch(link, { headers: { range: `bytes=${start}-${end}` } })
        assert.equal(response.headers.get('content-range'), `bytes ${start}-${end}/${whole.length}`)
        assert.ok((await bytesOf(response)).equals(whole.subarray(start, end + 1)), `${start}-${end}`)
      }),
    )
  })

  it('arrives over HTTP/2', async () => {
    const { pathname, search } = new URL(link)
    const session = connectHttp2(server.https, { rejectUnauthorized: false })
    const stream = session.request({ ':path': pathname + search })
    assert.ok((await buffer(stream)).equals(whole))
    session.destroy()
  })

  it('is described by HEAD, on a connection that stays usable', async () => {
    const socket = await send([request('HEAD'), request('HEAD')])
    let received = ''
    for await (const text of socket.setEncoding('latin1')) {
      received += text
      if (received.split('\r\n\r\n').length > 2) break
    }
    const heads = received.split('\r\n\r\n').filter((head) => head !== '')
    assert.equal(heads.length, 2)
    for (const head of heads) assert.match(head, new RegExp(`^HTTP/1.1 200 [^]*length: ${whole.length}`, 'i'))
  })

  it('is closed when its client goes away', { skip: process.platform !== 'linux' }, async () => {
    // More than the buffers of the system take: the last ones wait until the first ones have been read.
    const requests = Array.from({ length: 12 }, () => request('GET'))
    const sockets = await Promise.all(Array.from({ length: 3 }, () => send(requests)))
    await Promise.all(sockets.map((socket) => once(socket, 'readable')))
    assert.ok((await openBlobs()) > 0)
    for (const socket of sockets) socket.destroy()
    await until(openBlobs, (count) => count === 0, PATIENCE_MS)
    assert.ok((await bytesOf(await fetch(link))).equals(whole))
  })

  const request = (method: string) => {
    const { host, pathname, search } = new URL(link)
    return `${method} ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\n\r\n`
  }

  /** Sends requests on one connection, of which nothing is read at first. */
  async function send(requests: readonly string[]): Promise<Socket> {
    const { hostname, port } = new URL(link)
    const socket = connect(Number(port), hostname)
    socket.write(requests.join(''))
    return socket
  }

  /** How many blobs of the library are open in this process. */
  async function openBlobs(): Promise<number> {
    const numbers = await readdir('/proc/self/fd')
    const paths = await Promise.all(numbers.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')))
    return paths.filter((path) => path.startsWith(join(library.config.data, 'blobs'))).length
  }
})

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())

/** A JPEG that does not compress well. */
function noise(): Promise<Buffer> {
  const pixels = randomBytes(SIDE_PX * SIDE_PX * 3)
  const raw = { width: SIDE_PX, height: SIDE_PX, channels: 3 } as const
  return sharp(pixels, { raw }).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer()
}
