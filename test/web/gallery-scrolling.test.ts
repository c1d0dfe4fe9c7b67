import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { type DevServer, startDev } from '../../src/dev.ts'
import { openBrowser } from '../support/browser.ts'
import { firstRowShown } from '../support/gallery-page.ts'

/** Functions that are handed to the page run there, in a world of which this program has no types. */
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const document: any

const WINDOWS = [
  [390, 844],
  [1280, 800],
  [2560, 1440],
] as const

/** How many pictures the gallery says that there are, and how many it shows. */
const found = (page: Page) =>
  page.evaluate(() => Number(/\d+/.exec(document.getElementById('status').textContent)![0]))
const shown = (page: Page) => page.evaluate(() => document.querySelectorAll('#pictures li').length)

/** Whether all pictures are there and the focus is on one of the last row. */
const isFocusInLastRow = (page: Page, total: number) =>
  page.evaluate((count) => {
    const items = [...document.querySelectorAll('#pictures li')]
    return items.length === count && document.activeElement.parentElement.offsetTop === items.at(-1).offsetTop
  }, total)

describe('a library of several pages', () => {
  let server: DevServer
  before(async () => {
    server = await startDev({ settings: { data: ':temp:', port: 0, tlsPort: 0, logLevel: 'silent' } })
  })
  after(() => server.stop())

  for (const [width, height] of WINDOWS) {
    it(`is reached to its last picture at ${width}×${height}, by wheel and by keyboard`, async (t) => {
      const browser = await openBrowser(t)
      if (!browser) return
      const viewport = { width, height }
      const page = await browser.newPage({ viewport })
      await page.goto(server.http)
      await firstRowShown(page)
      const total = await found(page)
      assert.ok(total >= 120, `the demo library has ${total}`)
      for (let count = await shown(page); count < total; count = await shown(page)) {
        await page.mouse.wheel(0, 20_000)
        await page.waitForFunction(
          (before) => document.querySelectorAll('#pictures li').length > before,
          count,
        )
      }
      assert.equal(await shown(page), total)

      for (const key of ['End', 'PageDown', 'ArrowRight']) {
        const other = await browser.newPage({ viewport })
        await other.goto(server.http)
        await firstRowShown(other)
        await other.locator('#pictures a').first().focus()
        for (let moves = 0; !(await isFocusInLastRow(other, total)); moves++) {
          assert.ok(moves < 3 * total, `${key} does not reach the last of ${total} pictures`)
          await other.keyboard.press(key)
        }
        await other.close()
      }
    })
  }

  it('offers to try again when a page could not be loaded, and goes on from there', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    await page.goto(server.http)
    await firstRowShown(page)
    const [total, before] = [await found(page), await shown(page)]
    await context.setOffline(true)
    await page.locator('#pictures li').last().scrollIntoViewIfNeeded()
    await page.getByText('More pictures could not be loaded.').waitFor()
    await page.locator('#pictures a').last().focus()
    await page.keyboard.press('ArrowRight')
    assert.equal(await shown(page), before, 'what is there stays')
    await context.setOffline(false)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.waitForFunction((had) => document.querySelectorAll('#pictures li').length > had, before)
    assert.ok(before < total)
  })
})
