import assert from 'node:assert/strict'
import { it } from 'node:test'
import { openBrowser } from '../support/browser.ts'
import { emptyLibrary, serve } from '../support/library.ts'

it('the OpenAPI document is shown at /docs, where operations can be tried, without requests to other hosts', async (t) => {
  const browser = await openBrowser(t)
  if (!browser) return
  const server = await serve(await emptyLibrary(t))
  const page = await browser.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`${server.http}/docs`)
  await page.getByRole('heading', { name: 'Search creative images' }).first().waitFor()
  await page.getByText('Creative images similar to a picture').first().waitFor()
  await page
    .getByRole('button', { name: /Test Request/ })
    .first()
    .click()
  await page.getByRole('button', { name: /^Send/ }).first().click()
  await page.getByText('401 Unauthorized').first().waitFor()
  const elsewhere = asked.filter((url) => !url.startsWith(`${server.http}/`) && !/^(data|blob):/.test(url))
  assert.deepEqual(elsewhere, [])
})
