import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { changeClient, listClients } from '../../src/access/clients.ts'
import { openBrowser } from '../support/browser.ts'
import { axeFindings } from '../support/gallery-page.ts'
import { type Served, serve, type TestLibrary } from '../support/library.ts'
import { libraryOfPictures } from '../support/library-of-pictures.ts'
import { addRecord } from '../support/records.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

/** Functions passed to the page run there, so this program has no types for their globals. */
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const document: any

/** Pictures in the order of their ids. */
const PICTURES = {
  '1-large': [3000, 2000],
  '2-panorama': [6000, 900],
  '3-tower': [400, 3200],
  '4-tiny': [48, 32],
} as const

/** Returns the size at which the picture of a page is shown, and the width of the loaded picture. */
async function shownSize(
  page: Page,
  url: string,
): Promise<{ width: number; height: number; loaded: string }> {
  await page.goto(url)
  await page.locator('.detail figure img').waitFor()
  return page.evaluate(async () => {
    const picture = document.querySelector('.detail figure img')
    await picture.decode()
    const { width, height } = picture.getBoundingClientRect()
    const loaded = /renditions\/\d+\/(\w+)/.exec(picture.currentSrc)![1]!
    return { width: Math.round(width), height: Math.round(height), loaded }
  })
}

describe('the page of a picture', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served

  before(async () => {
    const pictures = Object.entries(PICTURES).map(([name, [width, height]]) => [
      `${name}.jpg`,
      { title: name, caption: 'A caption', width, height },
    ])
    library = await libraryOfPictures(lifetime, Object.fromEntries(pictures), { gallery: true })
    server = await serve(library)
  })

  it('can be retried when the server did not respond', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await browser.newPage()
    await page.route('**/v3/images/*', (route) => route.abort(), { times: 5 })
    await page.goto(`${server.http}/detail/x/100000001`)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.locator('.detail figure img').waitFor()
  })

  const pageOf = (browser: Browser, width: number, height: number) =>
    browser.newPage({ viewport: { width, height } })

  it("shows it as large as the window and the visitor's rights allow", async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const large = `${server.http}/detail/x/100000001`
    const page = await pageOf(browser, 2560, 1440)
    assert.deepEqual(await shownSize(page, large), { width: 612, height: 408, loaded: 'comp' })
    const gallery = (await listClients(library.db)).find((client) => client.gallery === 1)!
    await changeClient(library.db, gallery.id, { abilities: '["large"]' })
    server = await serve(library)
    const url = (id: number) => `${server.http}/detail/x/${id}`
    const wide = await shownSize(page, url(100000001))
    assert.equal(wide.loaded, 'high_res_comp')
    assert.ok(wide.width > 1900 && wide.height <= 1440 - 56, JSON.stringify(wide))
    const small = await shownSize(await pageOf(browser, 390, 844), url(100000001))
    assert.deepEqual(small, { width: 390, height: 260, loaded: 'comp' })
    const laptop = await shownSize(await pageOf(browser, 1280, 800), url(100000001))
    assert.ok(laptop.width > 740 && laptop.loaded === 'mid_res_comp', JSON.stringify(laptop))
  })

  it('gives a panorama the full width, a very tall picture the full height, and a tiny one a mat', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await pageOf(browser, 1280, 800)
    const url = (id: number) => `${server.http}/detail/x/${id}`
    const panorama = await shownSize(page, url(100000002))
    assert.ok(panorama.width > 1280 - 80, JSON.stringify(panorama))
    const tower = await shownSize(page, url(100000003))
    assert.ok(tower.height > 640 && tower.height <= 800 - 56, JSON.stringify(tower))
    const tiny = await shownSize(page, url(100000004))
    assert.deepEqual([tiny.width, tiny.height], [48, 32])
    await page.getByText('Shown at actual size').waitFor()
    const mat = await page.locator('.detail figure').boundingBox()
    assert.ok(mat!.width >= 400 && mat!.height >= 300, JSON.stringify(mat))
    for (const id of [100000002, 100000003, 100000004]) {
      await shownSize(page, url(id))
      for (const width of [390, 1280, 2560]) {
        await page.setViewportSize({ width, height: 844 })
        const overflow = await page.evaluate(() => {
          const dialog = document.querySelector('dialog')
          return dialog.scrollWidth - dialog.clientWidth
        })
        assert.equal(overflow, 0, `${id} at ${width} px`)
      }
    }
  })

  it('shows title, caption and picture without scripts', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const context = await browser.newContext({ javaScriptEnabled: false, bypassCSP: true })
    const page = await context.newPage()
    await page.goto(`${server.http}/detail/x/100000001`)
    await page.getByRole('heading', { name: '1-large' }).waitFor()
    await page.locator('.plain p').getByText('A caption').waitFor()
    assert.ok(await page.getByRole('img', { name: '1-large' }).isVisible())
  })

  it('has no problems in axe, and keeps the focus inside', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ colorScheme, bypassCSP: true, reducedMotion: 'reduce' })
      const page = await context.newPage()
      await shownSize(page, `${server.http}/detail/x/100000004`)
      await page.getByText(/^\d of \d/).waitFor()
      assert.deepEqual(await axeFindings(page), [], colorScheme)
      for (let tabs = 0; tabs < 8; tabs++) {
        await page.keyboard.press('Tab')
        const inside = await page.evaluate(
          () => document.activeElement === document.body || Boolean(document.activeElement.closest('dialog')),
        )
        assert.ok(inside, `after ${tabs + 1} tabs`)
      }
    }
  })

  it("shows a date as precisely as it is known, in the visitor's language", async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const ids = []
    for (const dateCreated of ['1785', '2021-05', '2021-05-03T00:30:00+02:00'])
      ids.push(await addRecord(library, { title: dateCreated, dateCreated }))
    for (const [lang, ...expected] of [
      ['de', '1785', 'Mai 2021', '3. Mai 2021'],
      ['ja', '1785年', '2021年5月', '2021年5月3日'],
    ]) {
      const page = await pageOf(browser, 1280, 800)
      for (const [index, date] of expected.entries()) {
        await page.goto(`${server.http}/detail/x/${ids[index]}?lang=${lang}`)
        await page.locator('.facts dd').getByText(date, { exact: true }).waitFor()
      }
    }
  })

  it('says that rights were not stated, and omits unknown facts', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const id = await addRecord(library, { title: 'Bare' })
    const page = await pageOf(browser, 1280, 800)
    await page.goto(`${server.http}/detail/bare/${id}`)
    await page.getByRole('heading', { name: 'Bare' }).waitFor()
    const labels = await page.locator('.facts dt').allTextContents()
    assert.deepEqual(labels, ['Collection', 'Licence', 'Usage terms', 'Type', 'Picture ID'])
  })
})
