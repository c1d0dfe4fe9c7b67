import assert from 'node:assert/strict'
import { link, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { openBrowser } from '../support/browser.ts'
import { demoServer } from '../support/demo-server.ts'
import { firstRowShown, foundPictures, moveToLast, scrollTo, shownPictures } from '../support/gallery-page.ts'
import { emptyLibrary, type Served, serve, temporaryFolder } from '../support/library.ts'
import { ingestRecords, lines } from '../support/manifests.ts'
import { writePicture } from '../support/pictures.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

/** Functions passed to the page run there, so this program has no types for their globals. */
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const document: any

const PICTURES = 1000
/** More than the API's paging limit. */
const RECORDS = 10_060
const REACHABLE = 10_000
const WINDOWS = [
  [390, 844],
  [1280, 800],
  [2560, 1440],
] as const

describe('the gallery of a large library', () => {
  let server: Served
  const life = suiteLifetime()
  before(async () => {
    const folder = await temporaryFolder(life)
    const shapes = [
      [600, 400],
      [400, 600],
      [500, 500],
      [900, 400],
    ] as const
    for (const [index, [width, height]] of shapes.entries())
      await writePicture(folder, `${index}.jpg`, { width, height, title: 'x' })
    // A file belongs to one record, so each record links to one of a few files by its own name.
    for (let id = 0; id < PICTURES; id++)
      await link(join(folder, `${id % shapes.length}.jpg`), join(folder, `p${id}.jpg`))
    const pictures = Array.from({ length: PICTURES }, (_, id) => ({
      id: `p${id}`,
      title: `Picture ${id}`,
      file: `p${id}.jpg`,
    }))
    const records = Array.from({ length: RECORDS }, (_, id) => ({
      id: `r${id}`,
      title: `Record ${id}`,
      family: 'editorial',
    }))
    const manifest = join(folder, 'all.jsonl')
    await writeFile(manifest, lines(...pictures, ...records))
    const library = await emptyLibrary(life, { gallery: true, decoders: 2 })
    await ingestRecords(library, manifest)
    server = await serve(library)
  })

  for (const [width, height] of WINDOWS) {
    it(`shows all of its ${PICTURES} pictures at ${width}×${height}, by wheel and by the End key`, async (t) => {
      const browser = await openBrowser(t)
      if (!browser) return
      const page = await browser.newPage({ viewport: { width, height } })
      await page.goto(server.http)
      await firstRowShown(page)
      const startedMs = performance.now()
      await scrollTo(page, PICTURES)
      const tookMs = performance.now() - startedMs
      t.diagnostic(`${width}×${height}: ${PICTURES} pictures in ${Math.round(tookMs)} ms`)
      const ids = await page.evaluate(() =>
        [...document.querySelectorAll('#pictures a')].map((link) => link.dataset.id),
      )
      assert.equal(new Set(ids).size, PICTURES, 'no picture comes twice')

      await page.reload()
      await firstRowShown(page)
      await page.locator('#pictures a').first().focus()
      const at = () => page.evaluate(() => Number(document.activeElement.dataset.index))
      for (let moves = 0; (await at()) < PICTURES - 1; moves++) {
        assert.ok(moves < PICTURES, `the End key ends at ${await at()}`)
        await page.keyboard.press('End')
      }
    })
  }

  it('explains the paging limit of the API', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await browser.newPage({ viewport: { width: 2560, height: 1440 } })
    await page.goto(`${server.http}/?family=editorial`)
    await scrollTo(page, REACHABLE)
    await page.getByText('These are the first 10,000 of 10,060.').waitFor()
    assert.equal(await shownPictures(page), REACHABLE)
  })
})

describe('the gallery of the demo library', () => {
  const server = demoServer()

  for (const [width, height] of WINDOWS)
    for (const key of ['End', 'PageDown', 'ArrowRight'])
      it(`is reached to its last picture at ${width}×${height} by ${key}`, async (t) => {
        const browser = await openBrowser(t)
        if (!browser) return
        const page = await browser.newPage({ viewport: { width, height } })
        await page.goto(server.http)
        await firstRowShown(page)
        await moveToLast(page, key, await foundPictures(page))
      })
})
