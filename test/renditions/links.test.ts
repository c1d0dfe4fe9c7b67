import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { emptyLibrary, ingestAndIndex, type Served, serve, temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'
import { displaySizes } from '../support/shown.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const lifetime = suiteLifetime()

describe('the link of a picture', () => {
  let server: Served
  let uri: string
  let whole: Buffer
  before(async () => {
    const folder = await temporaryFolder(lifetime)
    await writePicture(folder, 'a.jpg', { width: 900, height: 600, title: 'Lake' })
    const library = await emptyLibrary(lifetime, { gallery: true })
    await ingestAndIndex(library, folder)
    server = await serve(library)
    uri = (await displaySizes(server, 100_000_001)).comp!.uri
    whole = Buffer.from(await (await fetch(uri)).arrayBuffer())
  })

  it('works only in its original form', async () => {
    const other = (from: string | RegExp, to: string) => {
      const changed = uri.replace(from, to)
      assert.notEqual(changed, uri)
      return changed
    }
    const expires = new URL(uri).searchParams.get('e')!
    const forms = [
      other('.jpg?', '.webp?'),
      other('.jpg?', '?'),
      other('.jpg?', '.JPG?'),
      other('/100000001/', '/0100000001/'),
      other('/100000001/', '/100000001.0/'),
      other('/100000001/', '/1.00000001e8/'),
      other('/comp/', '/COMP/'),
      other('w=1', 'w=2'),
      other('w=1', 'w=01'),
      other('w=1', 'w=1-'),
      other(`e=${expires}`, `e=0${expires}`),
      other(`e=${expires}`, `e=${expires}.0`),
      other(`e=${expires}`, `e=${Number(expires) + 1}`),
      other('&s=', '&s=a'),
      other(/&v=[^&]+/, ''),
    ]
    for (const form of forms) assert.equal((await fetch(form)).status, 403, form)
    assert.equal((await fetch(other(/[^/]+\.jpg/, 'what-people-call-it.jpg'))).status, 200)
  })

  it('refuses methods other than GET and HEAD, like all addresses', async () => {
    const elsewhere = ['/healthz', '/readyz', '/oembed', '/openapi.json', '/docs', '/', '/gallery/style.css']
    for (const address of [uri, ...elsewhere.map((path) => server.http + path)])
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'PROPFIND']) {
        const response = await fetch(address, { method })
        const { ErrorCode } = (await response.json()) as { ErrorCode: string }
        assert.deepEqual([response.status, ErrorCode], [405, 'MethodNotAllowed'], `${method} ${address}`)
        assert.equal(response.headers.get('allow'), 'GET, HEAD, OPTIONS', address)
      }
    const head = await fetch(uri, { method: 'HEAD', headers: { range: 'bytes=0-9' } })
    assert.equal(head.status, 200)
    assert.equal(head.headers.get('content-length'), String(whole.length))
    assert.equal(head.headers.get('accept-ranges'), 'bytes')
  })

  it('returns a range of its bytes, or the whole if the range makes no sense', async () => {
    const etag = (await fetch(uri)).headers.get('etag')!
    const size = whole.length
    const all: [number, number] = [0, size]
    const ranges: [range: string, status: number, part: [from: number, to: number], ifRange?: string][] = [
      ['bytes=0-99', 206, [0, 100]],
      ['bytes=100-', 206, [100, size]],
      ['bytes=-10', 206, [size - 10, size]],
      [`bytes=-${size + 5}`, 206, all],
      [`bytes=5-${size + 5}`, 206, [5, size]],
      ['Bytes=0-0', 206, [0, 1]],
      ['bytes=0-99', 206, [0, 100], etag],
      ['bytes=0-99', 200, all, '"another"'],
      ['bytes=0-99', 200, all, `W/${etag}`],
      ['bytes=0-99', 200, all, 'Wed, 21 Oct 2015 07:28:00 GMT'],
      ['bytes=0-1,5-9', 200, all],
      ['bytes=9-5', 200, all],
      ['bytes=-', 200, all],
      ['bytes=a-b', 200, all],
      ['lines=0-9', 200, all],
    ]
    for (const [range, status, [from, to], ifRange] of ranges) {
      const response = await fetch(uri, { headers: { range, ...(ifRange && { 'if-range': ifRange }) } })
      assert.equal(response.status, status, `${range} ${ifRange}`)
      assert.deepEqual(Buffer.from(await response.arrayBuffer()), whole.subarray(from, to), range)
      assert.equal(response.headers.get('content-type'), 'image/jpeg')
      assert.equal(
        response.headers.get('content-range'),
        status === 206 ? `bytes ${from}-${to - 1}/${size}` : null,
      )
    }
    for (const range of [`bytes=${size}-`, `bytes=${size + 9}-${size + 10}`, 'bytes=-0']) {
      const response = await fetch(uri, { headers: { range } })
      assert.deepEqual(
        [response.status, ((await response.json()) as { ErrorCode: string }).ErrorCode],
        [416, 'RangeNotSatisfiable'],
        range,
      )
      assert.equal(response.headers.get('content-range'), `bytes */${size}`)
      assert.equal(response.headers.get('cache-control'), 'no-store')
    }
    const known = await fetch(uri, { headers: { range: 'bytes=0-9', 'if-none-match': etag } })
    assert.equal(known.status, 304)
  })
})
