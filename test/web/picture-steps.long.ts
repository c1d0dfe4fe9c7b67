import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { demoServer } from '../support/demo-server.ts'
import { firstRowShown } from '../support/gallery-page.ts'

/** Functions passed to the page run there, so this program has no types for their globals. */
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const document: any
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const history: any

const idsShown = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll('#pictures a')].map((link) => link.dataset.id))
const entries = (page: Page) => page.evaluate(() => history.length)
const openId = (page: Page) => /\/(\d+)$/.exec(page.url())?.[1]

/** Waits until the page of this picture is open and has loaded the picture. */
async function isOpen(page: Page, id: string): Promise<void> {
  await page.waitForURL(new RegExp(`/detail/[^/]+/${id}$`))
  await page.locator(`.detail figure img[src*="/renditions/${id}/"]`).waitFor()
}

/** Moves a finger over the picture, with Chromium's input events. */
async function swipe(
  page: Page,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: readonly [number, number]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [{ x: at[0], y: at[1] }] : [] })
  await touch('touchStart', from)
  for (const share of [0.3, 0.6, 1])
    await touch('touchMove', [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share])
  await touch('touchEnd')
}

describe('stepping through pictures', () => {
  const server = demoServer()

  it('works by arrow keys and buttons, in one history entry, and closes at the current picture', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(server.http)
    await firstRowShown(page)
    const [first, second, third] = (await idsShown(page)) as [string, string, string]
    await page.locator('#pictures a').first().click()
    await isOpen(page, first)
    const before = await entries(page)
    await page.getByText('1 of 124').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Previous' }).getAttribute('aria-disabled'), 'true')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowRight')
    await isOpen(page, second)
    await page.getByRole('button', { name: 'Next' }).click()
    await isOpen(page, third)
    assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), 'Next')
    await page.keyboard.press('Enter')
    await page.getByText('4 of 124').waitFor()
    await page.keyboard.press('ArrowLeft')
    await isOpen(page, third)
    await page.getByText('3 of 124').waitFor()
    assert.equal(await entries(page), before)
    await page.keyboard.press('Escape')
    await page.waitForURL(`${server.http}/`)
    await page.waitForFunction((id) => document.activeElement?.dataset.id === id, third)
    await page.goForward()
    await isOpen(page, third)
    await page.goBack()
    await page.waitForFunction(() => !document.querySelector('dialog').open)
  })

  it("shows the demo library's drawings large", async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await browser.newPage({ viewport: { width: 2560, height: 1440 } })
    await page.goto(`${server.http}/detail/x/100000121`)
    const picture = page.locator('.detail figure img')
    await picture.waitFor()
    assert.ok((await picture.boundingBox())!.width > 1800)
  })

  it('loads the next page of results after the last loaded picture', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(server.http)
    await firstRowShown(page)
    const last = (await idsShown(page)).length
    await page
      .locator('#pictures a')
      .nth(last - 1)
      .click()
    await page.getByText(`${last} of 124`).waitFor()
    await page.keyboard.press('ArrowRight')
    await page.getByText(`${last + 1} of 124`).waitFor()
    assert.equal(openId(page), (await idsShown(page))[last])
  })

  it('works by swipes, while vertical moves scroll', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    const page = await context.newPage()
    await page.goto(server.http)
    await firstRowShown(page)
    const [first, second] = (await idsShown(page)) as [string, string]
    await page.locator('#pictures a').first().tap()
    await isOpen(page, first)
    await swipe(page, [300, 300], [90, 320])
    await isOpen(page, second)
    await swipe(page, [90, 300], [300, 320])
    await isOpen(page, first)
    await swipe(page, [200, 600], [140, 200])
    await page.waitForFunction(() => document.querySelector('dialog').scrollTop > 100)
    assert.equal(openId(page), first)
  })

  it('copies the link of the picture, or shows it if scripts must not copy', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    for (const mayCopy of [true, false]) {
      const context = await browser.newContext()
      if (mayCopy) await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      else await context.addInitScript('Object.defineProperty(navigator, "clipboard", { value: undefined })')
      const page = await context.newPage()
      await page.goto(`${server.http}/detail/x/100000001?lang=de`)
      await page.getByRole('button', { name: 'Link kopieren' }).click()
      const link = `${server.http}/detail/x/100000001`
      if (mayCopy) {
        await page.getByRole('button', { name: 'Link kopiert' }).waitFor()
        assert.equal(await page.evaluate('navigator.clipboard.readText()'), link)
      } else {
        assert.equal(await page.getByLabel('Diesen Link kopieren').inputValue(), link)
        assert.equal(await page.evaluate('String(getSelection())'), link)
      }
      await context.close()
    }
  })
})
