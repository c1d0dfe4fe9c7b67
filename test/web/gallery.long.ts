import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { openBrowser } from '../support/browser.ts'
import { axeFindings, firstRowShown, untilCounted } from '../support/gallery-page.ts'
import { emptyLibrary, get, type Served, serve } from '../support/library.ts'
import { libraryOfPictures } from '../support/library-of-pictures.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const COLOURS = ['teal', 'coral', 'gold', 'orchid', 'olive', 'navy', 'tomato', 'sienna']

/** A picture of one colour: every second is plain, every third is vertical. */
const picture = (index: number) => ({
  title: `Picture ${index}`,
  keywords: [index % 2 === 0 ? 'even' : 'odd', 'one person'],
  artist: 'Ada Example',
  caption: 'A plain <colour>.',
  colour: COLOURS[index % 8]!,
  created: `2024-01-${String(index + 1).padStart(2, '0')}`,
  ...(index % 3 === 2 ? { width: 400, height: 600 } : { width: 600, height: 400 }),
})

/** Functions passed to the page run there, so this program has no types for their globals. */
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const document: any

describe('the gallery', () => {
  const lifetime = suiteLifetime()
  let server: Served
  before(async () => {
    const pictures = Array.from({ length: 24 }, (_, index) => [
      `${String(index).padStart(2, '0')}.jpg`,
      picture(index),
    ])
    server = await serve(await libraryOfPictures(lifetime, Object.fromEntries(pictures), { gallery: true }))
  })

  it('looks right at 390, 1280 and 2560 px, in light and dark, and axe finds no problem', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    for (const [width, colorScheme] of [
      [390, 'light'],
      [390, 'dark'],
      [1280, 'dark'],
      [2560, 'light'],
    ] as const) {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme,
        bypassCSP: true,
      })
      const page = await context.newPage()
      const problems: string[] = []
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
      page.on('pageerror', (error) => problems.push(error.message))
      await page.goto(server.http)
      await firstRowShown(page)
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      assert.ok(overflow <= 0, `nothing sticks out at ${width} px`)
      const rows = await page.evaluate(() => {
        const wall = document.getElementById('pictures')!.getBoundingClientRect()
        const byTop = Map.groupBy([...document.querySelectorAll('#pictures li')], (li) =>
          Math.round(li.getBoundingClientRect().top),
        )
        return [...byTop.values()]
          .slice(0, -1)
          .map((row) => wall.right - row.at(-1)!.getBoundingClientRect().right)
      })
      assert.ok(
        rows.every((left) => left >= 0 && left < 3),
        `rows fill the width at ${width} px: ${rows}`,
      )
      const narrowest = await page.evaluate(() =>
        Math.min(
          ...[...document.querySelectorAll('#pictures li')].map((li) => li.getBoundingClientRect().width),
        ),
      )
      assert.ok(narrowest >= 64, `no picture is a strip at ${width} px: ${narrowest}`)
      const enlarged = await page.evaluate(() =>
        [...document.querySelectorAll('#pictures img')]
          .filter((picture) => picture.naturalWidth > 0)
          .map((picture) => picture.getBoundingClientRect().height / picture.naturalHeight),
      )
      assert.ok(Math.max(...enlarged) < 1.5, `pictures are near their own size at ${width} px: ${enlarged}`)
      assert.deepEqual(await axeFindings(page), [], `the grid at ${width} px in ${colorScheme}`)
      await page.locator('#pictures a').first().click()
      await page.locator('.detail figure img').waitFor()
      assert.deepEqual(await axeFindings(page), [], `a picture at ${width} px in ${colorScheme}`)
      assert.deepEqual(problems, [])
      await context.close()
    }
  })

  it('searches while typing, and its address can be shared', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await browser.newPage()
    await page.goto(server.http)
    await page.getByRole('combobox', { name: 'Search' }).pressSequentially('even')
    await untilCounted(page, '12 pictures')
    await page.getByLabel('Shape').selectOption('vertical')
    await untilCounted(page, '4 pictures')
    assert.match(page.url(), /\/\?phrase=even&orientations=vertical$/)

    const shared = await browser.newPage()
    await shared.goto(page.url())
    await untilCounted(shared, '4 pictures')
    assert.equal(await shared.getByRole('combobox', { name: 'Search' }).inputValue(), 'even')
    await shared.getByRole('button', { name: 'Clear' }).click()
    await untilCounted(shared, '24 pictures')
  })

  it('works by keyboard: arrows move, Enter opens, Escape returns to the same picture', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(`${server.http}/?sort_order=most_popular`)
    await firstRowShown(page)
    const focused = () => page.evaluate(() => document.activeElement?.querySelector('img')?.alt)
    await page.locator('#pictures a').first().focus()
    const first = await focused()
    await page.keyboard.press('ArrowRight')
    const second = await focused()
    assert.notEqual(second, first)
    await page.keyboard.press('ArrowDown')
    const below = await focused()
    const rows = await page.evaluate(() =>
      [...document.querySelectorAll('#pictures img')].map(
        (picture) => [picture.getAttribute('alt'), picture.getBoundingClientRect().top] as const,
      ),
    )
    const top = (alt: string | null | undefined) => rows.find(([name]) => name === alt)![1]
    assert.ok(top(below) > top(second), 'down is in the next row')
    await page.keyboard.press('ArrowUp')
    assert.equal(await focused(), second)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: second! }).waitFor()
    assert.match(page.url(), /\/detail\/picture-\d+\/\d+$/)
    await page.keyboard.press('Escape')
    await page.waitForFunction((alt) => document.activeElement?.querySelector('img')?.alt === alt, second)
    await page.waitForURL(/\?sort_order=most_popular$/)
  })

  it('shows the facts of a picture, and tells search engines how it is licensed', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await browser.newPage()
    await page.goto(`${server.http}/detail/whatever/100000002`)
    await page.getByRole('heading', { name: 'Picture 1' }).waitFor()
    const text = (await page.locator('dialog').textContent()) ?? ''
    for (const fact of [
      'A plain <colour>.',
      'Ada Example',
      '600 × 400 px',
      'odd',
      'one person',
      '/v3/images/100000002?fields=',
    ]) {
      assert.ok(text.includes(fact), fact)
    }
    const json = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '')
    assert.equal(json['@type'], 'ImageObject')
    assert.equal(json.name, 'Picture 1')
    assert.equal(json.acquireLicensePage, `${server.http}/detail/picture-1/100000002`)
    assert.equal((await fetch(json.contentUrl)).status, 200)
    await page.locator('.keywords').getByText('odd').click()
    await untilCounted(page, '12 pictures')
    assert.equal((await get(`${server.http}/detail/x/5`)).status, 404)
  })

  it('has a key that only its own page can use, and only for reading', async () => {
    const page = await get(server.http)
    const key = /name="api-key" content="([a-z0-9]{24})"/.exec(page.text)![1]!
    const send = (headers: Record<string, string>, method = 'GET') =>
      fetch(`${server.http}/v3/countries`, { method, headers: { 'api-key': key, ...headers } })
    assert.equal((await send({ referer: `${server.http}/` })).status, 200)
    assert.equal((await send({})).status, 403)
    assert.equal((await send({ referer: 'https://elsewhere.example/' })).status, 403)
    assert.equal((await send({ referer: `${server.http}/` }, 'POST')).status, 403)
    const many = await Promise.all(Array.from({ length: 60 }, () => send({ referer: `${server.http}/` })))
    assert.ok(
      many.some(({ status }) => status === 429),
      'one visitor has a limit',
    )
  })

  it('is closed unless the owner opens it', async (t) => {
    const server = await serve(await emptyLibrary(t))
    assert.equal((await get(server.http)).status, 404)
  })
})
