import assert from 'node:assert/strict'
import { stat } from 'node:fs/promises'
import { before, describe, it, type TestContext } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { findAssets } from '../../src/catalogue/asset.ts'
import { createAgreement } from '../../src/rights/agreements.ts'
import { openBrowser } from '../support/browser.ts'
import { command } from '../support/command.ts'
import { signUp, type TestCustomer } from '../support/customers.ts'
import { firstRowShown, untilCounted } from '../support/gallery-page.ts'
import { signInToGallery } from '../support/gallery-session.ts'
import { type Served, serve, type TestLibrary } from '../support/library.ts'
import { libraryOfPictures } from '../support/library-of-pictures.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

/** Functions passed to the page run there, so this program has no types for their globals. */
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const document: any
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const window: any

const LAKE = '/detail/a-lake/100000001'
const BOTTLE = '/detail/a-bottle/100000002'

describe('the gallery of a signed-in user', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  /** Its products have limits, prices and requirements, and cover only one collection. */
  let press: TestCustomer
  /** May download everything without limit. */
  let post: TestCustomer
  /** Has agreements that cover nothing, for all kinds of reasons. */
  let outsider: TestCustomer
  /** Has no agreement at all. */
  let nobody: TestCustomer

  before(async () => {
    const pictures = {
      '1.jpg': { title: 'A lake', width: 3000, height: 2000, collection: 'Nature' },
      '2.jpg': { title: 'A bottle', width: 900, height: 600, collection: 'Studio' },
      '3.jpg': { title: 'A hill', width: 900, height: 600, collection: 'Nature' },
      '4.jpg': { title: 'A tree', width: 900, height: 600, collection: 'Nature' },
      '5.jpg': { title: 'A meadow', width: 900, height: 600, collection: 'Nature' },
    }
    library = await libraryOfPictures(lifetime, pictures, { gallery: true })
    const { collectionCode } = (await findAssets(library.db, [100000001])).get(100000001)!
    const collections = [collectionCode]
    const limited = { period: 'monthly', limit: 2, overageLimit: 1 } as const
    const required = { noteRequired: true, projectCodes: ['SPRING', 'AUTUMN'] }
    press = await signUp(library, {
      products: [
        { type: 'premiumaccess', terms: { ...limited, ...required, collections } },
        { type: 'creditpack', terms: { credits: 20, collections } },
      ],
      endsMs: Date.now() + 86_400_000,
    })
    post = await signUp(library, { name: 'Southern Post' })
    nobody = await signUp(library, { name: 'Nobody', products: [] })
    outsider = await signUp(library, {
      name: 'Outsider',
      products: [
        { type: 'editorialsubscription', terms: {} },
        { type: 'creditpack', terms: { credits: 5, brands: ['istockphoto'] } },
        { type: 'easyaccess', terms: { largestSize: 'large', licenseModels: ['rightsready'] } },
        { type: 'imagepack', terms: { largestSize: 'large', limit: 3, collections: ['OTHER'] } },
      ],
    })
    const old = { name: 'Old', startsMs: 0, endsMs: 1 }
    const next = { name: 'Next', startsMs: Date.now() + 86_400_000, endsMs: null }
    const products = [{ type: 'creditpack', terms: { credits: 5 } }] as const
    for (const agreement of [old, next])
      await library.db
        .transaction()
        .execute((tx) =>
          createAgreement(tx, { ...agreement, customerId: outsider.id, products, now: library.now() }),
        )
    server = await serve(library)
  })

  /** Opens a browser with a session; null if there is no browser. */
  async function signedIn(
    t: TestContext,
    who: TestCustomer,
    options: Parameters<NonNullable<Awaited<ReturnType<typeof openBrowser>>>['newContext']>[0] = {},
  ): Promise<{ context: BrowserContext; page: Page } | null> {
    const browser = await openBrowser(t)
    if (!browser) return null
    const context = await browser.newContext({ locale: 'en-GB', ...options })
    const { cookies } = await signInToGallery(server, who)
    const pairs = cookies.split('; ').map((cookie) => cookie.split('='))
    await context.addCookies(pairs.map(([name, value]) => ({ name: name!, value: value!, url: server.http })))
    return { context, page: await context.newPage() }
  }

  it('leads from a picture to sign-in and back, to the file, and to its line in the downloads', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await browser.newPage({ acceptDownloads: true })
    await page.goto(`${server.http}${LAKE}`)
    await page.getByRole('link', { name: 'Sign in to download this picture' }).click()
    await page.getByLabel('User name').fill(post.username)
    await page.getByLabel('Password').fill(post.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL(`**${LAKE}`)
    await page.getByRole('radio', { name: /^Medium 2121 × 1414 px 300 dpi · JPG/ }).check()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download', exact: true }).click(),
    ])
    assert.equal(download.suggestedFilename(), 'vitrine-100000001.jpg')
    assert.ok((await stat(await download.path())).size > 1000)
    await page.getByText(/Until .+, downloading it again is free/).waitFor()

    await page.getByRole('button', { name: 'Close' }).click()
    await page.locator('#account summary').click()
    await page.getByText('Southern Post', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'My downloads' }).click()
    const line = page.getByRole('listitem').filter({ hasText: 'Medium · 2121 × 1414 px · JPG' })
    const [again] = await Promise.all([
      page.waitForEvent('download'),
      line.getByRole('button', { name: 'Download again' }).click(),
    ])
    assert.equal(again.suggestedFilename(), 'vitrine-100000001.jpg')
    const [receipt] = await Promise.all([
      page.waitForEvent('popup'),
      line.getByRole('link', { name: 'Receipt' }).click(),
    ])
    await receipt.getByRole('heading', { name: 'Receipt', exact: true }).waitFor()
    await line.getByRole('link', { name: 'A lake' }).click()
    await page.locator('#detail-title').getByText('A lake').waitFor()
    await page.getByRole('radio', { name: /^Small/ }).check()
    await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download', exact: true }).click(),
    ])
    await page.getByText(/Until .+, downloading it again is free/).waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: 'My downloads' }).waitFor()
    await page.getByText('2 downloads').waitFor()
    assert.equal(new URL(page.url()).pathname, '/downloads')
  })

  it('asks before it charges, by keyboard too, and charges a repeat nothing', async (t) => {
    const opened = await signedIn(t, press)
    if (!opened) return
    const { page } = opened
    await page.goto(`${server.http}${LAKE}`)
    const button = page.getByRole('button', { name: 'Download', exact: true })
    const product = page.getByRole('combobox', { name: 'Product' })
    await product.selectOption('Agreement (Premium access)')
    await page.getByText('2 of 2 downloads left, then 1 beyond the limit').waitFor()
    await button.click()
    assert.equal(await page.getByRole('dialog', { name: 'Download this picture?' }).count(), 0, 'required')
    await page.getByRole('combobox', { name: 'Project code' }).selectOption('SPRING')
    await page.getByRole('textbox', { name: 'Note' }).fill('For the cover')
    await button.focus()
    await page.keyboard.press('Enter')
    const question = page.getByRole('dialog', { name: 'Download this picture?' })
    await question.getByText('This uses 1 of the 2 remaining downloads of Agreement').waitFor()
    await page.keyboard.press('Escape')
    await question.waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: 'A lake' }).waitFor()
    assert.ok(await button.evaluate((it) => it === it.ownerDocument.activeElement))
    await page.keyboard.press('Enter')
    await question.waitFor()
    await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    await page.getByText('1 of 2 downloads left').waitFor()

    await page.reload()
    await product.selectOption('Agreement (Premium access)')
    await page.getByText(/You have already downloaded this file. Until .+ is free/).waitFor()
    await page.getByRole('combobox', { name: 'Project code' }).selectOption('SPRING')
    await page.getByRole('textbox', { name: 'Note' }).fill('For the cover')
    await Promise.all([page.waitForEvent('download'), button.click()])
    await page.getByText('1 of 2 downloads left').waitFor()

    await product.selectOption('Agreement (Credit pack)')
    await page.getByRole('radio', { name: /^Small/ }).check()
    await page.getByText('2 credits · 20 credits left').waitFor()
    assert.equal(await page.getByRole('textbox', { name: 'Note' }).count(), 0)
    await button.click()
    await question.getByText('This costs 2 credits of Agreement (Credit pack): 20 credits left.').waitFor()
    await Promise.all([
      page.waitForEvent('download'),
      question.getByRole('button', { name: 'Download' }).click(),
    ])
    await page.getByText('2 credits · 18 credits left').waitFor()

    await page.goto(`${server.http}/agreements`)
    const card = page.getByRole('listitem').filter({ hasText: 'Premium access' })
    for (const text of [
      '1 of 2 downloads left',
      '2 downloads each month.',
      '1 of 1 left',
      'Each download needs a note.',
    ])
      await card.getByText(text).waitFor()
    await page.getByText('18 credits left').waitFor()
  })

  it('says that nothing is left when somebody else was faster', async (t) => {
    const opened = await signedIn(t, press)
    if (!opened) return
    const { page } = opened
    await page.goto(`${server.http}${LAKE}`)
    await page.getByRole('combobox', { name: 'Product' }).selectOption('Agreement (Credit pack)')
    await page.getByRole('radio', { name: /^Large/ }).check()
    await library.db.updateTable('productUse').set({ used: 20 }).execute()
    await page.getByRole('button', { name: 'Download', exact: true }).click()
    await page.locator('.question').getByRole('button', { name: 'Download' }).click()
    await page.getByText('There are not enough credits left.').waitFor()
  })

  const LANGUAGES = {
    en: /does not include the collection “Nature”/,
    de: /umfasst die Sammlung „Nature“ nicht/,
    fr: /n’inclut pas la collection « Nature »/,
    es: /no incluye la colección «Nature»/,
    ja: /コレクション「Nature」が含まれません/,
  }
  it('says in all languages by which clause each product does not cover a picture', async (t) => {
    const opened = await signedIn(t, outsider)
    if (!opened) return
    const { page } = opened
    for (const [lang, sentence] of Object.entries(LANGUAGES)) {
      await page.goto(`${server.http}${LAKE}?lang=${lang}`)
      const reasons = page.locator('.licensing li')
      await reasons.first().waitFor()
      const texts = await reasons.allTextContents()
      assert.equal(new Set(texts).size, 6)
      assert.match(texts.join(), sentence)
      assert.doesNotMatch(texts.join(), /[{}]|undefined|why_/)
    }
  })

  it('tells a user without an agreement so, and shows all pictures', async (t) => {
    const opened = await signedIn(t, nobody)
    if (!opened) return
    const { page } = opened
    await page.goto(`${server.http}${LAKE}`)
    await page.getByText('Your company has no agreement in force.').waitFor()
    await page.goto(`${server.http}/agreements`)
    await page.getByText('Your company has no agreement in force.').waitFor()
    await page.goto(`${server.http}/downloads`)
    await page.getByText('You have not downloaded anything yet.').waitFor()
    await page.goto(server.http)
    await untilCounted(page, '5 pictures')
  })

  it('marks what is not covered, or shows only what is, at an address of its own', async (t) => {
    const opened = await signedIn(t, press, { deviceScaleFactor: 2 })
    if (!opened) return
    const { page, context } = opened
    await page.goto(server.http)
    await page.getByRole('link', { name: 'A bottle Not covered by your agreements' }).waitFor()
    assert.equal(await page.locator('.uncovered').count(), 1)
    const sizeOf = (title: string) =>
      page
        .getByRole('img', { name: title, exact: true })
        .evaluate((img: { src: string }) => /renditions\/\d+\/(\w+)/.exec(img.src)![1])
    await page.waitForFunction(() => document.querySelector('img[alt="A lake"]').src.includes('/comp/'))
    assert.notEqual(await sizeOf('A bottle'), 'comp')

    await page.getByRole('checkbox', { name: 'Only what I may license' }).check()
    await untilCounted(page, '4 pictures')
    assert.equal(await page.locator('.uncovered').count(), 0)
    assert.equal(new URL(page.url()).search, '?licensable=true')
    await page.goBack()
    await untilCounted(page, '5 pictures')
    await page.goForward()
    await untilCounted(page, '4 pictures')
    await page.getByRole('combobox', { name: 'Search' }).fill('bottle')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Without “Only what I may license”' }).click()
    await untilCounted(page, '1 picture')

    await context.clearCookies()
    await page.goto(`${server.http}/?licensable=true`)
    await untilCounted(page, '5 pictures')
    assert.equal(await page.getByRole('checkbox').count(), 0)
    assert.equal(new URL(page.url()).search, '')
  })

  it('shows covered pictures on their pages without a watermark, and others with one', async (t) => {
    const opened = await signedIn(t, press)
    if (!opened) return
    const { page } = opened
    const { json } = await server.get('/v3/images/100000002?fields=comp')
    const marked = json.images[0].display_sizes[0].uri
    for (const [path, isClean] of [
      [LAKE, true],
      [BOTTLE, false],
    ] as const) {
      await page.goto(server.http + path)
      const sources = await page.locator('.detail figure img').getAttribute('srcset')
      assert.match(sources!, /\/comp\//)
      assert.equal(!sources!.includes(new URL(marked).pathname), isClean)
    }
  })

  it('ends in all tabs with sign-out, and by command', async (t) => {
    const opened = await signedIn(t, post)
    if (!opened) return
    const { page, context } = opened
    const other = await context.newPage()
    for (const tab of [page, other]) {
      await tab.goto(server.http + LAKE)
      await tab.getByRole('button', { name: 'Download', exact: true }).waitFor()
    }
    await page.goto(server.http)
    await page.locator('#account summary').click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('link', { name: 'Sign in' }).waitFor()
    assert.deepEqual(
      (await context.cookies()).map(({ name }) => name),
      [],
    )
    await other.getByRole('button', { name: 'Download', exact: true }).click()
    await other.getByRole('link', { name: 'Sign in to download this picture' }).waitFor()
    const third = (await signedIn(t, post))!
    const waiting = await third.context.newPage()
    await waiting.goto(server.http + LAKE)
    await waiting.getByRole('button', { name: 'Download', exact: true }).waitFor()
    await third.context.clearCookies()
    await waiting.evaluate(() => window.dispatchEvent(new Event('focus')))
    await waiting.getByRole('link', { name: 'Sign in to download this picture' }).waitFor()

    const again = (await signedIn(t, post))!.page
    await again.goto(`${server.http}/downloads`)
    await again.locator('#account summary').waitFor()
    await command(['tokens', 'revoke', '--user', post.username, '--data', library.config.data])
    await again.reload()
    await again.getByText('Sign in to see this page.').waitFor()
    const link = await again.locator('#end').getByRole('link', { name: 'Sign in' })
    await link.click()
    await again.waitForURL('**/sign-in?to=%2Fdownloads&lang=en')
  })

  it('asks nothing of a session for visitors, and has nothing of theirs to wait for', async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await browser.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(server.http)
    await firstRowShown(page)
    assert.deepEqual(
      asked.filter((path) => path.startsWith('/session') || path === '/v3/images'),
      [],
    )
  })
})
