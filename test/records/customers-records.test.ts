import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { revokeAuthorizations } from '../../src/access/authorizations.ts'
import { memoryGuessLimit } from '../../src/access/count-guesses.ts'
import { issueToken } from '../../src/access/issue-token.ts'
import { openKeyRing } from '../../src/access/key-ring.ts'
import { openRequestCounts } from '../../src/access/request-counts.ts'
import { findToken } from '../../src/access/tokens.ts'
import { findUser } from '../../src/access/users.ts'
import { applyCustomers } from '../../src/apply/apply-customers.ts'
import { findVisibleImage } from '../../src/catalogue/find-visible.ts'
import type { Library } from '../../src/compose.ts'
import type { Db } from '../../src/db/database.ts'
import { migrate } from '../../src/db/migrate.ts'
import { consumedSince, consumptionOf } from '../../src/downloads/consumption.ts'
import { findReceipt } from '../../src/downloads/find-receipt.ts'
import { findDownloads } from '../../src/downloads/history.ts'
import { offeredSizes } from '../../src/downloads/offered-sizes.ts'
import type { PriceList } from '../../src/downloads/prices.ts'
import { recordDownload } from '../../src/downloads/record-download.ts'
import { remainingOf } from '../../src/downloads/remaining.ts'
import { buyLicenses } from '../../src/purchases/buy-licenses.ts'
import { findOrder } from '../../src/purchases/find-order.ts'
import { findPurchasedAssets } from '../../src/purchases/purchased-assets.ts'
import { saveOrder } from '../../src/purchases/save-order.ts'
import { openReceiptKey } from '../../src/receipts/receipt-key.ts'
import { findCoveredCollections } from '../../src/rights/covered-collections.ts'
import { openRightsBook } from '../../src/rights/rights-book.ts'
import { findSendEvents } from '../../src/sends/find-send-events.ts'
import { saveSendEvent } from '../../src/sends/save-send-event.ts'
import { reportUsage } from '../../src/usage/report-usage.ts'
import { signUp } from '../support/customers.ts'
import { emptyLibrary, type TestLibrary } from '../support/library.ts'
import { openPostgres } from '../support/postgres.ts'
import { addRecord } from '../support/records.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { transcodeLife } from './transcode-life.ts'

const NOW = new Date('2026-06-01T12:00:00Z')
const SENT = {
  id: '1',
  source: 'desk',
  recordHash: 'a',
  customer: 'Northern Press',
  emailAddress: 'ada@northern.example',
  sentMs: NOW.getTime(),
}
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

/** The number of requests that are known after two were counted and saved one after the other. */
async function countedTwice(db: Db, clientId: string): Promise<number> {
  const counts = openRequestCounts(db)
  for (let request = 0; request < 2; request++) {
    counts.add(clientId, NOW)
    await counts.flush()
  }
  return counts.since(clientId, 0)
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
        db.transaction().execute((tx) => saveOrder(tx, { ...ORDER, assets, ...order }, NOW))
      const saved = [await save({}), await save({}), await save({ recordHash: 'b', invoiceNumber: '17' })]
      const send = (sent: object) =>
        db.transaction().execute((tx) => saveSendEvent(tx, { ...SENT, asset: String(assetId), ...sent }))
      const sent = [await send({}), await send({}), await send({ recordHash: 'b' }), await send({ id: '2' })]
      const page = { offset: 0, size: 10 }
      const who = { ...(await idsOf(library)), customerId }
      const usages = [{ sentId: '1', assetId, quantity: 1, usedMs: 0 }]
      const viewer = { now: NOW, country: null }
      const report = () => reportUsage(db, { ...who, id: 'june', usages }, viewer)
      const rights = (await openRightsBook(db, DEFAULTS)).of(customerId, NOW)
      const span = { userId: null, fromMs: 0, toMs: NOW.getTime(), page }
      return {
        saved,
        sent: sent.map((it) => 'is' in it && it.is),
        sendEvents: await findSendEvents(db, customerId, { afterMs: 0, limit: 1 }),
        order: (await findOrder(db, customerId, '1001'))!.assetIds.length,
        purchases: await findPurchasedAssets(db, { customerId, ...span }),
        none: await findPurchasedAssets(db, { customerId, ...span, userId: 'nobody' }),
        reported: await report(),
        again: await report().catch((error: Error) => error.name),
        downloads: await findDownloads(db, { customerId, ...span, withRefunded: false }),
        collections: (await findCoveredCollections(db, rights, null)).map(({ code }) => code),
        license: await buyLicenses(
          db,
          {
            ...who,
            assetId,
            licenses: ['resale'],
            pool: 'own',
            products: rights.products,
            idempotency: { key: 'k', requestHash: 'h' },
          },
          { prices: {} as PriceList, now: () => NOW },
        ).catch((error: Error) => error.name),
      }
    })
    assert.deepEqual(
      result.saved.map((it) => 'is' in it && it.is),
      ['added', 'unchanged', 'updated'],
    )
    assert.deepEqual(result.sent, ['added', 'unchanged', 'updated', 'added'])
    assert.equal(result.sendEvents.length, 2, 'both of one second')
    assert.deepEqual([result.order, result.purchases.total, result.none.total], [1, 1, 0])
    assert.deepEqual([result.reported, result.again], [1, 'TransactionIdDuplicated'])
    assert.deepEqual([result.downloads.total, result.license], [0, 'StandardLicenseNotFound'])
  })

  it('charge a download once, and keep its receipt', async () => {
    const result = await inBoth(async (library) => {
      const { db } = library
      const terms = { period: 'monthly', limit: 1, overageLimit: 1, largestSize: 'xx_large' }
      const products = [{ type: 'premiumaccess', terms }] as const
      const customer = await signUp(library, { name: 'Counted', products })
      const user = (await findUser(db, customer.username))!
      const rights = (await openRightsBook(db, DEFAULTS)).of(customer.id, NOW)
      const [product] = rights.products
      const receiptKey = await openReceiptKey(db)
      const rules = { repeatWindowMs: 600_000, prices: {} as PriceList }
      const download = async (title: string, key: string | null, at = NOW) => {
        const assetId = await addRecord(library, { title, size: { width: 30, height: 20 } })
        return downloadAgain(assetId, key, at)
      }
      const downloadAgain = async (assetId: number, key: string | null, at = NOW) => {
        const asset = (await findVisibleImage(db, assetId, { now: at, country: null }))!
        const idempotency = key === null ? null : { key, requestHash: asset.title }
        const downloader = { customerId: customer.id, clientId: customer.clientId, userId: user.id }
        const chosen = {
          product: product!,
          size: offeredSizes(asset, { canMake: false, made: new Map() })[0]!,
          defaults: DEFAULTS,
        }
        const file = { blob: asset.blob!, bytes: asset.bytes! }
        const rest = { country: null, notes: null, projectCode: null, source: 'api', pool: 'own' } as const
        return recordDownload(
          db,
          { ...downloader, ...chosen, ...rest, asset, file },
          { idempotency, rules, receiptKey, now: () => at },
        )
      }
      const first = await download('First', 'k')
      const later = new Date(NOW.getTime() + rules.repeatWindowMs)
      const repeats = [
        await downloadAgain(first.assetId, null),
        await downloadAgain(first.assetId, 'k', later),
      ]
      const second = await download('Second', null)
      const refused = [
        await download('Third', null).catch(({ code }) => code),
        await downloadAgain(second.assetId, 'k').catch(({ code }) => code),
      ]
      const found = await findReceipt(db, { id: first.id, customerId: customer.id })
      return {
        isRepeat: repeats.map(({ id }) => id === first.id),
        overage: [first.isOverage, second.isOverage],
        refused,
        isReceipt: found?.jws === first.receipt,
        ofOthers: await findReceipt(db, { id: first.id, customerId: 'northern-press' }),
        remaining: await remainingOf(db, product!, NOW),
        consumption: await consumptionOf(db, product!, NOW),
        consumed: await consumedSince(db, customer.id, NOW.getTime()),
        requests: await countedTwice(db, customer.clientId),
        inNextMonth: await remainingOf(db, product!, new Date('2026-07-01')),
      }
    })
    assert.deepEqual(result.refused, ['OverageLimitReached', 'IdempotencyKeyReused'])
    assert.deepEqual([result.isRepeat, result.overage, result.isReceipt], [[true, true], [0, 1], true])
    assert.deepEqual([result.remaining.downloads, result.inNextMonth.downloads], [0, 1])
    assert.deepEqual(result.consumption.overage, { limit: 1, used: 1, remaining: 0 })
    assert.deepEqual(result.consumed, { downloads: 2, overage: 1, credits: 0 })
    assert.equal(result.requests, 2)
  })

  it('make sizes of videos one after the other, and give failures back once', async () => {
    const result = await inBoth(async (library) => {
      const terms = { period: 'monthly', limit: 9 }
      const products = [{ type: 'premiumaccess', terms }] as const
      const { id: customerId, clientId } = await signUp(library, { name: 'Filming', products })
      const rights = (await openRightsBook(library.db, DEFAULTS)).of(customerId, NOW)
      const videoId = await addRecord(library, {
        mediaKind: 'video',
        title: 'Harbour',
        // The record states more than the file has.
        frameWidth: 3840,
        frameHeight: 2160,
        size: { width: 1920, height: 1080 },
        fileType: 'mp4',
      })
      const downloader = { customerId, clientId, userId: null }
      return transcodeLife(library, { videoId, product: rights.products[0]!, downloader }, NOW)
    })
    assert.deepEqual(result, {
      queued: ['sd', 'hd_web', 'hd1'],
      leased: ['hd_web', 'sd', null, null, true],
      renewed: [true, false],
      isRepeat: [true, false, true],
      given: [6, 7, 'It failed.', true],
      consumed: { downloads: 2, overage: 0, credits: 0 },
      made: [['hd_web', 1000]],
      evicted: [null, null],
      orphans: false,
    })
  })

  it('have the same tokens', async () => {
    const result = await inBoth(async (library) => {
      const { db, now } = library
      const customer = await signUp(library, { name: 'Signed in' })
      const guesses = memoryGuessLimit()
      const services = { db, guesses, now, keys: await openKeyRing(db) }
      const client = { client_id: customer.key, client_secret: customer.secret }
      const issue = (form: Record<string, string>) =>
        issueToken(services, { form: { ...client, ...form }, address: '127.0.0.1' })
      const { username, password } = customer
      const own = await issue({ grant_type: 'client_credentials' })
      const ofUser = await issue({ grant_type: 'password', username, password })
      const refreshed = await issue({ grant_type: 'refresh_token', refresh_token: ofUser.refreshToken! })
      const tokens = [own, ofUser, refreshed]
      const find = () => Promise.all(tokens.map((it) => findToken(db, it.accessToken, 'access')))
      const found = (await find()).map((it) => it?.person?.username ?? null)
      const revoked = await revokeAuthorizations(db, { userId: (await findUser(db, username))!.id }, now())
      const wrong = issue({ grant_type: 'password', username, password: 'wrong' })
      return {
        found,
        revoked,
        left: (await find()).map((it) => it !== null),
        wrong: await wrong.catch(({ code }) => code),
      }
    })
    assert.deepEqual(result.found, [null, 'user@signed-in.example', 'user@signed-in.example'])
    assert.deepEqual([result.left, result.wrong], [[true, false, false], 'invalid_grant'])
  })

  it('become what a file declares', async () => {
    const file = (limit: number) =>
      JSON.stringify({
        customers: [
          {
            name: 'Declared',
            country: 'NOR',
            users: [{ username: 'ada@declared.example' }],
            clients: [{ name: 'Declared site', allow: ['download'], expires: '2029-01-01' }],
            agreements: [
              {
                name: 'A',
                starts: '2026-01-01',
                products: [{ type: 'premiumaccess', period: 'monthly', limit }],
              },
            ],
          },
        ],
      })
    const [first, again, changed] = await inBoth(async ({ db }) => {
      const reports = []
      for (const limit of [5, 5, 6])
        reports.push(await applyCustomers(db, file(limit), { isDryRun: false, now: NOW }))
      return reports.map(({ changes, left }) => ({ changes, left: left.toSorted() }))
    })
    assert.deepEqual([first!.changes.length, again!.changes.length, changed!.changes.length], [4, 0, 1])
  })
})
