import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { changeClient } from '../../../src/access/clients.ts'
import { openBrowser } from '../../support/browser.ts'
import { serveClientPage } from '../../support/client-page.ts'
import { signUp, type TestCustomer } from '../../support/customers.ts'
import { axeFindings } from '../../support/gallery-page.ts'
import { emptyLibrary, type Served, serve } from '../../support/library.ts'
import { signInAddress } from '../../support/sign-in.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'
import { until } from '../../support/until.ts'

/** Functions passed to the page run there, so this program has no types for their globals. */
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const document: any

describe('a script on another site', () => {
  const lifetime = suiteLifetime()
  let site: string
  let server: Served
  let customer: TestCustomer

  before(async () => {
    const library = await emptyLibrary(lifetime)
    site = await serveClientPage(lifetime)
    customer = await signUp(library, { redirectUris: [`${site}/callback`] })
    await changeClient(library.db, customer.clientId, { isPublic: 1 })
    server = await serve(library)
  })

  const start = () => `${site}/?${new URLSearchParams({ server: server.http, key: customer.key })}`

  const valid = () => ({ redirect_uri: `${site}/callback`, code_challenge: 'x'.repeat(43) })

  async function typeIn(page: Page, ...fields: readonly string[]) {
    for (const [at, text] of fields.entries()) {
      if (at > 0) await page.keyboard.press('Tab')
      await page.keyboard.type(text)
    }
    await page.keyboard.press('Enter')
  }

  it('signs its user in, who mistypes the password once and uses only the keyboard', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
    await page.goto(start())
    await page.waitForURL(`${server.http}/oauth2/auth?**`)
    await typeIn(page, customer.username, 'mistyped')
    await page.getByRole('alert').waitFor()
    assert.equal(await page.getByLabel('User name').inputValue(), customer.username)
    await typeIn(page, customer.password)
    await page.waitForURL(`${site}/callback?**`)
    await page.getByText('products:').waitFor()
    assert.equal(await page.locator('#result').textContent(), 'products: 200, refreshed: 200')
  })

  it('learns that its user did not agree', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
    await page.goto(start())
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText('refused: access_denied').waitFor()
  })

  it('cannot show our page in a frame', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${site}/callback`)
    const address = signInAddress(server, customer, valid())
    await page.evaluate((src) => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      return new Promise((resolve) => {
        frame.onload = resolve
        frame.src = src
      })
    }, address)
    const frame = page.frames()[1]!
    // The browser tells of the refused page a moment after its load event.
    await until(
      async () => frame.url(),
      (url) => url !== 'about:blank',
      10_000,
    )
    assert.equal(frame.url(), 'chrome-error://chromewebdata/')
    assert.equal(await frame.getByLabel('Password').count(), 0)
  })

  const views = [
    [390, 'light', 'de'],
    [390, 'dark', 'ja'],
    [1280, 'light', 'en'],
    [1280, 'dark', 'fr'],
    [390, 'light', 'es'],
  ] as const
  for (const [width, colorScheme, locale] of views)
    it(`finds our page accessible at ${width} px, ${colorScheme}, in ${locale}`, async (t) => {
      const browser = await openBrowser(t)
      if (!browser) return
      const viewport = { width, height: 800 }
      const context = await browser.newContext({ viewport, colorScheme, locale, bypassCSP: true })
      const page = await context.newPage()
      const problems: string[] = []
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
      for (const changes of [valid(), { redirect_uri: 'https://elsewhere.example/' }]) {
        const answer = await page.goto(signInAddress(server, customer, changes))
        if (answer!.status() === 200) {
          await page.locator('input[name=username]').fill(`${'long-name'.repeat(10)}@example.com`)
          await page.locator('input[name=password]').fill('wrong')
          await page.keyboard.press('Enter')
          await page.getByRole('alert').waitFor()
        }
        assert.deepEqual(await axeFindings(page), [])
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        assert.ok(overflow <= 0, `nothing sticks out at ${width} px`)
      }
      // Chromium reports the statuses of the failed attempt and of the refusal themselves.
      assert.deepEqual(
        problems.filter((text) => !/status of 400/.test(text)),
        [],
      )
    })
})
