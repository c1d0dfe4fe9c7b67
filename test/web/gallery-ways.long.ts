import assert from 'node:assert/strict'
import { before, describe, it, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { catchUp } from '../../src/search/indexer.ts'
import { openBrowser } from '../support/browser.ts'
import { axeFindings, untilCounted } from '../support/gallery-page.ts'
import { emptyLibrary, type Served, serve, type TestLibrary } from '../support/library.ts'
import { addRecord } from '../support/records.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

/** Functions passed to the page run there, so this program has no types for their globals. */
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const document: any
declare const history: { length: number }

const SIZE = { width: 600, height: 400 }
const TALL = { width: 400, height: 600 }

/** Opens a page of the gallery in its own window; null if there is no browser. */
async function open(t: TestContext, url: string, width = 1280): Promise<Page | null> {
  const browser = await openBrowser(t)
  const context = await browser?.newContext({ viewport: { width, height: 800 }, bypassCSP: true })
  const page = await context?.newPage()
  await page?.goto(url)
  return page ?? null
}

const titles = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('#pictures a')].map(
      (link) => link.querySelector('img')?.alt ?? link.querySelector('strong').textContent,
    ),
  )

describe('a library with only editorial pictures', () => {
  it('opens with them, the newest with a file first, at the same address', async (t) => {
    const library = await emptyLibrary(t, { gallery: true })
    const add = (title: string, dateCreated: string, size?: typeof SIZE) =>
      addRecord(library, { title, family: 'editorial', dateCreated, ...(size && { size }) })
    await add('Old picture', '2020-01-01', SIZE)
    await add('New record', '2024-01-01')
    await add('New picture', '2023-01-01', SIZE)
    await catchUp(library)
    const { http } = await serve(library)
    const page = await open(t, http)
    if (!page) return
    await untilCounted(page, '3 pictures')
    assert.deepEqual(await titles(page), ['New picture', 'Old picture', 'New record'])
    assert.equal(page.url(), `${http}/`)
    assert.equal(await page.getByRole('radio', { name: 'Editorial' }).isChecked(), true)
    assert.equal(await page.getByLabel('Sort by').inputValue(), 'newest')
    await page.getByRole('combobox', { name: 'Search' }).pressSequentially('old')
    await untilCounted(page, '1 picture')
    assert.equal(await page.getByLabel('Sort by').inputValue(), 'best_match')
    await page.getByRole('radio', { name: 'Creative' }).check()
    await page.getByRole('heading', { name: 'No pictures found for “old”' }).waitFor()
    await page.getByRole('link', { name: 'Editorial pictures' }).click()
    await untilCounted(page, '1 picture')
  })
})

describe('the way to other pictures', () => {
  let server: Served
  let library: TestLibrary
  const lifetime = suiteLifetime()
  before(async () => {
    library = await emptyLibrary(lifetime, { gallery: true })
    const plain = { collection: 'Plain', keywords: [{ type: 'Keyword', text: 'water' }] } as const
    for (const [title, dateCreated, size] of [
      ['Lake at dawn', '2021-06-01', SIZE],
      ['Lake in rain', '2022-06-01', TALL],
      ['Harbour', '2023-06-01', TALL],
    ] as const)
      await addRecord(library, { ...plain, title, dateCreated, size })
    for (const title of ['Lake festival', 'Regatta on the lake'])
      await addRecord(library, { ...plain, title, family: 'editorial', size: SIZE })
    await catchUp(library)
    server = await serve(library)
  })

  it('leads from an empty result to the other family, and to the same search with fewer filters', async (t) => {
    const page = await open(t, `${server.http}/?phrase=regatta&orientations=vertical&date_from=2022-01-01`)
    if (!page) return
    const ways = page.locator('#nothing li')
    await ways.first().waitFor()
    assert.deepEqual(await ways.allTextContents(), ['Without “regatta”2 pictures'])
    await page.goto(`${server.http}/?phrase=regatta&color=ff0000`)
    await page.getByRole('heading', { name: 'No pictures found for “regatta”' }).waitFor()
    assert.deepEqual(await axeFindings(page), [])
    assert.equal(await ways.first().textContent(), 'Editorial pictures1 picture')
    await page.getByRole('link', { name: 'Editorial pictures' }).click()
    await untilCounted(page, '1 picture')
    assert.match(page.url(), /\/\?phrase=regatta&family=editorial$/)
    await page.locator('#nothing').waitFor({ state: 'hidden' })
    await page.goto(`${server.http}/?phrase=xyzzy`)
    await page.getByText('Try other or fewer words').waitFor()
    await page.getByRole('link', { name: 'All pictures' }).click()
    await untilCounted(page, '3 pictures')
  })

  it('says when only some of the words match, and offers related searches', async (t) => {
    const page = await open(t, `${server.http}/?phrase=lake+harbour`)
    if (!page) return
    await page.getByText('Nothing has all of these words. These results have some of them.').waitFor()
    await untilCounted(page, '3 pictures')
    await page.getByRole('combobox', { name: 'Search' }).fill('lake')
    const related = page.getByRole('region', { name: 'Related searches' })
    await related.getByRole('link', { name: 'lake water' }).click()
    await page.waitForURL(/\?phrase=lake\+water$/)
    assert.equal(await page.getByText('some of them').count(), 0)
  })

  it('says when the spelling was corrected', async (t) => {
    const page = await open(t, `${server.http}/?phrase=harbuor`)
    if (!page) return
    await page.getByText('Nothing was found for “harbuor”. These are the results for “harbour”.').waitFor()
    assert.deepEqual(await titles(page), ['Harbour'])
    await page.getByRole('link', { name: 'harbour', exact: true }).click()
    await page.waitForURL(/\?phrase=harbour$/)
    await page.getByText('These are the results').waitFor({ state: 'detached' })
    await page.goto(`${server.http}/?phrase=harbuor&family=editorial`)
    await page.getByRole('heading', { name: 'No pictures found for “harbuor”' }).waitFor()
    assert.equal(await page.getByText('These are the results').count(), 0, 'there are none')
  })

  it('filters by dates, shows each active filter, and labels the button of the panel', async (t) => {
    const page = await open(t, server.http)
    if (!page) return
    await untilCounted(page, '3 pictures')
    const start = await page.evaluate(() => history.length)
    await page.getByLabel('From', { exact: true }).fill('2022-06-01')
    await untilCounted(page, '2 pictures')
    await page.getByLabel('To', { exact: true }).pressSequentially('12312022')
    await untilCounted(page, '1 picture')
    assert.equal(await page.evaluate(() => history.length), start + 1, 'digits make no entry')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => history.length), start + 2)
    assert.match(page.url(), /\/\?date_from=2022-06-01&date_to=2022-12-31$/)
    await page.getByLabel('Shape').selectOption('vertical')
    await page.getByLabel('Style').selectOption('photography')
    await untilCounted(page, '1 picture')
    const chips = page.getByRole('list', { name: 'Active filters' }).getByRole('link')
    await page.getByRole('link', { name: 'Remove: Vertical' }).waitFor()
    assert.deepEqual(await chips.allTextContents(), [
      'Vertical ×',
      'Photograph ×',
      'Since June 1, 2022 ×',
      'Until December 31, 2022 ×',
    ])
    await page.getByRole('link', { name: 'Remove: Until December 31, 2022' }).click()
    await untilCounted(page, '2 pictures')
    await page.goBack()
    await untilCounted(page, '1 picture')
    const panel = page.getByRole('complementary', { name: 'Filters' })
    await page.getByRole('button', { name: 'Hide filters 4' }).click()
    assert.equal(await panel.isVisible(), false)
    await page.getByRole('button', { name: 'Show filters 4' }).click()
    assert.equal(await panel.isVisible(), true)
  })
})
