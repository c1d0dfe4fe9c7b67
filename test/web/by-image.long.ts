import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { openBrowser } from '../support/browser.ts'
import { axeFindings } from '../support/gallery-page.ts'
import { type Served, serve, temporaryFolder } from '../support/library.ts'
import { libraryOfPictures } from '../support/library-of-pictures.ts'
import { EDITS, SCENES } from '../support/scenes.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

/** Functions passed to the page run there, so this program has no types for their globals. */
// biome-ignore lint/suspicious/noExplicitAny: see above
type Browsers = any
declare const document: Browsers
declare const DataTransfer: Browsers
declare const File: Browsers
declare const DragEvent: Browsers
declare const ClipboardEvent: Browsers

describe('search by image in the gallery', () => {
  const lifetime = suiteLifetime()
  let server: Served
  let copy: Buffer
  before(async () => {
    const files = Object.entries(SCENES).map(([name, svg]) => [`${name}.svg`, svg])
    const library = await libraryOfPictures(lifetime, Object.fromEntries(files), {
      gallery: true,
      maxUploads: 2,
    })
    server = await serve(library)
    copy = await EDITS.mirrored!(await sharp(Buffer.from(SCENES.house)).png().toBuffer())
  })

  async function open(t: TestContext): Promise<Page | null> {
    const browser = await openBrowser(t)
    if (!browser) return null
    const page = await (await browser.newContext()).newPage()
    await page.goto(server.http)
    await page.locator('#pictures li').first().waitFor()
    return page
  }

  /** Waits until the results of a search by image are shown, and returns the title of the first. */
  async function firstFound(page: Page): Promise<string | null> {
    await page.waitForURL(/\/by-image\//)
    await page.waitForFunction(() => document.body.dataset.place === 'by-image')
    await page.waitForFunction(() => /\d/.test(document.getElementById('status').textContent))
    return page
      .locator('#pictures li a')
      .first()
      .getAttribute('data-id')
      .then((id) => page.locator(`#pictures a[data-id="${id}"] img`).getAttribute('alt'))
  }

  it('takes a file that is chosen with the button, by keyboard', async (t) => {
    const page = await open(t)
    if (!page) return
    const path = join(await temporaryFolder(t), 'copy.jpg')
    await writeFile(path, copy)
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Search by a picture' }).focus()
    await page.keyboard.press('Enter')
    await (await choosing).setFiles(path)
    assert.equal(await firstFound(page), 'house')
    const searched = page.locator('.searched')
    assert.equal(await searched.textContent(), 'Similar picturesYour picture')
    await page.waitForFunction(() => document.querySelector('.searched img').naturalWidth > 0)
    assert.deepEqual(await axeFindings(page), [])
    await page.reload()
    assert.equal(await firstFound(page), 'house', 'the address keeps the results')
    assert.equal(await searched.locator('img').count(), 0)
  })

  for (const how of ['drop', 'paste'] as const)
    it(`takes a picture that is ${how === 'drop' ? 'dropped on the page' : 'pasted'}`, async (t) => {
      const page = await open(t)
      if (!page) return
      await page.evaluate(
        ([bytes, kind]) => {
          const data = new DataTransfer()
          data.items.add(new File([new Uint8Array(bytes as number[])], 'copy.jpg', { type: 'image/jpeg' }))
          const event =
            kind === 'drop'
              ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
              : new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
          document.body.dispatchEvent(event)
        },
        [[...copy], how] as const,
      )
      assert.equal(await firstFound(page), 'house')
    })

  it('says when a file is no picture', async (t) => {
    const page = await open(t)
    if (!page) return
    const path = join(await temporaryFolder(t), 'broken.jpg')
    await writeFile(path, 'not a picture')
    await page.locator('#by-image-file').setInputFiles(path)
    await page.getByText('This is not a picture that the browser can show.').waitFor()
  })

  it('finds similar pictures from the grid, by a key, and from the page of a picture', async (t) => {
    const page = await open(t)
    if (!page) return
    const house = page.locator('#pictures li', { has: page.locator('img[alt="house"]') })
    const id = await house.locator('a[data-id]').getAttribute('data-id')
    await house.hover()
    await house.getByRole('button', { name: 'Find similar pictures: house' }).click()
    await page.waitForURL(`${server.http}/similar/${id}`)
    await page.locator('.searched').getByRole('link', { name: 'house', exact: true }).waitFor()
    assert.equal(await page.locator('.searched h2').textContent(), 'Similar pictures')
    await page.goBack()
    await page.locator('.searched').waitFor({ state: 'detached' })
    await house.locator('a[data-id]').focus()
    await page.keyboard.press('s')
    await page.waitForURL(`${server.http}/similar/${id}`)
    await page.goBack()
    await house.locator('a[data-id]').click()
    await page.getByRole('link', { name: 'Find similar pictures', exact: true }).click()
    await page.waitForURL(`${server.http}/similar/${id}`)
  })
})
