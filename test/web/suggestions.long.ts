import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { demoServer } from '../support/demo-server.ts'
import { axeFindings, firstRowShown, untilCounted } from '../support/gallery-page.ts'

const WIDTHS = [390, 1280, 2560]
/** The first suggestion for "mo" in each language: its type in words, if it has one. */
const LANGUAGES = { en: 'Place', de: 'Ort', fr: 'Lieu', es: 'Lugar', ja: '場所' }

describe('suggestions in the gallery', () => {
  const server = demoServer()

  async function openGallery(t: TestContext, path = '/', width = 1280): Promise<Page | null> {
    const browser = await openBrowser(t)
    if (!browser) return null
    const page = await browser.newPage({ viewport: { width, height: 800 } })
    await page.goto(server.http + path)
    await firstRowShown(page)
    return page
  }

  const field = (page: Page) => page.getByRole('combobox', { name: 'Search' })
  const options = (page: Page) => page.getByRole('option')
  const closed = (page: Page) => page.getByRole('listbox').waitFor({ state: 'hidden' })
  async function type(page: Page, text: string): Promise<void> {
    await field(page).pressSequentially(text)
    await options(page).first().waitFor()
  }

  it('are announced, reached by arrow keys, and chosen by Enter', async (t) => {
    const page = await openGallery(t)
    if (!page) return
    await type(page, 'moun')
    assert.equal(await field(page).getAttribute('aria-expanded'), 'true')
    await page
      .locator('#suggestions-status')
      .filter({ hasText: /^\d+ suggestions?$/ })
      .waitFor()
    assert.equal(await field(page).getAttribute('aria-activedescendant'), null)
    await page.keyboard.press('ArrowDown')
    const first = options(page).first()
    assert.equal(await field(page).getAttribute('aria-activedescendant'), await first.getAttribute('id'))
    assert.equal(await first.getAttribute('aria-selected'), 'true')
    const count = (await first.locator('.count').textContent())!
    await page.keyboard.press('ArrowUp')
    assert.equal(await field(page).getAttribute('aria-activedescendant'), null, 'back in the field')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await closed(page)
    assert.equal(await field(page).inputValue(), 'mountain')
    await untilCounted(page, count)
    await page.goBack()
    await page.waitForURL(`${server.http}/`)
    assert.equal(await field(page).inputValue(), '', 'by one entry of the history')
  })

  it('leave Enter, Escape and Tab to the field unless one of them is reached', async (t) => {
    const page = await openGallery(t)
    if (!page) return
    await type(page, 'moun')
    await page.keyboard.press('Enter')
    await closed(page)
    assert.match(page.url(), /\?phrase=moun$/)
    await field(page).fill('')
    await type(page, 'moun')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Escape')
    await closed(page)
    assert.equal(await field(page).inputValue(), 'moun', 'the first Escape closes the list')
    await page.keyboard.press('ArrowDown')
    await options(page).first().waitFor()
    await page.keyboard.press('Tab')
    await closed(page)
    assert.equal(await field(page).inputValue(), 'moun')
    assert.equal(await field(page).evaluate((input) => input.matches(':focus')), false)
  })

  it('filter by a name that is clicked, together with the words before it', async (t) => {
    const page = await openGallery(t)
    if (!page) return
    await type(page, 'mountain lerw')
    const place = options(page).filter({ hasText: 'Lerwick' })
    const count = (await place.locator('.count').textContent())!
    await place.click()
    await page.waitForURL(/\?phrase=mountain&keyword_ids=\d+$/)
    await untilCounted(page, count)
    assert.equal(await field(page).inputValue(), 'mountain')
    assert.match((await page.locator('#chips').textContent())!, /Lerwick/)
  })

  it('ask again with each letter, and cancel what is no longer needed', async (t) => {
    const page = await openGallery(t)
    if (!page) return
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route(/suggestions\?phrase=m&/, async (route) => {
      await held
      await route.continue().catch(() => {})
    })
    const cancelled = page.waitForEvent('requestfailed', (request) => /phrase=m&/.test(request.url()))
    const asked = page.waitForRequest(/suggestions\?phrase=m&/)
    await field(page).press('m')
    await asked
    await type(page, 'orocc')
    await cancelled
    release()
    assert.deepEqual(await options(page).locator('.name').allTextContents(), ['Morocco'])
    assert.equal(await options(page).first().locator('b').textContent(), 'o', 'what is not typed yet')
  })

  it('are not offered where the field does not search for pictures', async (t) => {
    const page = await openGallery(t)
    if (!page) return
    await page.getByRole('link', { name: 'Events' }).click()
    await page.waitForURL(/\/events$/)
    let requests = 0
    page.on('request', (request) => {
      if (request.url().includes('/suggestions')) requests++
    })
    const searched = page.waitForResponse(/\/events\?.*phrase=run/)
    await field(page).pressSequentially('run')
    await searched
    assert.equal(requests, 0)
  })

  it('have no accessibility problems at any width, and fit', async (t) => {
    for (const width of WIDTHS) {
      const page = await openGallery(t, '/', width)
      if (!page) return
      await type(page, 'mo')
      await page.keyboard.press('ArrowDown')
      assert.deepEqual(await axeFindings(page), [], `${width} px`)
      const box = (await page.getByRole('listbox').boundingBox())!
      assert.ok(box.x >= 0 && box.x + box.width <= width, `${width} px`)
      await page.close()
    }
  })

  it('are in the language of the page', async (t) => {
    for (const [language, place] of Object.entries(LANGUAGES)) {
      const page = await openGallery(t, `/?lang=${language}`)
      if (!page) return
      await page.locator('#phrase').pressSequentially('lerw')
      await options(page).filter({ hasText: place }).first().waitFor()
      await page.close()
    }
  })
})
