import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { openBrowser } from '../support/browser.ts'
import { signUp, userToken } from '../support/customers.ts'
import { serve } from '../support/library.ts'
import { libraryOfPictures } from '../support/library-of-pictures.ts'
import { root } from '../support/npm.ts'

const PAGE = '<!doctype html><meta charset="utf-8"><title>A site of its own</title>'

/** Serves a page and the files of the client, as they are, on a site of its own. */
async function serveClient(t: TestContext): Promise<string> {
  const site = createServer(async ({ url }, response) => {
    const isScript = /^\/[\w-]+(\.gen)?\.js$/.test(url!)
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? await readFile(join(root, 'client', url!)) : PAGE)
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  t.after(() => void site.close())
  return `http://127.0.0.1:${(site.address() as AddressInfo).port}`
}

describe('our own client in a browser', () => {
  it('finds, licenses and fetches a picture from another site, without a build', async (t) => {
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
    await page.goto(await serveClient(t))
    const settings = { url: server.http, key: customer.key, accessToken }
    const result = await page.evaluate(async (given) => {
      const { connect } = await import(`${'/index'}.js`)
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
      return { found: ids.length, bytes, name, whole: whole.byteLength, part: part.byteLength }
    }, settings)
    assert.equal(result.found, 2)
    assert.equal(result.whole, result.bytes)
    assert.equal(result.part, result.bytes - 100)
    assert.match(result.name, /\.jpg$/)
  })
})
