import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { assetsOn, makeBoard, PICTURE_IDS, type Sender, serveGallery, signedIn } from '../support/boards.ts'
import type { TestCustomer } from '../support/customers.ts'
import { axeFindings } from '../support/gallery-page.ts'
import type { Served } from '../support/library.ts'
import { openAs } from '../support/open-as.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

/** Functions passed to the page run there, so this program has no types for their globals. */
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const document: any

const MARKUP = '<img src=x onerror="document.title=1"> too dark'
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const VIEWS = [
  { ...PHONE, colorScheme: 'dark', locale: 'de' },
  { viewport: { width: 1280, height: 800 }, colorScheme: 'light', locale: 'en' },
  { viewport: { width: 2560, height: 1440 }, colorScheme: 'dark', locale: 'ja' },
] as const

describe('the pages of boards', () => {
  const lifetime = suiteLifetime()
  let server: Served
  let ada: TestCustomer
  let bob: TestCustomer
  let asAda: Sender
  let asBob: Sender

  before(async () => {
    ;({ server, ada, bob } = await serveGallery(lifetime))
    asAda = await signedIn(server, ada)
    asBob = await signedIn(server, bob)
  })

  const pageOf = (address: string) => address.replace('/v3/', '/')
  const commentOn = (send: Sender, address: string, text: string) =>
    send('POST', `${address}/assets/${PICTURE_IDS[0]}/comments`, { text })
  const centreOf = async (page: Page, name: string) => {
    const box = (await page.getByRole('button', { name, exact: true }).boundingBox())!
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }

  it('put pictures in order by finger, and by a position for those who do not drag', async (t) => {
    const address = await makeBoard(asAda, 'By finger', PICTURE_IDS.slice(0, 4))
    const page = await openAs(t, server, pageOf(address), { user: ada, ...PHONE })
    if (!page) return
    await page.locator('#pictures a').nth(3).waitFor()
    const [from, over] = [await centreOf(page, 'Move “Picture 3”'), await centreOf(page, 'Move “Picture 1”')]
    const finger = await page.context().newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints: points })
    const steps = [1, 2, 3, 4].map((step) => ({
      x: from.x + ((20 - from.x) * step) / 4,
      y: from.y + ((over.y - from.y) * step) / 4,
    }))
    await touch('touchStart', [from])
    for (const point of steps) await touch('touchMove', [point])
    await page.locator('.drag-shadow').waitFor()
    await touch('touchEnd', [])
    await page.getByText('Moved to position 1 of 4').waitFor()
    assert.deepEqual(await assetsOn(asAda, address), [
      PICTURE_IDS[2],
      PICTURE_IDS[0],
      PICTURE_IDS[1],
      PICTURE_IDS[3],
    ])
    assert.equal(await page.evaluate(() => document.documentElement.scrollTop), 0)
    await page.getByRole('button', { name: 'Move “Picture 3”', exact: true }).click()
    const question = page.getByRole('dialog', { name: 'Move “Picture 3”' })
    await question.getByLabel('Position (1 to 4)').fill('4')
    await question.getByRole('button', { name: 'Move', exact: true }).click()
    await page.getByText('Moved to position 4 of 4').waitFor()
    assert.deepEqual(await assetsOn(asAda, address), [
      PICTURE_IDS[0],
      PICTURE_IDS[1],
      PICTURE_IDS[3],
      PICTURE_IDS[2],
    ])
  })

  it('show the comments on a picture as text, by keyboard, and take more', async (t) => {
    const address = await makeBoard(asAda, 'Comments', PICTURE_IDS.slice(0, 2))
    await commentOn(asAda, address, MARKUP)
    const page = await openAs(t, server, pageOf(address), { user: ada })
    if (!page) return
    await page.locator('#pictures a').first().focus()
    await page.keyboard.press('c')
    const dialog = page.getByRole('dialog', { name: 'Comments on this picture' })
    await dialog.getByText(MARKUP).waitFor()
    await dialog.getByLabel('Your comment').fill('Take the other one')
    await dialog.getByRole('button', { name: 'Comment', exact: true }).click()
    await dialog.getByText('Take the other one').waitFor()
    await dialog.getByRole('button', { name: 'Delete comment' }).first().click()
    await dialog.getByText(MARKUP).waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '1 comment: Picture 1' }).waitFor()
    assert.equal(await page.title(), 'Comments – Vitrine')
    await page.reload()
    await page.getByRole('button', { name: '1 comment: Picture 1' }).waitFor()
  })

  it('show comments to those who may only view, without a form', async (t) => {
    const address = await makeBoard(asAda, 'For viewers', PICTURE_IDS.slice(0, 2))
    await commentOn(asAda, address, 'Too dark')
    const { share } = (await asAda('GET', address)).json.links
    const id = new URL(share).pathname.split('/').at(-1)
    assert.equal((await asBob('POST', `/v1/shared-boards/${id}/membership`)).status, 200)
    const page = await openAs(t, server, pageOf(address), { user: bob })
    if (!page) return
    await page.getByRole('button', { name: '1 comment: Picture 1' }).click()
    const dialog = page.getByRole('dialog', { name: 'Comments on this picture' })
    await dialog.getByText('Too dark').waitFor()
    assert.equal(await dialog.getByRole('button', { name: 'Comment', exact: true }).isVisible(), false)
    assert.equal(await page.getByRole('button', { name: /comments?: Picture 2/ }).count(), 0)
  })

  /** The states in which the pages are looked at. Each leads on from the page as it is. */
  const STATES: Record<string, (page: Page, board: string) => Promise<unknown>> = {
    'my boards with an invitation': async (page) => {
      await page.goto(`${server.http}/boards`)
      await page.locator('.boards li').first().waitFor()
    },
    'a board with its comments': async (page, board) => {
      await page.goto(server.http + pageOf(board))
      await page.locator('#pictures a').nth(5).waitFor()
      await page.locator('.comments summary').click()
      await page.locator('.comments form').waitFor()
    },
    'the comments on a picture': async (page) => {
      await page.locator('#pictures li').first().hover()
      await page.locator('.tool.comment').first().click()
      await page.locator('dialog.comments form').waitFor()
    },
    'the question for a position': async (page) => {
      await page.keyboard.press('Escape')
      await page.locator('#pictures li').nth(1).hover()
      await page.locator('.tool.grip').nth(1).click()
      await page.locator('dialog input[type=number]').waitFor()
    },
    'the dialog to share it': async (page) => {
      await page.keyboard.press('Escape')
      await page.locator('.board .actions .primary').click()
      await page.locator('dialog.sharing').waitFor()
    },
    'the dialog to add a picture to boards': async (page) => {
      await page.goto(`${server.http}/`)
      await page.locator('#pictures a').first().focus()
      await page.keyboard.press('b')
      await page.locator('dialog.collect .rows button').first().waitFor()
    },
    'a board shared with the user': async (page, board) => {
      const { invitation } = (await asAda('GET', board)).json.links
      await page.goto(server.http + new URL(invitation).pathname)
      await page.locator('#pictures a').nth(5).waitFor()
    },
  }
  for (const view of VIEWS)
    it(`are accessible and fit at ${view.viewport.width} px`, async (t) => {
      const board = await makeBoard(
        asAda,
        'Donaudampfschifffahrtsgesellschaftskapitäne in the spring',
        PICTURE_IDS,
      )
      await commentOn(asAda, board, 'Too dark')
      const invited = await makeBoard(asBob, 'Of Bob', PICTURE_IDS.slice(0, 2))
      await asBob('POST', `${invited.replace('v3', 'v1')}/invitations`, { username: 'ada', role: 'viewer' })
      const page = await openAs(t, server, '/boards', { user: ada, ...view })
      if (!page) return
      for (const [state, reach] of Object.entries(STATES)) {
        await reach(page, board)
        assert.deepEqual(await axeFindings(page), [], state)
        const overflow: number = await page.evaluate(() => {
          const boxes = [document.documentElement, ...document.querySelectorAll('dialog[open]')]
          return Math.max(...boxes.map((box) => box.scrollWidth - box.clientWidth))
        })
        assert.ok(overflow <= 0, `${state} is ${overflow} px too wide`)
      }
    })
})
