import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openBrowser } from '../support/browser.ts'
import { demoServer } from '../support/demo-server.ts'
import { firstRowShown, foundPictures, moveToLast, scrollTo, shownPictures } from '../support/gallery-page.ts'

/** Functions passed to the page run there, so this program has no types for their globals. */
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const document: any

/** One key for each window size; `test/long/gallery-depth.long.ts` tests all combinations. */
const WINDOWS = [
  [390, 844, 'PageDown'],
  [1280, 800, 'ArrowRight'],
  [2560, 1440, 'End'],
] as const

describe('a library of several pages', () => {
  const server = demoServer()

  for (const [width, height, key] of WINDOWS) {
    it(`is reached to its last picture at ${width}×${height}, by wheel and by ${key}`, async (t) => {
      const browser = await openBrowser(t)
      if (!browser) return
      const page = await browser.newPage({ viewport: { width, height } })
      await page.goto(server.http)
      await firstRowShown(page)
      const total = await foundPictures(page)
      assert.ok(total >= 120, `the demo library has ${total}`)
      await scrollTo(page, total)
      assert.equal(await shownPictures(page), total)
      await page.reload()
      await firstRowShown(page)
      await moveToLast(page, key, total)
    })
  }

  it('offers to retry when a page could not be loaded, and continues from there', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    await page.goto(server.http)
    await firstRowShown(page)
    const [total, before] = [await foundPictures(page), await shownPictures(page)]
    await context.setOffline(true)
    await page.locator('#pictures li').last().scrollIntoViewIfNeeded()
    await page.getByText('More results could not be loaded.').waitFor()
    await page.locator('#pictures a').last().focus()
    await page.keyboard.press('ArrowRight')
    assert.equal(await shownPictures(page), before, 'what is there stays')
    await context.setOffline(false)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.waitForFunction((had) => document.querySelectorAll('#pictures li').length > had, before)
    assert.ok(before < total)
  })

  it('leaves room for pictures in a window zoomed to 400 %', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await browser.newPage({ viewport: { width: 320, height: 200 } })
    await page.goto(`${server.http}/events`)
    const events = page.getByRole('link', { name: 'Events', exact: true })
    const language = page.getByLabel('Language')
    const [one, other] = [(await events.boundingBox())!, (await language.boundingBox())!]
    assert.ok(Math.abs(one.y + one.height / 2 - other.y - other.height / 2) < 8, 'they are in one line')
    await page.goto(server.http)
    await firstRowShown(page)
    await page.locator('#pictures li').nth(4).scrollIntoViewIfNeeded()
    assert.ok((await page.locator('header').boundingBox())!.y < -100)
  })
})
