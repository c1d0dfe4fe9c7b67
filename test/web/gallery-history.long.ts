import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { demoServer } from '../support/demo-server.ts'
import { firstRowShown } from '../support/gallery-page.ts'

/** Functions passed to the page run there, so this program has no types for their globals. */
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const document: any
declare const history: { length: number }
declare const scrollY: number

const entries = (page: Page) => page.evaluate(() => history.length)
const status = (page: Page) => page.locator('#status').textContent()

describe('the history of the gallery', () => {
  const server = demoServer()

  /** Opens the gallery and waits for its first row; null if there is no browser. */
  async function openGallery(t: TestContext): Promise<Page | null> {
    const browser = await openBrowser(t)
    if (!browser) return null
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(server.http)
    await firstRowShown(page)
    return page
  }

  it('has one entry for each search, filter and picture, none for typing, and goes back', async (t) => {
    const page = await openGallery(t)
    if (!page) return
    const [start, all] = [await entries(page), await status(page)]
    const steps: string[] = []
    const step = async (more: number, what: string) => {
      assert.equal(await entries(page), start + steps.length + more, what)
      if (more > 0) steps.push(page.url())
    }
    const changed = (before: string | null) =>
      page.waitForFunction((text) => document.getElementById('status').textContent !== text, before)

    for (const typed of ['mount', 'mountain'])
      await page.getByRole('combobox', { name: 'Search' }).fill(typed)
    await step(0, 'typing makes no entry')
    await changed(all)
    await page.keyboard.press('Enter')
    await step(1, 'a search that was entered makes one')
    assert.match(page.url(), /\/\?phrase=mountain$/)
    const mountains = await status(page)
    await page.getByLabel('Shape').selectOption('vertical')
    await changed(mountains)
    await step(1, 'a filter makes one')
    await page.locator('#pictures a').first().click()
    await page.locator('.detail figure img').waitFor()
    await step(1, 'a picture makes one')
    await page.keyboard.press('Escape')
    await page.waitForURL(steps[1]!)
    assert.equal(await entries(page), start + 3, 'closing a picture makes none')

    await page.goBack()
    await page.waitForURL(steps[0]!)
    await changed(await status(page).then((now) => (now === mountains ? '' : now)))
    assert.equal(await status(page), mountains)
    assert.equal(await page.getByLabel('Shape').inputValue(), '')
    await page.goBack()
    await page.waitForURL(`${server.http}/`)
    await page.getByText(all!, { exact: true }).waitFor()
    assert.equal(await page.getByRole('combobox', { name: 'Search' }).inputValue(), '')
    await page.goForward()
    await page.goForward()
    await page.goForward()
    await page.locator('.detail figure img').waitFor()
    assert.equal(page.url(), steps[2])
  })

  it('has an entry for a typed search whose results were scrolled, without Enter', async (t) => {
    const page = await openGallery(t)
    if (!page) return
    const [start, all] = [await entries(page), await status(page)]
    await page.getByRole('combobox', { name: 'Search' }).pressSequentially('mountain')
    await page.waitForURL(/phrase=mountain$/)
    assert.equal(await entries(page), start)
    await page.mouse.move(600, 500)
    await page.mouse.wheel(0, 300)
    await page.waitForFunction((before) => history.length > before, start)
    await page.goBack()
    await page.getByText(all!, { exact: true }).waitFor()
    assert.equal(page.url(), `${server.http}/`)
  })

  it('goes back from typed searches that were only looked at, by a single entry', async (t) => {
    const page = await openGallery(t)
    if (!page) return
    const [start, all] = [await entries(page), await status(page)]
    await page.getByRole('combobox', { name: 'Search' }).pressSequentially('mountain')
    await page.waitForFunction((before) => history.length > before, start)
    await page.getByRole('combobox', { name: 'Search' }).pressSequentially(' lake')
    await page.waitForURL(/phrase=mountain\+lake$/)
    await page.getByRole('combobox', { name: 'Search' }).press('Enter')
    assert.equal(await entries(page), start + 1)
    await page.goBack()
    await page.getByText(all!, { exact: true }).waitFor()
    assert.equal(page.url(), `${server.http}/`)
    await page.goForward()
    await page.waitForURL(/phrase=mountain\+lake$/)
  })

  it('restores the position, also on pages loaded later, and from another site', async (t) => {
    const page = await openGallery(t)
    if (!page) return
    await page.locator('#pictures li').nth(49).scrollIntoViewIfNeeded()
    const there = page.locator('#pictures a').nth(90)
    await there.waitFor()
    await there.scrollIntoViewIfNeeded()
    const top = await page.evaluate(() => scrollY)
    const isBack = () => page.waitForFunction((was) => Math.abs(scrollY - was) < 2, top)
    await there.click()
    await page.locator('.detail figure img').waitFor()
    await page.locator('.facts').getByRole('link').first().click()
    await page.waitForFunction(() => scrollY === 0)
    await page.goBack()
    await page.locator('.detail figure img').waitFor()
    await page.keyboard.press('Escape')
    await page.waitForURL(`${server.http}/`)
    await isBack()
    await page.goto(`${server.http}/docs`)
    await page.goBack()
    await isBack()
  })

  it('leaves a picture opened by its address for the gallery, without another entry', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await browser.newPage()
    await page.goto(`${server.http}/`)
    const href = await page.locator('#pictures a').first().getAttribute('href')
    const shared = await browser.newPage()
    await shared.goto(server.http + href)
    await shared.locator('.detail figure img').waitFor()
    const before = await entries(shared)
    await shared.keyboard.press('Escape')
    await shared.waitForURL(`${server.http}/`)
    assert.equal(await entries(shared), before)
    await firstRowShown(shared)
  })
})
