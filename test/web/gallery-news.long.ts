import assert from 'node:assert/strict'
import { before, describe, it, type TestContext } from 'node:test'
import { withdrawAsset } from '../../src/catalogue/asset-lifecycle.ts'
import { saveEvent } from '../../src/catalogue/events.ts'
import type { Library } from '../../src/compose.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { openBrowser } from '../support/browser.ts'
import { axeFindings, untilCounted } from '../support/gallery-page.ts'
import { emptyLibrary, get, ingestAndIndex, type Served, serve, temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'
import { addRecord } from '../support/records.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

/** Functions passed to the page run there, so this program has no types for their globals. */
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const document: any

const PERSON = { type: 'SpecificPeople', text: 'Vera Muster' } as const
const PLACE = { type: 'Location', text: 'Bergen' } as const

function addEvent(library: Library, name: string, more: { parentId?: number; heroAssetId?: number } = {}) {
  const description = {
    name,
    names: { de: `${name} auf Deutsch` },
    segments: ['news' as const],
    type: 'Festival',
    startMs: Date.UTC(2025, 5, 12),
    parentId: null,
    heroAssetId: null,
    city: 'Bergen',
    venue: 'Sample House',
    provinceState: null,
    countryName: 'Norway',
    countryCode: 'NOR',
    ...more,
  }
  const now = library.now()
  return library.db.transaction().execute((tx) => saveEvent(tx, { id: null, description, now }))
}

/** Three creative pictures with files, and editorial ones without: two of a festival, one of its first sub-event. */
async function newsGallery(t: Pick<TestContext, 'after'>): Promise<Served & { festival: number }> {
  const folder = await temporaryFolder(t)
  for (const [index, colour] of ['red', 'red', 'blue'].entries())
    await writePicture(folder, `${index}.jpg`, {
      title: `Plain ${colour} ${index}`,
      keywords: ['plain'],
      artist: 'Ada Example',
      colour,
      width: 600,
      height: 400,
      created: '2024-01-01',
      jobId: 'plain',
    })
  const library = await emptyLibrary(t, { gallery: true })
  await ingestAndIndex(library, folder)
  const festival = await addEvent(library, 'Aurora Festival', { heroAssetId: 100000001 })
  const part = await addEvent(library, 'Opening night', { parentId: festival })
  const news = { family: 'editorial', licenseModel: 'rightsready', collection: 'Desk' } as const
  await addRecord(library, {
    ...news,
    title: 'The minister speaks',
    artist: 'Nell Sample',
    keywords: [PERSON, PLACE],
    segments: ['news'],
    eventIds: [festival],
  })
  await addRecord(library, {
    ...news,
    title: 'A stage in light',
    artist: 'Nell Sample',
    keywords: [PLACE],
    segments: ['entertainment'],
    eventIds: [festival, part],
  })
  const gone = await addRecord(library, { ...news, title: 'Taken back', eventIds: [festival] })
  await addRecord(library, {
    ...news,
    title: 'Not yet',
    eventIds: [festival],
    visibleFromMs: Date.now() + 1e9,
  })
  await library.db.transaction().execute((tx) => withdrawAsset(tx, gone, library.now()))
  await catchUp(library)
  return { ...(await serve(library)), festival }
}

describe('the gallery with editorial pictures', () => {
  const lifetime = suiteLifetime()
  let server: Awaited<ReturnType<typeof newsGallery>>
  before(async () => {
    server = await newsGallery(lifetime)
  })

  it('switches between families, and filters by people, places and artists with their counts', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(server.http)
    await untilCounted(page, '3 pictures')
    await page.getByRole('radio', { name: 'Editorial' }).check()
    // Withdrawn and embargoed pictures are not there.
    await untilCounted(page, '2 pictures')
    assert.equal(await page.locator('#pictures .card').getByText('No image available').count(), 2)
    await page.getByRole('link', { name: 'Vera Muster 1' }).click()
    await untilCounted(page, '1 picture')
    assert.match(page.url(), /\?family=editorial&specific_people=Vera\+Muster$/)
    await page.getByRole('link', { name: 'Remove: Vera Muster' }).click()
    await untilCounted(page, '2 pictures')
    await page.getByLabel('Category').selectOption('entertainment')
    await untilCounted(page, '1 picture')
    await page.getByRole('radio', { name: 'All' }).check()
    await untilCounted(page, '5 pictures')
    assert.match(page.url(), /\?family=all$/, 'what a search has not is not asked of it')
  })

  it('shows events, their sub-events and their pictures, and axe finds no problem', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    for (const [width, colorScheme] of [
      [390, 'light'],
      [1280, 'dark'],
    ] as const) {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme,
        bypassCSP: true,
      })
      const page = await context.newPage()
      await page.goto(`${server.http}/events`)
      await page.getByText('2 events').waitFor()
      const heading = await page.getByRole('heading', { name: 'Events', level: 1 }).boundingBox()
      assert.ok(heading!.height > 20, 'the heading can be seen')
      const link = page.getByRole('navigation').getByRole('link', { name: 'Events' })
      assert.equal(await link.getAttribute('aria-current'), 'page')
      assert.deepEqual(await axeFindings(page), [], `events at ${width} px`)
      await page.getByRole('link', { name: 'Aurora Festival' }).click()
      await page.getByRole('heading', { name: 'Sub-events' }).waitFor()
      await page.getByRole('link', { name: 'A stage in light' }).waitFor()
      assert.equal(await page.locator('#pictures li').count(), 2)
      assert.match(page.url(), new RegExp(`/events/${server.festival}$`))
      assert.equal(await page.title(), 'Aurora Festival – Vitrine')
      assert.equal(await link.getAttribute('aria-current'), 'true')
      assert.deepEqual(await axeFindings(page), [], `an event at ${width} px`)
      await page.getByRole('link', { name: 'The minister speaks' }).click()
      await page.locator('.facts').getByRole('link', { name: 'Aurora Festival' }).waitFor()
      await page.keyboard.press('Escape')
      await page.waitForURL(new RegExp(`/events/${server.festival}$`))
      await page.getByRole('link', { name: 'Opening night' }).click()
      await page.getByRole('heading', { name: 'Opening night' }).waitFor()
      await page.waitForFunction(() => document.querySelectorAll('#pictures li').length === 1)
      await context.close()
    }
  })

  it('offers pictures and all events if a search finds no events', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await browser.newPage({ locale: 'en-US' })
    await page.goto(`${server.http}/events?phrase=minister`)
    await page.getByText('No events found for “minister”').waitFor()
    await page.getByRole('link', { name: 'Search editorial pictures instead' }).click()
    await page.getByRole('link', { name: 'The minister speaks' }).waitFor()
    await page.goBack()
    await page.getByRole('link', { name: 'All events' }).click()
    await page.getByRole('link', { name: 'Aurora Festival', exact: true }).waitFor()
  })

  it('uses the chosen language, and keeps it in links', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await browser.newPage({ locale: 'en-US' })
    await page.goto(`${server.http}/events`)
    await page.getByRole('link', { name: 'Aurora Festival', exact: true }).waitFor()
    await page.getByLabel('Language').selectOption('Deutsch')
    await page.getByRole('link', { name: 'Aurora Festival auf Deutsch' }).click()
    await page.getByRole('link', { name: 'The minister speaks' }).click()
    await page.locator('.facts').getByText('Ressort').waitFor()
    assert.match(page.url(), /\/detail\/the-minister-speaks\/\d+\?lang=de$/)
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'de')
    const french = await browser.newPage({ locale: 'fr-CA' })
    await french.goto(server.http)
    await french.getByText('3 images').waitFor()
  })

  it('finds pictures by colour, of the same series and similar ones, and translates API values', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(`${server.http}/?orientations=bogus&nonsense=1`)
    await untilCounted(page, '3 pictures')
    assert.equal(page.url(), `${server.http}/`, 'what nobody offers does not stay in the address')
    await page.getByLabel('Custom colour').fill('#ff0000')
    await untilCounted(page, '2 pictures')
    assert.match(page.url(), /color=ff0000$/)
    await page.locator('#pictures a').first().click()
    await page.getByRole('heading', { name: 'Similar pictures' }).waitFor()
    const facts = (await page.locator('dialog').textContent()) ?? ''
    assert.ok(facts.includes('Photograph, in colour'), facts)
    assert.match(facts, /LicenceNot statedUsage termsNot stated/)
    await page.locator('.strip a').first().click()
    await page.waitForFunction(() => document.querySelectorAll('.strips .strip').length > 0)
    await page.locator('.facts').getByRole('link', { name: 'Ada Example' }).click()
    await untilCounted(page, '3 pictures')
    assert.match(page.url(), /\?artists=Ada\+Example$/)
  })

  it('shows the licence model as text, and a rights statement by its name with a link', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const library = await emptyLibrary(t, { gallery: true })
    const webStatement = 'https://creativecommons.org/licenses/by/4.0/'
    await addRecord(library, { title: 'Lake', licenseModel: 'royaltyfree', webStatement })
    await catchUp(library)
    const page = await browser.newPage()
    await page.goto(`${(await serve(library)).http}/detail/lake/100000001`)
    const link = page.getByRole('link', { name: 'Creative Commons Attribution 4.0' })
    await link.waitFor()
    assert.equal(await link.getAttribute('href'), webStatement)
    const facts = (await page.locator('.facts dl').textContent()) ?? ''
    assert.ok(facts.includes('LicenceRoyalty-free · Creative Commons Attribution 4.0'), facts)
    assert.ok(!facts.includes('Usage terms'), facts)
  })

  it('shows the label of a work without a picture, formatted for each language', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const library = await emptyLibrary(t, { gallery: true })
    const work = { artist: 'Ada Example', city: 'Bergen', countryName: 'Norway' }
    await addRecord(library, {
      ...work,
      title: 'Study',
      dateText: 'after c. 1830',
      physicalSize: '10 × 20 mm',
    })
    await addRecord(library, { ...work, title: 'Sketch', dateCreated: '1831' })
    await catchUp(library)
    const { http } = await serve(library)
    for (const [lang, none, ofWhole, of, place] of [
      ['de', 'Kein Bild verfügbar', 'after c. 1830', '1831', 'Bergen, Norway'],
      ['ja', '画像はありません', 'after c. 1830', '1831年', 'Bergen、Norway'],
    ] as const) {
      const page = await browser.newPage()
      await page.goto(`${http}/?lang=${lang}`)
      await page.locator('#pictures .card', { hasText: 'Study' }).click()
      const facts = page.locator('.facts')
      await facts.getByText(ofWhole, { exact: true }).waitFor()
      await facts.getByText('10 × 20 mm').waitFor()
      await facts.getByText(place, { exact: true }).waitFor()
      assert.equal(await page.locator('.detail figure').textContent(), none)
      assert.equal(await page.locator('.detail img').count(), 0)
      await page.locator('.strip').getByText('Sketch').click()
      await facts.getByText(of, { exact: true }).waitFor()
    }
    const wrong = await browser.newPage({ viewport: { width: 390, height: 844 } })
    await wrong.goto(`${http}/?lang=de&phrase=${'x'.repeat(2001)}`)
    await wrong.getByText('Diese Suche ist so nicht möglich.').waitFor()
    assert.ok(await wrong.evaluate(() => document.documentElement.scrollWidth <= 390))
  })

  it('has its filters in a sheet if there is no room beside the pictures', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, bypassCSP: true })
    const page = await context.newPage()
    await page.goto(server.http)
    await untilCounted(page, '3 pictures')
    assert.equal(await page.getByLabel('Shape').isVisible(), false)
    await page.getByRole('button', { name: 'Filters' }).click()
    assert.deepEqual(await axeFindings(page), [])
    await page.getByLabel('Shape').selectOption('vertical')
    await page.getByRole('button', { name: 'Show 0 pictures' }).waitFor()
    await page.keyboard.press('Escape')
    assert.equal(await page.getByLabel('Shape').isVisible(), false)
    assert.equal(await page.evaluate(() => document.activeElement.id), 'toggle')
    await page.getByRole('heading', { name: 'No pictures found' }).waitFor()
  })

  it('responds to unknown addresses with a page for browsers and JSON for programs', async () => {
    for (const path of ['/nope', '/detail/x/999', '/events/999']) {
      const page = await get(server.http + path, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })
      assert.equal(page.status, 404, path)
      assert.match(page.headers.get('content-type')!, /^text\/html/)
      assert.match(page.text, /Page not found/)
      const told = await get(server.http + path, { accept: '*/*' })
      assert.equal(told.status, 404)
      assert.equal(told.json.ErrorCode, 'NotFound')
    }
    assert.match(
      (await get(`${server.http}/events/${server.festival}`)).text,
      /<title>Aurora Festival<\/title>/,
    )
  })
})
