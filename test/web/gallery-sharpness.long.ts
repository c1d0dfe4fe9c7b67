import assert from 'node:assert/strict'
import { before, describe, it, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import type { Config } from '../../src/config.ts'
import { openBrowser } from '../support/browser.ts'
import { startCommand } from '../support/cli.ts'
import { firstRowShown } from '../support/gallery-page.ts'
import { get, type Served, serve, type TestLibrary, temporaryFolder } from '../support/library.ts'
import { libraryOfPictures } from '../support/library-of-pictures.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

/** Functions passed to the page run there, so this program has no types for their globals. */
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const document: any

const SHAPES = [
  { width: 1800, height: 1200 },
  { width: 1200, height: 1800 },
  { width: 1500, height: 1500 },
  { width: 3000, height: 300 },
  { width: 48, height: 48 },
]

const VECTOR = '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48"><path d="M0 0h48v48z"/></svg>'

const PICTURES = Object.fromEntries([
  ...Array.from({ length: 20 }, (_, index) => [
    `${index}.jpg`,
    { ...SHAPES[index % SHAPES.length], title: `Picture ${index}` },
  ]),
  ['vector.svg', VECTOR],
])

/** The credentials that the gallery's page has for its requests. */
async function credentials({ http }: Served): Promise<Record<string, string>> {
  const { text } = await get(http)
  const meta = (name: string) => new RegExp(`name="${name}" content="([^"]+)"`).exec(text)![1]!
  return { 'api-key': meta('api-key'), 'vitrine-gallery': meta('gallery-pass'), referer: `${http}/` }
}

const SEARCH = '/v3/search/images/creative?fields=thumb,preview,comp,comp_webp&page_size=1'
const cleanOf = (answer: Awaited<ReturnType<typeof get>>) =>
  answer.json.images[0].display_sizes
    .filter((size: { is_watermarked: boolean }) => !size.is_watermarked)
    .map((size: { name: string }) => size.name)

describe('the sharpness of the gallery', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  before(async () => {
    library = await libraryOfPictures(lifetime, PICTURES, { gallery: true })
  })

  /** Serves the library with another setting until the test ends. */
  async function servedWith(t: TestContext, settings: Partial<Config>): Promise<Served> {
    const server = await serve({ ...library, config: { ...library.config, ...settings } })
    t.after(() => server.stop())
    return server
  }

  for (const [galleryClean, clean] of [
    ['thumb', ['thumb']],
    ['preview', ['thumb', 'preview']],
    ['comp', ['thumb', 'preview', 'comp', 'comp_webp']],
  ] as const) {
    it(`shows its page pictures up to the ${galleryClean} without a watermark, and nobody else`, async (t) => {
      const server = await servedWith(t, { galleryClean })
      const own = await credentials(server)
      const send = (headers: Record<string, string>) => get(server.http + SEARCH, headers)
      const answer = await send(own)
      assert.deepEqual(cleanOf(answer).sort(), [...clean].sort())
      const { 'vitrine-gallery': pass, ...keyAlone } = own
      const [day, signature] = pass!.split('.')
      for (const forged of ['', pass!.slice(0, -1), `${Number(day) - 1}.${signature}`, `NaN.${signature}`]) {
        const other = await send(forged === '' ? keyAlone : { ...keyAlone, 'vitrine-gallery': forged })
        assert.deepEqual(cleanOf(other), ['thumb'], `with the pass '${forged}'`)
        assert.match(other.headers.get('vary')!, /vitrine-gallery/)
      }
      assert.deepEqual(cleanOf(await server.get(SEARCH, { 'vitrine-gallery': pass! })), ['thumb'])
      assert.deepEqual(cleanOf(await send(own)).sort(), [...clean].sort(), 'also when it is remembered')
    })
  }

  it('is reported to the owner at the start', async (t) => {
    const data = await temporaryFolder(t)
    const ports = ['--port', '0', '--tls-port', '0']
    const { log } = await startCommand(t, ['serve', '--data', data, ...ports, '--gallery', 'true'])
    assert.match(log(), /visitors see thumbs and previews \(up to 506 px\) without a watermark/)
  })

  it('renews the pass of a page that stays open for longer', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const server = await servedWith(t, {})
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.route(`${server.http}/`, async (route) => {
      const answer = await route.fetch()
      const body = await answer.text()
      const isPage = route.request().resourceType() === 'document'
      await route.fulfill({
        response: answer,
        body: isPage ? body.replace(/(?<=-pass" content=")/, '1') : body,
      })
    })
    await page.goto(server.http)
    await firstRowShown(page)
    assert.match((await page.locator('#pictures img').first().getAttribute('src'))!, /\/preview\//)
  })

  it('has a placeholder of each picture until it is loaded', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const server = await servedWith(t, {})
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    const held = Promise.withResolvers<void>()
    await page.route('**/renditions/**', async (route) => {
      await held.promise
      await route.continue()
    })
    await page.goto(server.http, { waitUntil: 'domcontentloaded' })
    const picture = page.locator('#pictures img').first()
    await picture.waitFor({ state: 'attached' })
    const background = (): Promise<string> => picture.evaluate((img) => img.style.background)
    assert.match(await background(), /data:image\/png;base64/)
    assert.match((await picture.getAttribute('src'))!, /&f=auto$/)
    held.resolve()
    await firstRowShown(page)
    assert.equal(await background(), '')
  })

  it('loads the smallest clean size with enough pixels for each place, else the largest', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const server = await servedWith(t, {})
    for (const [width, deviceScaleFactor, least, most] of [
      [390, 2, 85, 260],
      [1280, 1, 190, 300],
      [1280, 2, 190, 300],
      [2560, 1, 240, 370],
    ] as const) {
      const page: Page = await browser.newPage({ viewport: { width, height: 900 }, deviceScaleFactor })
      await page.goto(server.http)
      await firstRowShown(page)
      const tiles = await page.evaluate(() =>
        [...document.querySelectorAll('#pictures img')]
          .filter((picture) => picture.naturalWidth > 0)
          .map((picture) => ({
            size: /renditions\/\d+\/(\w+)/.exec(picture.src)![1],
            isVector: picture.alt === 'vector',
            isMatted: picture.classList.contains('matted'),
            width: picture.naturalWidth,
            shape: picture.naturalWidth / picture.naturalHeight,
            pixels: Math.min(picture.naturalWidth / picture.width, picture.naturalHeight / picture.height),
            height: picture.height,
          })),
      )
      for (const tile of tiles) {
        if (tile.isVector) {
          assert.ok(tile.size === 'preview' && !tile.isMatted, `${width} px: ${JSON.stringify(tile)}`)
          continue
        }
        const isTiny = tile.width === 48
        const ofThumb = (tile.pixels * 170) / (tile.width * Math.max(1, 1 / tile.shape))
        const isNeeded = tile.size === 'thumb' || ofThumb < deviceScaleFactor || tile.width < 170
        assert.ok(isNeeded, `the thumb would do at ${width} px: ${JSON.stringify(tile)}`)
        const isSharp = tile.pixels >= deviceScaleFactor || tile.size === 'preview' || isTiny
        assert.ok(isSharp, `${width} px: ${JSON.stringify(tile)}`)
        assert.ok(tile.height >= least && tile.height <= most, `${width} px: ${JSON.stringify(tile)}`)
        assert.equal(tile.isMatted, tile.shape > 4 || isTiny, `${width} px: ${JSON.stringify(tile)}`)
      }
      await page.close()
    }
  })
})
