import assert from 'node:assert/strict'
import { before, describe, it, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { assetsOn, makeBoard, PICTURE_IDS, type Sender, serveGallery, signedIn } from '../support/boards.ts'
import { openBrowser } from '../support/browser.ts'
import type { TestCustomer } from '../support/customers.ts'
import { axeFindings, firstRowShown, scrollTo } from '../support/gallery-page.ts'
import type { Served } from '../support/library.ts'
import { addRecord } from '../support/records.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const MARKUP = '<img src=x onerror="document.title=1"> looks fine'

describe('boards in the gallery', () => {
  const lifetime = suiteLifetime()
  let server: Served
  let ada: TestCustomer
  let bob: TestCustomer
  let asAda: Sender
  /** More assets than a page shows. */
  let records: string[]

  before(async () => {
    const gallery = await serveGallery(lifetime)
    ;({ server, ada, bob } = gallery)
    const ids = Array.from({ length: 120 }, (_, index) =>
      addRecord(gallery.library, { title: `Record ${index}` }),
    )
    records = (await Promise.all(ids)).map(String)
    asAda = await signedIn(server, ada)
  })

  /** Opens a page of the gallery in a browser of its own, signed in or not. */
  async function open(
    t: TestContext,
    path: string,
    { user = null, width = 1280 }: { user?: TestCustomer | null; width?: number } = {},
  ): Promise<Page | null> {
    const browser = await openBrowser(t)
    if (!browser) return null
    const context = await browser.newContext({ viewport: { width, height: 900 } })
    const page = await context.newPage()
    if (user === null) await page.goto(server.http + path)
    else {
      await page.goto(`${server.http}/sign-in?to=${encodeURIComponent(path)}`)
      await fillIn(page, user)
      await page.waitForURL(server.http + path)
    }
    return page
  }

  async function fillIn(page: Page, { username, password }: TestCustomer): Promise<void> {
    await page.getByLabel('User name').fill(username)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }

  const pageOf = (address: string) => address.replace('/v3/', '/')
  const titlesOn = (page: Page) =>
    page.locator('#pictures a').evaluateAll((links) => links.map((link) => link.textContent))

  it('take pictures from the grid by keyboard and from the page of a picture', async (t) => {
    const page = await open(t, '/', { user: ada })
    if (!page) return
    await firstRowShown(page)
    const first = page.locator('#pictures a').first()
    const title = await first.textContent()
    await first.focus()
    await page.keyboard.press('b')
    const dialog = page.getByRole('dialog', { name: 'Add to a board' })
    await dialog.getByLabel('Name of a new board').fill('From the grid')
    await page.keyboard.press('Enter')
    await dialog.getByText('Added to “From the grid”.').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('button', { name: 'Add to a board' }).click()
    await dialog.getByRole('button', { name: 'From the grid' }).click()
    await dialog.getByText('Added to “From the grid”.').waitFor()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Close' }).click()
    await page.locator('#account summary').click()
    await page.getByRole('link', { name: 'My boards' }).click()
    await page.getByRole('link', { name: /From the grid 2 items/ }).click()
    await page.getByRole('heading', { name: 'From the grid' }).waitFor()
    await page.locator('#pictures a').nth(1).waitFor()
    assert.equal((await titlesOn(page))[0], title)
    await page.goBack()
    await page.getByRole('heading', { name: 'My boards' }).waitFor()
    assert.deepEqual(await axeFindings(page), [])
  })

  it('are put in order by keyboard and by dragging, and lose pictures', async (t) => {
    const address = await makeBoard(asAda, 'Order', PICTURE_IDS.slice(0, 4))
    const page = await open(t, pageOf(address), { user: ada })
    if (!page) return
    await page.locator('#pictures a').nth(3).waitFor()
    await page.locator('#pictures a').first().focus()
    await page.keyboard.press('Shift+ArrowRight')
    await page.getByText('Moved to position 2 of 4').waitFor()
    assert.deepEqual(await assetsOn(asAda, address), [
      PICTURE_IDS[1],
      PICTURE_IDS[0],
      PICTURE_IDS[2],
      PICTURE_IDS[3],
    ])
    const last = page.locator('#pictures a').nth(3)
    await last.dragTo(page.locator('#pictures a').first(), { targetPosition: { x: 5, y: 40 } })
    await page.getByText('Moved to position 1 of 4').waitFor()
    assert.deepEqual(await assetsOn(asAda, address), [
      PICTURE_IDS[3],
      PICTURE_IDS[1],
      PICTURE_IDS[0],
      PICTURE_IDS[2],
    ])
    await page.locator('#pictures li').nth(1).hover()
    await page.getByRole('button', { name: 'Remove “Picture 2” from this board' }).click()
    await page.getByText('3 items').waitFor()
    await page.keyboard.press('Delete')
    await page.getByText('2 items').waitFor()
    await page.reload()
    await page.locator('#pictures a').nth(1).waitFor()
    assert.deepEqual(await titlesOn(page), ['Picture 4', 'Picture 3'])
  })

  it('of more than a page show everything, though pictures are removed while only the first page is loaded', async (t) => {
    const address = await makeBoard(asAda, 'Long', records)
    const page = await open(t, pageOf(address), { user: ada })
    if (!page) return
    const cards = page.locator('#pictures a')
    await cards.nth(49).waitFor()
    assert.equal(await cards.count(), 50)
    await cards.first().focus()
    for (const left of [119, 118, 117]) {
      await page.keyboard.press('Delete')
      await page.getByText(`${left} items`).waitFor()
    }
    await scrollTo(page, 117)
    const shown = await cards.evaluateAll((links) => links.map((link) => link.getAttribute('data-id')))
    assert.deepEqual(shown, records.slice(3))
  })

  it('are renamed, commented on, and deleted', async (t) => {
    const address = await makeBoard(asAda, 'Before', PICTURE_IDS.slice(0, 2))
    const page = await open(t, pageOf(address), { user: ada })
    if (!page) return
    await page.getByRole('button', { name: 'Rename' }).click()
    await page.getByLabel('Name', { exact: true }).fill('After')
    await page.getByLabel('Description').fill('For the cover')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'After' }).waitFor()
    await page.getByText('For the cover').waitFor()
    await page.getByText('0 comments').click()
    await page.getByLabel('Your comment').fill(MARKUP)
    await page.getByRole('button', { name: 'Comment', exact: true }).click()
    await page.getByText(MARKUP).waitFor()
    await page.getByText('1 comment', { exact: true }).waitFor()
    assert.equal(await page.title(), 'After – Vitrine')
    assert.deepEqual(await axeFindings(page), [])
    await page.getByRole('button', { name: 'Delete comment' }).click()
    await page.getByText('0 comments').waitFor()
    await page.getByRole('button', { name: 'Delete board' }).click()
    const question = page.getByRole('dialog', { name: 'Delete “After”?' })
    await question.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Delete board' }).click()
    await question.getByRole('button', { name: 'Delete board' }).click()
    await page.getByRole('heading', { name: 'My boards' }).waitFor()
    assert.equal((await asAda('GET', address)).status, 404)
  })

  it('are shared by a link that leads to sign-in and back', async (t) => {
    const address = await makeBoard(asAda, 'By link', PICTURE_IDS)
    const { links } = (await asAda('GET', address)).json
    const { pathname } = new URL(links.invitation)
    const page = await open(t, pathname)
    if (!page) return
    await page.getByText('Sign in to see this page.').waitFor()
    await page.locator('#end').getByRole('link', { name: 'Sign in' }).click()
    await fillIn(page, bob)
    await page.waitForURL(server.http + pathname)
    await page.getByText('Ada Example shares this board with you').waitFor()
    await page.locator('#pictures a').nth(5).waitFor()
    assert.deepEqual(await axeFindings(page), [])
    await page.getByRole('button', { name: 'Edit this board' }).click()
    await page.waitForURL(server.http + pageOf(address))
    await page.getByText('Board of Ada Example').waitFor()
    await page.getByRole('button', { name: 'Leave board' }).waitFor()
  })

  it('are seen without signing in by a public link, which the owner made', async (t) => {
    const address = await makeBoard(asAda, 'Public', PICTURE_IDS.slice(0, 3))
    const page = await open(t, pageOf(address), { user: ada })
    if (!page) return
    await page.getByRole('button', { name: 'Share' }).click()
    const dialog = page.getByRole('dialog', { name: 'Share “Public”' })
    await dialog.getByLabel('Create a link').selectOption('Anyone may view, without signing in')
    await dialog.getByRole('button', { name: 'Create a link' }).click()
    const uri = await dialog.getByRole('textbox', { name: 'Anyone may view' }).inputValue()
    assert.deepEqual(await axeFindings(page), [])
    await page.setViewportSize({ width: 390, height: 800 })
    const overflow = await dialog.evaluate((it) => it.scrollWidth - it.clientWidth)
    assert.equal(overflow, 0, 'nothing sticks out of the dialog on a phone')
    const visitor = (await open(t, new URL(uri).pathname, { width: 390 }))!
    await visitor.getByRole('heading', { name: 'Public' }).waitFor()
    await visitor.locator('#pictures a').nth(2).click()
    await visitor.getByRole('dialog').getByRole('heading', { name: 'Picture 3' }).waitFor()
    await visitor.goBack()
    await visitor.getByRole('link', { name: 'Sign in to keep this board' }).waitFor()
    assert.deepEqual(await axeFindings(visitor), [])
    await dialog.getByRole('button', { name: /^Revoke link: Anyone/ }).click()
    await dialog.getByRole('textbox', { name: 'Anyone may view' }).waitFor({ state: 'detached' })
    await visitor.reload()
    await visitor.getByText('This board no longer exists').waitFor()
  })

  it('are offered to users who are invited', async (t) => {
    const address = await makeBoard(asAda, 'Invited', PICTURE_IDS.slice(0, 2))
    const page = await open(t, pageOf(address), { user: ada })
    if (!page) return
    await page.getByRole('button', { name: 'Share' }).click()
    await page.getByLabel('User name').fill('bob')
    await page.getByRole('button', { name: 'Invite' }).click()
    await page.getByText('invited: may view').waitFor()
    const invited = (await open(t, '/boards', { user: bob }))!
    await invited.getByText('Ada Example invites you to view the board Invited').waitFor()
    await invited.getByRole('button', { name: 'Accept invitation' }).click()
    await invited.getByRole('heading', { name: 'Invited' }).waitFor()
    await invited.locator('#pictures a').nth(1).waitFor()
    assert.equal(await invited.getByRole('button', { name: 'Rename' }).count(), 0)
  })
})
