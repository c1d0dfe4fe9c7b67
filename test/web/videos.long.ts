import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { makeBoard, signedIn } from '../support/boards.ts'
import { signUp, type TestCustomer } from '../support/customers.ts'
import { axeFindings, untilCounted } from '../support/gallery-page.ts'
import { emptyLibrary, type Served, serve, temporaryFolder } from '../support/library.ts'
import { ingestRecords, lines } from '../support/manifests.ts'
import { openAs } from '../support/open-as.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { mp4, VIDEO_RECORDS } from '../support/videos.ts'

/** Functions passed to the page run there, so this program has no types for their globals. */
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const document: any

describe('videos in the gallery', () => {
  const lifetime = suiteLifetime()
  let server: Served
  let ids: Record<string, string>
  let user: TestCustomer
  /** Whose downloads are counted. */
  let limited: TestCustomer

  before(async () => {
    const library = await emptyLibrary(lifetime, { gallery: true })
    const folder = await temporaryFolder(lifetime)
    await writeFile(join(folder, 'harbour.mp4'), mp4())
    const [collection, event, first, ...others] = VIDEO_RECORDS
    const withFile = { ...first, file: 'harbour.mp4' }
    await writeFile(join(folder, 'agency.jsonl'), lines(collection, event, withFile, ...others))
    const { outcomes } = await ingestRecords(library, join(folder, 'agency.jsonl'))
    ids = Object.fromEntries(
      outcomes.flatMap((it) => ('assetId' in it && it.id ? [[it.id, String(it.assetId)]] : [])),
    )
    user = await signUp(library, {
      products: [{ type: 'easyaccess', terms: { largestSize: 'xx_large', families: ['creative'] } }],
    })
    limited = await signUp(library, {
      name: 'Limited',
      products: [{ type: 'imagepack', terms: { largestSize: 'xx_large', limit: 3 } }],
    })
    server = await serve(library)
  })

  const cards = (page: Page) => page.locator('#pictures :is(.video, .poster)')
  const titles = (page: Page) => page.locator('#pictures :is(.video strong, .poster span)').allTextContents()

  it('are searched by what only videos have, and Back returns to the pictures', async (t) => {
    const page = await openAs(t, server, '/?phrase=harbour')
    if (!page) return
    await page.getByRole('radio', { name: 'Videos' }).check()
    await untilCounted(page, '3 videos')
    assert.deepEqual(await cards(page).filter({ hasText: 'dawn' }).locator('.length').allTextContents(), [
      'Video 0:15',
    ])
    assert.equal(await page.getByLabel('Colour').isVisible(), false)
    await page.getByLabel('Length').selectOption('10 to 30 seconds')
    await untilCounted(page, '1 video')
    assert.deepEqual(await titles(page), ['Harbour at dawn'])
    await page.getByRole('link', { name: 'Remove: 10 to 30 seconds' }).click()
    await page.getByLabel('Aspect ratio').selectOption('9:16')
    await untilCounted(page, '1 video')
    assert.deepEqual(await titles(page), ['Harbour crane'])
    await page.getByLabel('Resolution').selectOption('4K or better')
    await page.getByRole('heading', { name: 'No videos found for “harbour”' }).waitFor()
    await page.getByRole('link', { name: 'Without “9:16”' }).click()
    await untilCounted(page, '1 video')
    for (let steps = 0; steps < 6; steps++) await page.goBack()
    await untilCounted(page, '1 picture')
    assert.equal(await page.getByLabel('Pictures', { exact: true }).first().isChecked(), true)
  })

  it('have a page with what is known of them, related videos, and a download', async (t) => {
    const page = await openAs(t, server, '/?media=video', { user })
    if (!page) return
    await cards(page).filter({ hasText: 'dawn' }).click()
    const detail = page.getByRole('dialog')
    await detail.getByRole('heading', { name: 'Harbour at dawn' }).waitFor()
    for (const fact of ['QuickTime H.264 3840x2160 29.97p', '3840 × 2160 px, 16:9', 'Time lapse', '0:15'])
      await detail.getByText(fact, { exact: true }).first().waitFor()
    await detail.getByRole('heading', { name: 'From the same series' }).waitFor()
    await detail.locator('.strip').first().getByText('Harbour crane').waitFor()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      detail.getByRole('button', { name: 'Download' }).click(),
    ])
    assert.match(file.suggestedFilename(), /\.mp4$/)
    await detail.locator('.strip').first().getByText('Harbour crane').click()
    await detail.getByText('This video has no file yet, so it cannot be downloaded.').waitFor()
    await page.goBack()
    await page.goBack()
    await cards(page).first().waitFor()
    await page.goto(`${server.http}/detail/runners/${ids.v3}`)
    await detail.getByRole('heading', { name: 'Your agreements do not cover this video' }).waitFor()
    await detail.getByText(/does not include editorial pictures/).waitFor()
  })

  it('are marked where no agreement covers them, whether they have a file or not', async (t) => {
    const page = await openAs(t, server, '/?media=video&family=all', { user })
    if (!page) return
    const locked = page.locator('#pictures li:has(.uncovered) strong')
    await locked.first().waitFor()
    assert.deepEqual(await locked.allTextContents(), ['Runners at the harbour'])
  })

  it('have a page at their address, which requests no picture, and are named as videos', async (t) => {
    const page = await openAs(t, server, '/', { user: limited })
    if (!page) return
    const failed: string[] = []
    page.on('response', (response) => {
      if (response.status() >= 400) failed.push(`${response.status()} ${response.url()}`)
    })
    await page.goto(`${server.http}/detail/x/${ids.v1}`)
    await page.getByRole('button', { name: 'Download' }).click()
    const question = page.getByRole('dialog', { name: 'Download this video?' })
    await Promise.all([
      page.waitForEvent('download'),
      question.getByRole('button', { name: 'Download' }).click(),
    ])
    await page.goto(`${server.http}/downloads`)
    await page.getByRole('link', { name: 'Harbour at dawn' }).click()
    await page.getByRole('dialog').getByRole('heading', { name: 'Harbour at dawn' }).waitFor()
    const board = await makeBoard(await signedIn(server, limited), 'Cuts', [ids.v1!, ids.p1!])
    await page.goto(server.http + board.replace('/v3', ''))
    await page.getByText('2 items').waitFor()
    await page.locator('#pictures a').first().focus()
    await page.keyboard.press('c')
    await page.getByRole('dialog', { name: 'Comments on this video' }).waitFor()
    assert.deepEqual(failed, [])
  })

  it('are accessible and fit, in search, on their page and on boards', async (t) => {
    const asUser = await signedIn(server, user)
    const board = await makeBoard(asUser, 'With videos', [ids.v1!, ids.v2!, ids.p1!])
    for (const width of [390, 1280, 2560]) {
      const viewport = { width, height: 900 }
      const page = await openAs(t, server, '/?media=video&family=all', { user, viewport })
      if (!page) return
      const wait = () => cards(page).nth(1).waitFor()
      for (const reach of [
        wait,
        () => page.goto(server.http + board.replace('/v3', '')).then(wait),
        () => page.goto(`${server.http}/detail/x/${ids.v2}`).then(() => page.locator('.film').waitFor()),
      ]) {
        await reach()
        assert.deepEqual(await axeFindings(page), [])
        const overflow: number = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        assert.ok(overflow <= 0, `too wide at ${width}`)
      }
    }
  })
})
