import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { signUp, type TestCustomer } from '../support/customers.ts'
import { drawVideo, WITHOUT_FFMPEG } from '../support/drawn-videos.ts'
import { axeFindings } from '../support/gallery-page.ts'
import { emptyLibrary, ingestAndIndex, type Served, serve, temporaryFolder } from '../support/library.ts'
import { openAs } from '../support/open-as.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

/** Functions passed to the page run there, so this program has no types for their globals. */
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const document: any

const SECONDS = 12

describe('a video in the gallery', { skip: WITHOUT_FFMPEG }, () => {
  const lifetime = suiteLifetime()
  let server: Served
  let user: TestCustomer

  before(async () => {
    const library = await emptyLibrary(lifetime, { gallery: true })
    const folder = await temporaryFolder(lifetime)
    const flags = ['-metadata', 'title=Test bars']
    drawVideo(folder, 'bars.mp4', { size: '1280x720', seconds: SECONDS, flags })
    drawVideo(folder, 'tower.mp4', { size: '360x640', seconds: 3, flags: ['-metadata', 'title=Tower'] })
    await ingestAndIndex(library, folder)
    user = await signUp(library)
    server = await serve(library)
  })

  const poster = (page: Page) => page.locator('#pictures .poster', { hasText: 'Test bars' })
  const preview = (page: Page) => poster(page).locator('video.playing')
  const player = (page: Page) => page.getByRole('dialog').locator('video')
  const timeOf = (page: Page) => player(page).evaluate((video) => (video as unknown as Playing).currentTime)
  const isPaused = (page: Page) => player(page).evaluate((video) => (video as unknown as Playing).paused)
  type Playing = {
    currentTime: number
    duration: number
    paused: boolean
    muted: boolean
    readyState: number
  }
  const isReady = (page: Page) =>
    page.waitForFunction(() => document.querySelector('dialog video')?.readyState >= 2)

  it('plays and seeks by byte ranges, also by keys', async (t) => {
    const page = await openAs(t, server, '/?media=video')
    if (!page) return
    const ranges: string[] = []
    page.on('response', (response) => {
      if (response.url().includes('/comp_mp4/') && response.status() === 206)
        ranges.push(response.headers()['content-range']!)
    })
    assert.match((await poster(page).locator('.length').textContent())!, /0:12/)
    await poster(page).click()
    await isReady(page)
    const duration = await player(page).evaluate((video) => (video as unknown as Playing).duration)
    assert.ok(Math.abs(duration - SECONDS) < 0.2, String(duration))
    await player(page).focus()
    await page.keyboard.press('k')
    await page.waitForFunction(() => document.querySelector('dialog video').currentTime > 0.3)
    await page.keyboard.press(' ')
    assert.equal(await isPaused(page), true)
    const from = await timeOf(page)
    await page.keyboard.press('ArrowRight')
    assert.ok(Math.abs((await timeOf(page)) - from - 5) < 0.1)
    await page.keyboard.press('9')
    assert.ok(Math.abs((await timeOf(page)) - 0.9 * duration) < 0.1)
    await page.waitForFunction(() => !document.querySelector('dialog video').seeking)
    await page.keyboard.press('Home')
    assert.equal(await timeOf(page), 0)
    await page.keyboard.press('m')
    assert.equal(await player(page).evaluate((video) => (video as unknown as Playing).muted), true)
    assert.match(page.url(), /\/detail\//)
    assert.ok(ranges.length > 0 && ranges.every((range) => /^bytes \d+-\d+\/\d+$/.test(range)), ranges.join())
    assert.deepEqual(await axeFindings(page), [])
  })

  it('is previewed while the pointer or the focus is on it, unless motion is unwanted', async (t) => {
    const page = await openAs(t, server, '/?media=video')
    if (!page) return
    await poster(page).hover()
    await preview(page).waitFor()
    await page.mouse.move(1, 1)
    await preview(page).waitFor({ state: 'detached' })
    await page.locator('#pictures a').first().focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowLeft')
    await page.locator('#pictures video.playing').waitFor()
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowLeft')
    await page.waitForTimeout(1000)
    assert.equal(await page.locator('#pictures video').count(), 0)
  })

  it('is downloaded in a size that has yet to be made', async (t) => {
    const page = await openAs(t, server, '/?media=video', { user })
    if (!page) return
    await page.locator('#pictures .poster', { hasText: 'Tower' }).click()
    const detail = page.getByRole('dialog')
    await detail.getByRole('radio', { name: /^SD/ }).check()
    const [file] = await Promise.all([
      page.waitForEvent('download', { timeout: 120_000 }),
      detail.getByRole('button', { name: 'Download' }).click(),
    ])
    assert.match(file.suggestedFilename(), /\.mp4$/)
    await detail.getByText(/Your browser is saving the file/).waitFor()
  })
})
