import assert from 'node:assert/strict'
import { it } from 'node:test'
import { findAssets } from '../../src/catalogue/asset.ts'
import { signUp } from '../support/customers.ts'
import { serve } from '../support/library.ts'
import { libraryOfPictures } from '../support/library-of-pictures.ts'
import { openAs } from '../support/open-as.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const LAKE = '/detail/a-lake/100000001'
const lifetime = suiteLifetime()

it('similar pictures are marked or left out for a user as in the search', async (t) => {
  const keywords = ['water', 'shore']
  const size = { width: 1200, height: 800 }
  const library = await libraryOfPictures(
    lifetime,
    {
      '1.jpg': { ...size, title: 'A lake', keywords, collection: 'Nature' },
      '2.jpg': { ...size, title: 'A pond', keywords, collection: 'Nature', colour: 'navy' },
      '3.jpg': { ...size, title: 'A harbour', keywords, collection: 'Studio', colour: 'olive' },
    },
    { gallery: true, galleryClean: 'thumb' },
  )
  const { collectionCode } = (await findAssets(library.db, [100000001])).get(100000001)!
  const products = [
    { type: 'easyaccess', terms: { largestSize: 'large', collections: [collectionCode] } },
  ] as const
  const user = await signUp(library, { products })
  const server = await serve(library)
  const page = await openAs(t, server, LAKE, { user, deviceScaleFactor: 2 })
  if (!page) return
  const [pond, harbour] = ['A pond', 'A harbour'].map((name) =>
    page.locator('.strip').getByRole('link', { name }),
  )
  await harbour!.waitFor()
  assert.equal(await pond!.locator('.uncovered').count(), 0)
  assert.equal(await harbour!.getByRole('img', { name: 'Not covered by your agreements' }).count(), 1)
  // Larger than any visitor sees it without a watermark.
  assert.match((await pond!.locator('img').first().getAttribute('src'))!, /\/preview\/.*w=0/)

  await page.goto(`${server.http}/?phrase=water&licensable=true`)
  await page.locator('#pictures a').filter({ hasText: 'A lake' }).click()
  await pond!.waitFor()
  assert.equal(await harbour!.count(), 0)
  await page.goBack()
  await page.locator('#pictures a').nth(1).waitFor()
  assert.equal(await page.getByLabel('Only what I may license').isChecked(), true)

  const visitor = (await openAs(t, server, LAKE))!
  await visitor.locator('.strip a').nth(1).waitFor()
  assert.equal(await visitor.locator('.strip .uncovered').count(), 0)
})
