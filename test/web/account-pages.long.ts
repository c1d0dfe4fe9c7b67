import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { createPasswordLink } from '../../src/access/password-links.ts'
import { findUser } from '../../src/access/users.ts'
import { findAssets } from '../../src/catalogue/asset.ts'
import { insertRows } from '../../src/db/insert-rows.ts'
import { openBrowser } from '../support/browser.ts'
import { ask, signUp, type TestCustomer, userToken } from '../support/customers.ts'
import { axeFindings } from '../support/gallery-page.ts'
import { signInToGallery } from '../support/gallery-session.ts'
import { type Served, serve, type TestLibrary } from '../support/library.ts'
import { libraryOfPictures } from '../support/library-of-pictures.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

/** Functions passed to the page run there, so this program has no types for their globals. */
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const document: any

const VIEWS = [
  { width: 390, height: 844, lang: 'de', scheme: 'dark' },
  { width: 1280, height: 800, lang: 'fr', scheme: 'light' },
  { width: 2560, height: 1440, lang: 'ja', scheme: 'light' },
] as const
/** Downloads that the history has: more than a page. */
const DOWNLOADS = 65

describe('the pages of a signed-in user', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  let customer: TestCustomer

  before(async () => {
    const pictures = {
      '1.jpg': { title: 'A lake', width: 3000, height: 2000, collection: 'Nature' },
      '2.jpg': { title: 'A bottle', width: 900, height: 600, collection: 'Studio' },
    }
    library = await libraryOfPictures(lifetime, pictures, { gallery: true })
    const { collectionCode } = (await findAssets(library.db, [100000001])).get(100000001)!
    const collections = [collectionCode]
    const counted = { period: 'monthly', limit: 100, overageLimit: 5 } as const
    const required = { noteRequired: true, projectCodes: ['SPRING'] }
    customer = await signUp(library, {
      name: 'Northern Press and Photographic Agency of the Outer Islands',
      products: [
        { type: 'creditpack', terms: { credits: 20, teamCredits: 10, collections } },
        { type: 'premiumaccess', terms: { ...counted, ...required, collections } },
      ],
    })
    server = await serve(library)
    await downloadOften()
  })

  /** Downloads a picture once, and copies the record, since only the page is tested here. */
  async function downloadOften(): Promise<void> {
    const token = await userToken(server, customer)
    const [product] = (await ask(server, '/v3/products', { ...customer, token })).json.products
    const path = `/v3/downloads/images/100000001?auto_download=false&product_id=${product.id}`
    assert.equal((await ask(server, path, { ...customer, token, method: 'POST' })).status, 200)
    const { seq, ...row } = await library.db.selectFrom('download').selectAll().executeTakeFirstOrThrow()
    assert.ok(seq)
    const copies = Array.from({ length: DOWNLOADS - 1 }, (_, n) => ({
      ...row,
      id: `copy-${n}`,
      atMs: row.atMs - (n + 1) * 3_600_000,
      projectCode: 'SPRING',
      notes: 'For the cover of the issue about lakes and what lives in them',
    }))
    await insertRows(library.db, 'download', copies)
  }

  /** The states in which the pages are looked at. Each leads on from the page as it is. */
  const STATES: Record<string, (page: Page, lang: string) => Promise<unknown>> = {
    'the wall with the menu': async (page, lang) => {
      await page.goto(`${server.http}/?lang=${lang}`)
      await page.locator('.uncovered').waitFor()
      await page.locator('#account summary').click()
      await page.locator('#account .menu button').waitFor()
    },
    'a picture that may be licensed': async (page, lang) => {
      await page.goto(`${server.http}/detail/a-lake/100000001?lang=${lang}`)
      await page.locator('.download button').waitFor()
      const products = page.locator('select[name=product]')
      const counted = await products.locator('option').nth(1).getAttribute('value')
      await products.selectOption(counted)
      await page.locator('.requirements textarea').waitFor()
    },
    'the question before it is charged': async (page) => {
      await page.locator('.requirements select').selectOption('SPRING')
      await page.locator('.requirements textarea').fill('For the cover')
      await page.locator('.download button').click()
      await page.locator('.question').waitFor()
    },
    'a picture that may not be licensed': async (page, lang) => {
      await page.goto(`${server.http}/detail/a-bottle/100000002?lang=${lang}`)
      await page.locator('.licensing li').first().waitFor()
    },
    downloads: async (page, lang) => {
      await page.goto(`${server.http}/downloads?lang=${lang}`)
      await page.locator('.downloads li').nth(20).waitFor()
    },
    agreements: async (page, lang) => {
      await page.goto(`${server.http}/agreements?lang=${lang}`)
      await page.locator('.agreements li').nth(1).waitFor()
    },
    'the page to sign in, after a wrong password': async (page, lang) => {
      await page.goto(`${server.http}/sign-in?lang=${lang}&to=/downloads`)
      await page.locator('[name=username]').fill(customer.username)
      await page.locator('[name=password]').fill('a wrong password')
      await page.locator('button').click()
      await page.getByRole('alert').waitFor()
    },
    'the page to choose a password, after a short one': async (page) => {
      const { id } = (await findUser(library.db, customer.username))!
      const { token } = await library.db
        .transaction()
        .execute((tx) => createPasswordLink(tx, id, library.now()))
      await page.goto(`${server.http}/set-password?token=${token}`)
      for (const name of ['password', 'repeated']) await page.locator(`[name=${name}]`).fill('short')
      await page.locator('button').click()
      await page.getByRole('alert').waitFor()
    },
  }
  for (const { width, height, lang, scheme } of VIEWS)
    it(`are accessible and fit at ${width} px, ${scheme}, in ${lang}`, async (t) => {
      const browser = await openBrowser(t)
      if (!browser) return
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: scheme,
        locale: lang,
      })
      const { cookies } = await signInToGallery(server, customer)
      const pairs = cookies.split('; ').map((cookie) => cookie.split('='))
      await context.addCookies(
        pairs.map(([name, value]) => ({ name: name!, value: value!, url: server.http })),
      )
      const page = await context.newPage()
      const errors: string[] = []
      page.on('pageerror', ({ message }) => errors.push(message))
      for (const [state, reach] of Object.entries(STATES)) {
        await reach(page, lang)
        assert.deepEqual(await axeFindings(page), [], state)
        const overflow = await page.evaluate(() => {
          const boxes = [document.documentElement, ...document.querySelectorAll('dialog[open]')]
          return Math.max(...boxes.map((box) => box.scrollWidth - box.clientWidth))
        })
        assert.ok(overflow <= 0, `${state} is ${overflow} px too wide`)
      }
      assert.deepEqual(errors, [])
    })

  it('list all downloads page by page, and Back returns to where they were left', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await browser.newPage({ locale: 'en' })
    await page.goto(`${server.http}/sign-in?to=/downloads`)
    await page.getByLabel('User name').fill(customer.username)
    await page.getByLabel('Password').fill(customer.password)
    await page.keyboard.press('Enter')
    await page.getByText(`${DOWNLOADS} downloads`).waitFor()
    const lines = page.locator('.downloads li')
    for (const shown of [30, 60, DOWNLOADS]) await lines.nth(shown - 1).scrollIntoViewIfNeeded()
    const last = lines.nth(DOWNLOADS - 2)
    await last.getByText('SPRING · For the cover').waitFor()
    assert.equal(await last.getByRole('button', { name: 'Download again' }).count(), 0)
    await last.getByRole('link', { name: 'License again' }).click()
    await page.locator('.download button').waitFor()
    await page.reload()
    await page.locator('.download button').waitFor()
    await page.goBack()
    await lines.nth(DOWNLOADS - 1).waitFor()
    await page.waitForFunction(() => document.documentElement.scrollTop > 500)
  })

  it('say what each agreement covers, and let team credits pay', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await browser.newPage({ locale: 'en' })
    await page.goto(`${server.http}/sign-in?to=/agreements`)
    await page.getByLabel('User name').fill(customer.username)
    await page.getByLabel('Password').fill(customer.password)
    await page.keyboard.press('Enter')
    for (const sentence of [
      'Only this collection: Nature.',
      '100 downloads each month.',
      'Then 5 more downloads, billed as overage.',
      'Each download needs this project code: SPRING.',
      'Each download needs a note.',
    ])
      await page.locator('.agreements').getByText(sentence).first().waitFor()
    await page.goto(`${server.http}/detail/a-lake/100000001`)
    await page.getByLabel('Small', { exact: false }).first().check()
    await page.getByLabel('Product').selectOption({ label: 'Agreement (Credit pack)' })
    await page.getByLabel('Pay with team credits').check()
    await page.getByRole('button', { name: 'Download', exact: true }).click()
    const question = page.getByRole('dialog', { name: 'Download this picture?' })
    await question
      .getByText(/This costs \d+ team credits? of Agreement \(Credit pack\): 10 team credits left\./)
      .waitFor()
    await question.getByRole('button', { name: 'Download' }).click()
    await page.getByText('Your browser is saving the file.').waitFor()
    const token = await userToken(server, customer)
    const [pack] = (await ask(server, '/v1/products', { ...customer, token })).json.products
    assert.ok(pack.team_credits < 10)
  })
})
