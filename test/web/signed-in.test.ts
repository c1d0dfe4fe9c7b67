import assert from 'node:assert/strict'
import { stat } from 'node:fs/promises'
import { before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { signUp, type TestCustomer } from '../support/customers.ts'
import { type Served, serve, type TestLibrary } from '../support/library.ts'
import { libraryOfPictures } from '../support/library-of-pictures.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

describe('the gallery of a signed-in user', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  let customer: TestCustomer

  before(async () => {
    const pictures = { '1.jpg': { title: 'A lake', width: 3000, height: 2000 } }
    library = await libraryOfPictures(lifetime, pictures, { gallery: true })
    const terms = { period: 'monthly', limit: 5, overageLimit: 1 } as const
    customer = await signUp(library, { products: [{ type: 'premiumaccess', terms }] })
    server = await serve(library)
  })

  /** Fills in the form of the sign-in page. */
  async function fillIn(page: Page, { username, password }: TestCustomer): Promise<void> {
    await page.getByLabel('User name').fill(username)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }

  it('leads from a picture to sign-in and back, to the file, and to its line in the downloads', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await browser.newPage({ acceptDownloads: true })
    await page.goto(`${server.http}/detail/a-lake/100000001`)
    await page.getByRole('link', { name: 'Sign in to download this picture' }).click()
    await fillIn(page, customer)
    await page.waitForURL('**/detail/a-lake/100000001')
    await page.getByRole('radio', { name: /^Medium 2121 × 1414 px/ }).check()
    await page.getByRole('button', { name: 'Download', exact: true }).click()
    const question = page.getByRole('dialog', { name: 'Download this picture?' })
    await question.getByText('This uses 1 of the 5 downloads that are left').waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      question.getByRole('button', { name: 'Download' }).click(),
    ])
    assert.equal(download.suggestedFilename(), 'vitrine-100000001.jpg')
    assert.ok((await stat(await download.path())).size > 1000)
    await page.getByText(/Until .+, downloading it again is not charged/).waitFor()
    await page.getByText('4 of 5 downloads left').waitFor()

    await page.getByRole('button', { name: 'Close' }).click()
    await page.locator('#account summary').click()
    await page.getByText('Northern Press').waitFor()
    await page.getByRole('link', { name: 'My downloads' }).click()
    const line = page.getByRole('listitem').filter({ hasText: 'Medium · 2121 × 1414 px · JPG' })
    await line.getByRole('link', { name: 'A lake' }).waitFor()
    const [receipt] = await Promise.all([
      page.waitForEvent('popup'),
      line.getByRole('link', { name: 'Receipt' }).click(),
    ])
    await receipt.getByRole('heading', { name: 'Receipt', exact: true }).waitFor()
  })
})
