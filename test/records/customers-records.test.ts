import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Library } from '../../src/compose.ts'
import { migrate } from '../../src/db/migrate.ts'
import { findDownloads } from '../../src/downloads/history.ts'
import { buyLicenses } from '../../src/purchases/buy-licenses.ts'
import { findOrder } from '../../src/purchases/find-order.ts'
import { findPurchasedAssets } from '../../src/purchases/purchased-assets.ts'
import { saveOrder } from '../../src/purchases/save-order.ts'
import { findCoveredCollections } from '../../src/rights/covered-collections.ts'
import { openRightsBook } from '../../src/rights/rights-book.ts'
import { reportUsage } from '../../src/usage/report-usage.ts'
import { signUp } from '../support/customers.ts'
import { emptyLibrary, type TestLibrary } from '../support/library.ts'
import { openPostgres } from '../support/postgres.ts'
import { addRecord } from '../support/records.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const NOW = new Date('2026-06-01T12:00:00Z')
const DEFAULTS = { licenseModel: null, isEmbeddable: false }
const ORDER = {
  id: '1001',
  source: 'shop',
  recordHash: 'a',
  customer: 'Northern Press',
  user: null,
  orderedMs: NOW.getTime(),
  invoiceNumber: null,
  endClient: null,
  licenseeName: null,
  orderedBy: null,
  projectTitle: null,
  purchaseOrderNumber: null,
  licenseModel: null,
  sizeName: null,
}

describe('records of customers in SQLite and in PostgreSQL', () => {
  const lifetime = suiteLifetime()
  const libraries: TestLibrary[] = []

  before(async () => {
    const postgres = openPostgres(lifetime)
    await migrate(postgres)
    const now = () => NOW
    libraries.push({ ...(await emptyLibrary(lifetime)), now })
    libraries.push({ ...(await emptyLibrary(lifetime)), now, db: postgres })
  })

  /** Does something in each library, and expects the same result, which it returns. */
  async function inBoth<Result>(work: (library: TestLibrary) => Promise<Result>): Promise<Result> {
    const [inSqlite, inPostgres] = [await work(libraries[0]!), await work(libraries[1]!)]
    assert.deepEqual(structuredClone(inPostgres), structuredClone(inSqlite))
    return inSqlite
  }
  const idsOf = async ({ db }: Library) => {
    const { id: clientId } = await db.selectFrom('client').select('id').executeTakeFirstOrThrow()
    const user = await db.selectFrom('user').select(['id', 'customerId']).executeTakeFirstOrThrow()
    return { clientId, userId: user.id, customerId: user.customerId }
  }

  it('have the same orders, purchases, uses and collections', async () => {
    const result = await inBoth(async (library) => {
      const { db } = library
      const products = [{ type: 'creditpack', terms: { credits: 60 } }] as const
      const { id: customerId } = await signUp(library, { products })
      const assetId = await addRecord(library, { title: 'Lake' })
      const assets = [String(assetId)]
      const save = (order: object) =>
        db.transaction().execute((tx) => saveOrder(tx, { ...ORDER, assets, ...order }))
      const saved = [await save({}), await save({}), await save({ recordHash: 'b', invoiceNumber: '17' })]
      const page = { offset: 0, size: 10 }
      const who = { ...(await idsOf(library)), customerId }
      const usages = [{ sentId: '1', assetId, quantity: 1, usedMs: 0 }]
      const viewer = { now: NOW, country: null }
      const report = () => reportUsage(db, { ...who, id: 'june', usages }, viewer)
      const rights = (await openRightsBook(db, DEFAULTS)).of(customerId, NOW)
      const span = { userId: null, fromMs: 0, toMs: NOW.getTime(), page }
      return {
        saved,
        order: (await findOrder(db, customerId, '1001'))!.assetIds.length,
        purchases: await findPurchasedAssets(db, { customerId, ...span }),
        none: await findPurchasedAssets(db, { customerId, ...span, userId: 'nobody' }),
        reported: await report(),
        again: await report().catch((error: Error) => error.name),
        downloads: await findDownloads(db, { customerId, ...span }),
        collections: (await findCoveredCollections(db, rights, null)).map(({ code }) => code),
        license: await buyLicenses(
          db,
          { ...who, assetId, licenses: ['resale'], pool: 'own', products: rights.products },
          { price: 50, now: () => NOW },
        ).catch((error: Error) => error.name),
      }
    })
    assert.deepEqual(
      result.saved.map((it) => 'is' in it && it.is),
      ['added', 'unchanged', 'updated'],
    )
    assert.deepEqual([result.order, result.purchases.total, result.none.total], [1, 1, 0])
    assert.deepEqual([result.reported, result.again], [1, 'TransactionIdDuplicated'])
    assert.deepEqual([result.downloads.total, result.license], [0, 'StandardLicenseNotFound'])
  })
})
