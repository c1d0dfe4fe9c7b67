import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it, type TestContext } from 'node:test'
import { openBrowser } from '../support/browser.ts'
import { signUp, userToken } from '../support/customers.ts'
import { serve } from '../support/library.ts'
import { libraryOfPictures } from '../support/library-of-pictures.ts'

/** Serves a page on a site of its own. */
async function servePage(t: TestContext): Promise<string> {
  const site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><meta charset="utf-8"><title>A site of its own</title>')
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  t.after(() => void site.close())
  return `http://127.0.0.1:${(site.address() as AddressInfo).port}`
}

describe('our own client in a browser', () => {
  it('is loaded from the server by a page of another site, where it finds, licenses, fetches and uploads pictures', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const library = await libraryOfPictures(t, {
      'a.jpg': { title: 'Lake' },
      'b.jpg': { title: 'Another lake', colour: 'gold' },
    })
    const customer = await signUp(library)
    const server = await serve(library)
    const accessToken = await userToken(server, customer)
    const page = await browser.newPage()
    await page.goto(await servePage(t))
    const settings = { url: server.http, key: customer.key, accessToken }
    const result = await page.evaluate(async (given) => {
      const { connect } = await import(`${given.url}/client/index.js`)
      const client = connect(given)
      const ids = []
      for await (const { id } of client.each('searchImages', {
        phrase: 'lake',
        fields: ['id'],
        page_size: 1,
      }))
        ids.push(id)
      const { uri } = await client.downloadImage({ id: ids[0] })
      const { bytes, name, etag, stream } = await client.fetchFile(uri)
      const whole = await new Response(stream).arrayBuffer()
      const rest = await client.fetchFile(uri, { from: 100, etag })
      const part = await new Response(rest.stream).arrayBuffer()
      await client.uploadForSearch({
        'file-name': 'lake.jpg',
        body: new Blob([whole], { type: 'image/jpeg' }),
      })
      const { code, requestId } = await client.getImage({ id: '1' }).catch((error: unknown) => error)
      return {
        found: ids.length,
        bytes,
        name,
        whole: whole.byteLength,
        part: part.byteLength,
        code,
        requestId,
      }
    }, settings)
    assert.equal(result.found, 2)
    assert.equal(result.whole, result.bytes)
    assert.equal(result.part, result.bytes - 100)
    assert.match(result.name, /\.jpg$/)
    assert.equal(result.code, 'ImageNotFound')
    assert.match(result.requestId, /^[\da-f-]{36}$/)
  })
})
