import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import sharp from 'sharp'
import { changeClient, listClients } from '../../src/access/clients.ts'
import { withdrawAsset } from '../../src/catalogue/asset-lifecycle.ts'
import { get, type Served, serve, type TestLibrary } from '../support/library.ts'
import { libraryOfPictures } from '../support/library-of-pictures.ts'
import { addRecord } from '../support/records.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const ELSEWHERE = { origin: 'https://elsewhere.example' }
const WEEK_MS = 7 * 86_400_000
const EMBARGOED = { title: 'Embargoed', visibleFromMs: Date.now() + WEEK_MS }
const TITLE = `Ada's "great" <show> & tell`

/** Returns the content of each `meta` of a page, by its property or name. */
function metaOf(html: string): Record<string, string> {
  const found = [...html.matchAll(/<meta (?:property|name)="([^"]+)" content="([^"]*)"/g)]
  return Object.fromEntries(found.map(([, name, content]) => [name!, content!]))
}

describe('the pages of the gallery', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served

  before(async () => {
    const caption = `A caption. ${'word '.repeat(100)}`
    const pictures = {
      '1.jpg': { title: TITLE, caption, width: 3000, height: 2000 },
      '2.jpg': { title: 'Withdrawn', width: 700, height: 500 },
    }
    library = await libraryOfPictures(lifetime, pictures, { gallery: true })
    await addRecord(library, { title: 'No file' })
    await addRecord(library, { ...EMBARGOED, size: { width: 800, height: 600 } })
    await library.db.transaction().execute((tx) => withdrawAsset(tx, 100000002, library.now()))
    server = await serve(library)
  })

  it('cannot be read by scripts of other sites, unlike the API and its pictures', async () => {
    const paths = ['/', '/events', '/detail/x/100000001', '/detail/x/9', '/gallery/main.js', '/docs/']
    for (const path of paths) {
      const { headers } = await get(server.http + path, { ...HTML, ...ELSEWHERE })
      assert.equal(headers.get('access-control-allow-origin'), null, path)
      const preflight = { ...ELSEWHERE, 'access-control-request-method': 'GET' }
      const { headers: allowed } = await fetch(server.http + path, { method: 'OPTIONS', headers: preflight })
      assert.equal(allowed.get('access-control-allow-origin'), null, `OPTIONS ${path}`)
    }
    const { json } = await server.get('/v3/images/100000001?fields=thumb')
    const picture = json.images[0].display_sizes[0].uri.replace(server.http, '')
    for (const path of ['/v3/countries', '/v3/nothing', picture, '/openapi.json', '/client/index.js'])
      assert.equal((await server.get(path, ELSEWHERE)).headers.get('access-control-allow-origin'), '*', path)
  })

  it('name all modules that their script imports, so that browsers load them at once', async () => {
    const { text } = await get(server.http, HTML)
    const preloaded = [...text.matchAll(/<link rel="modulepreload" href="([^"]+)"/g)].map(([, href]) => href!)
    const imported = new Set<string>()
    for (const path of ['/gallery/main.js', ...preloaded]) {
      const module = await get(server.http + path)
      assert.equal(module.headers.get('content-type'), 'text/javascript; charset=utf-8', path)
      const specifiers = module.text.matchAll(/\b(?:from|import) '(\.[^']+)'/g)
      for (const [, specifier] of specifiers) imported.add(new URL(specifier!, server.http + path).pathname)
    }
    assert.deepEqual([...imported, '/gallery/words.en.js'].sort(), preloaded.sort())
    assert.ok(imported.has('/client/send.js'))
  })

  it('load the texts of one language: that of the address, else one that the browser prefers', async () => {
    for (const [path, header, language] of [
      ['/', 'de-AT,de;q=0.9,en;q=0.8', 'de'],
      ['/?lang=fr', 'de', 'fr'],
      ['/?lang=xx', 'ja;q=0.5, pt', 'ja'],
      ['/events', '', 'en'],
      ['/?lang=fr&lang=de', 'pt', 'en'],
      ['/detail/x/9', 'es', 'es'],
    ] as const) {
      const { text, headers } = await get(server.http + path, { ...HTML, 'accept-language': header })
      assert.match(text, new RegExp(`<html lang="${language}">`), path)
      assert.equal(headers.get('content-language'), language, path)
      assert.match(headers.get('vary') ?? '', /accept-language/, path)
      const texts = [...text.matchAll(/href="([^"]*words[^"]*)"/g)].map(([, href]) => href!)
      assert.deepEqual(texts, [`/gallery/words.${language}.js`], path)
    }
  })

  it('show their picture where they are shared, even long afterwards', async () => {
    const { text } = await get(`${server.http}/detail/x/100000001`, HTML)
    const meta = metaOf(text)
    const escaped = 'Ada&#39;s &quot;great&quot; &lt;show&gt; &amp; tell'
    assert.equal(meta['og:title'], escaped)
    assert.equal(meta['twitter:title'], escaped)
    assert.equal(meta['og:image:alt'], escaped)
    assert.match(text, new RegExp(`<title>${escaped}</title>`))
    assert.match(meta['og:description']!, /^A caption\. (?:word )+…$/)
    assert.ok(meta['og:description']!.length <= 302)
    assert.equal(meta['og:url'], `${server.http}/detail/ada-s-great-show-tell/100000001`)
    assert.equal(meta['twitter:card'], 'summary_large_image')
    assert.equal(meta['twitter:image'], meta['og:image'])
    assert.deepEqual([meta['og:image:width'], meta['og:image:height']], ['612', '408'])
    const later = await serve({ ...library, now: () => new Date(Date.now() + WEEK_MS) })
    const crawled = await fetch(meta['og:image']!.replace(server.http, later.http))
    assert.equal(crawled.status, 200)
    const { width, height, format } = await sharp(Buffer.from(await crawled.arrayBuffer())).metadata()
    assert.deepEqual([width, height, format], [612, 408, 'jpeg'])
    await later.stop()
  })

  it('share the large picture if visitors may see it', async (t) => {
    const gallery = (await listClients(library.db)).find(({ gallery }) => gallery === 1)!
    await changeClient(library.db, gallery.id, { abilities: '["large"]' })
    const wide = await serve(library)
    t.after(() => wide.stop())
    const meta = metaOf((await get(`${wide.http}/detail/x/100000001`, HTML)).text)
    assert.deepEqual([meta['og:image:width'], meta['og:image:height']], ['2048', '1365'])
    const picture = await sharp(Buffer.from(await (await fetch(meta['og:image']!)).arrayBuffer())).metadata()
    assert.equal(picture.width, 2048)
  })

  it('share nothing of a withdrawn or embargoed asset, and no picture of a record without a file', async () => {
    for (const id of [100000002, 100000004]) {
      const hidden = await get(`${server.http}/detail/x/${id}`, HTML)
      assert.equal(hidden.status, 404)
      assert.doesNotMatch(hidden.text, /og:|Withdrawn|Embargoed/)
      assert.equal((await get(`${server.http}/pictures/${id}/x.jpg`)).status, 404)
    }
    const meta = metaOf((await get(`${server.http}/detail/x/100000003`, HTML)).text)
    assert.equal(meta['og:title'], 'No file')
    assert.equal(meta['og:image'], undefined)
    assert.equal(meta['twitter:card'], 'summary')
    assert.equal((await get(`${server.http}/pictures/100000003/x.jpg`)).status, 404)
  })

  it('do not link to events if there are none; the not-found page can search', async () => {
    const linkToEvents = /<a href="\/events"( hidden)?/
    for (const path of ['/', '/nothing'])
      assert.equal(linkToEvents.exec((await get(server.http + path, HTML)).text)![1], ' hidden', path)
    const lost = await get(`${server.http}/nothing`, HTML)
    assert.equal(lost.status, 404)
    assert.match(lost.text, /<form action="\/">\s*<input id="phrase" name="phrase" type="search"/)
  })

  it('are linked from the API reference', async () => {
    const { text } = await get(`${server.http}/docs/`, HTML)
    assert.match(text, /<a href="\/">/)
  })
})
