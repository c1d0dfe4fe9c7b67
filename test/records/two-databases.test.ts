import assert from 'node:assert/strict'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { listAuthorizations, revokeAuthorizations } from '../../src/access/authorizations.ts'
import { activeSecrets, addSecret, endSecret } from '../../src/access/client-secrets.ts'
import {
  changeClient,
  createClient,
  findClient,
  listClients,
  noteLastUse,
  revokeClient,
} from '../../src/access/clients.ts'
import { findCode, saveCode, useCode } from '../../src/access/codes.ts'
import { changeCustomer, createCustomer, endCustomer, listCustomers } from '../../src/access/customers.ts'
import { deleteExpiredTokens } from '../../src/access/expired-tokens.ts'
import { ensureGalleryKey } from '../../src/access/gallery-key.ts'
import { createPasswordLink, findLinkedUser, useLink } from '../../src/access/password-links.ts'
import { addToken, createAuthorization, findToken } from '../../src/access/tokens.ts'
import { changePassword, changeUser, createUser, endUser, listUsers } from '../../src/access/users.ts'
import { findAssets } from '../../src/catalogue/asset.ts'
import { purgeAsset, restoreAsset, withdrawAsset } from '../../src/catalogue/asset-lifecycle.ts'
import { assetReader } from '../../src/catalogue/asset-reader.ts'
import { changesAfter, lastPosition } from '../../src/catalogue/changes.ts'
import { editAsset } from '../../src/catalogue/edit-asset.ts'
import { findChildEvents, findEventRecords, hasEvents } from '../../src/catalogue/events.ts'
import { findFacetNames } from '../../src/catalogue/facet-names.ts'
import { listAssets } from '../../src/catalogue/list-assets.ts'
import { findArtistIds, findCollectionIds } from '../../src/catalogue/names.ts'
import { hasPurgedFileOfSize, isPurgedFile } from '../../src/catalogue/purged-files.ts'
import { resolveAssetIds } from '../../src/catalogue/resolve-asset-ids.ts'
import { openTextLanguages } from '../../src/catalogue/text-languages.ts'
import { nextTurnAfter } from '../../src/catalogue/visibility.ts'
import { findPeopleIds } from '../../src/catalogue/vocabulary.ts'
import type { Library } from '../../src/compose.ts'
import { type Lease, openLease } from '../../src/db/lease.ts'
import { MIGRATIONS, migrate } from '../../src/db/migrate.ts'
import { findOrCreateSecret } from '../../src/db/secrets.ts'
import type { Tables } from '../../src/db/tables.ts'
import { confirmChangeSet, nextChangeSet } from '../../src/feeds/change-sets.ts'
import { findChannelStates } from '../../src/feeds/channel-states.ts'
import { CHANNELS } from '../../src/feeds/channels.ts'
import { acknowledgeRecall } from '../../src/recalls/acknowledge-recall.ts'
import { listRecalls } from '../../src/recalls/recall.ts'
import { recallAsset } from '../../src/recalls/recall-asset.ts'
import { noteRecallDelivery, noteRecalls } from '../../src/recalls/recall-notices.ts'
import { type ConcernedCustomer, findConcerned } from '../../src/recalls/recall-report.ts'
import { findRecallsOf } from '../../src/recalls/recalls-of-customer.ts'
import { trimRenditions } from '../../src/renditions/rendition-cache.ts'
import {
  changeAgreement,
  createAgreement,
  endAgreement,
  findProducts,
  listAgreements,
} from '../../src/rights/agreements.ts'
import { ownerConcepts } from '../../src/search/concepts/owner-concepts.ts'
import { toDocuments } from '../../src/search/documents.ts'
import { toIndexEvents } from '../../src/search/event-documents.ts'
import { exportCsv } from '../../src/vocabulary/export-vocabulary.ts'
import { importVocabulary } from '../../src/vocabulary/import-vocabulary.ts'
import { emptyLibrary, ingestAndIndex, temporaryFolder } from '../support/library.ts'
import { DESK_RECORDS, ingestRecords, lines } from '../support/manifests.ts'
import { writePicture } from '../support/pictures.ts'
import { openPostgres } from '../support/postgres.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { boardLife } from './board-life.ts'
import { webhookLife } from './webhook-life.ts'

const NOW = new Date('2026-06-01T12:00:00Z')
const DESK = lines(
  ...DESK_RECORDS,
  { kind: 'event', id: 'e3', name: 'Start', parent_event_id: 'e1', start_date: '2024-05-11' },
  {
    id: 'p2',
    title: 'Elsewhere',
    collection: { name: 'Desk', brand: 'iStockphoto' },
    visible_from: '2999-01-01',
  },
  {
    id: 'p3',
    title: 'Lake by its record',
    file: 'lake.jpg',
    embeddable: 'no',
    keywords: ['Zebra', 'zebra crossing'],
  },
  { id: 'p4', title: 'Wrong', visible_from: 'soon' },
)
const WORDS = `id,type,broader,en-US,de
20001,,,animal,Tier
20002,,20001,zebra|stripes,Zebra|Streifentier
20003,,20002,foal,Fohlen
20004,,20004,circle,
`
const ALL = [100_000_001, 100_000_002, 100_000_003, 100_000_004, 100_000_005]

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

describe('records in SQLite and in PostgreSQL', () => {
  const lifetime = suiteLifetime()
  const libraries: Library[] = []
  let folder = ''

  before(async () => {
    folder = await temporaryFolder(lifetime)
    const library = { ...(await emptyLibrary(lifetime)), now: () => NOW }
    const other = { ...(await emptyLibrary(lifetime)), now: () => NOW }
    const postgres = openPostgres(lifetime)
    await migrate(postgres)
    libraries.push(library, { ...other, db: postgres })
    await writePicture(folder, 'lake.jpg', { title: 'Lake', keywords: ['lake', 'dog'], documentId: 'doc-1' })
    await writePicture(folder, 'hill.jpg', {
      colour: 'olive',
      title: 'Hill',
      keywords: ['stripes'],
      artist: 'Ada É.',
    })
    await writePicture(folder, 'tree.png', { colour: 'green', title: 'Tree', format: 'png', city: 'Bergen' })
  })

  /** Does something in each library, and expects the same result, which it returns. */
  async function inBoth<Result>(work: (library: Library) => Promise<Result>): Promise<Result> {
    const [inSqlite, inPostgres] = [await work(libraries[0]!), await work(libraries[1]!)]
    // Rows of SQLite have no prototype; copies compare equal to those of PostgreSQL.
    assert.deepEqual(structuredClone(inPostgres), structuredClone(inSqlite))
    return inSqlite
  }

  it('have the same tables, which a second migration does not change', async () => {
    const tables = await inBoth(async ({ db }) => {
      await migrate(db)
      const found = await db.introspection.getTables()
      return found
        .filter(({ name }) => !name.startsWith('sqlite_'))
        .map(({ name, columns }) => [name, columns.map((it) => it.name).sort()])
        .sort()
    })
    assert.ok(tables.length > 20 && Object.keys(MIGRATIONS).length > 10)
  })

  it('lend a lease to one holder at a time, until it ends', async () => {
    const taken = await inBoth(async ({ db }) => {
      const [one, other] = [0, 1].map(() => openLease(async () => db, 'work')) as [Lease, Lease]
      const taken = [await one.take(), await other.take(), await one.take()]
      await one.release()
      taken.push(await other.take(), await one.take())
      await db.updateTable('lease').set({ untilMs: 0 }).execute()
      taken.push(await one.take())
      await other.release()
      const again = openLease(async () => db, 'work')
      taken.push(await again.take())
      await one.release()
      return taken
    })
    assert.deepEqual(taken, [true, false, true, true, false, true, false])
  })

  it('are created from folders and manifests', async () => {
    const summaries = await inBoth(async (library) => {
      const first = await ingestAndIndex(library, folder)
      await writeFile(join(folder, 'desk.jsonl'), DESK)
      const manifest = await ingestRecords(library, join(folder, 'desk.jsonl'))
      const again = await ingestRecords(library, join(folder, 'desk.jsonl'))
      await rm(join(folder, 'desk.jsonl'))
      return [first.summary, first.outcomes, manifest, again.summary, await ingestAndIndex(library, folder)]
    })
    assert.partialDeepStrictEqual(summaries[0], { added: 3 })
  })

  it('are indexed in the order of the change log', async () => {
    const { documents, changes } = await inBoth(async ({ db }) => {
      const changes = await changesAfter(db, { position: 0, limit: 100 })
      return {
        changes: changes.map(({ seq: _, ...change }) => change),
        isEnd: changes.at(-1)!.seq === (await lastPosition(db)),
        documents: (await toDocuments(db, ALL)).documents.toSorted((a, b) => a.id - b.id),
        events: await toIndexEvents(db, [10_001, 10_002, 10_003]),
        rows: await findEventRecords(db, [10_001]),
        children: await findChildEvents(db, [10_001]),
        hasEvents: await hasEvents(db),
      }
    })
    assert.equal(documents.length, 5)
    assert.ok(changes.length >= 8)
  })

  it('are organised by a vocabulary, which is exported as it was imported', async () => {
    const [summary, csv] = await inBoth(async (library) => {
      const [summary, again] = [
        await importVocabulary(library, bytesOf(WORDS)),
        await importVocabulary(library, bytesOf(WORDS)),
      ]
      const csv = (await Array.fromAsync(exportCsv(library.db))).join('')
      return [summary, csv, again] as const
    })
    assert.partialDeepStrictEqual(summary, { added: 4, merged: 2, refused: 1 })
    assert.match(csv, /^20002,Keyword,20001,zebra\|stripes,Zebra\|Streifentier$/m)
  })

  it('are found by names, words and times', async () => {
    const found = await inBoth(async ({ db }) => ({
      artists: await findArtistIds(db, ['example ada']),
      collections: await findCollectionIds(db, ['dsk']),
      people: await findPeopleIds(db, ['bo SAMPLE', 'nobody']),
      concepts: await ownerConcepts(db, ['two zebras running'], 'en-US'),
      german: await ownerConcepts(db, ['Streifentiere'], 'de'),
      languages: [...(await openTextLanguages(db)).current()],
      named: await resolveAssetIds(db, ['100000002', 'desk:p1']),
      facets: await findFacetNames(db, 'keyword', [{ id: 20_002, count: 2 }], { max: 5, language: 'de' }),
      turn: await nextTurnAfter(db, Date.parse('2998-12-31')),
    }))
    assert.equal(found.concepts.length, 1)
    assert.deepEqual(found.languages.sort(), ['de', 'en-US'])
    assert.deepEqual(
      [found.people.length, found.artists.length, found.turn],
      [1, 1, Date.parse('2999-01-01')],
    )
    assert.equal(found.facets[0]!.name, 'Zebra')
  })

  it('are edited, withdrawn, restored and purged', async () => {
    const [, edited, , blobs, isPurgedNow] = await inBoth(async ({ db }) => {
      const [id, other] = [100_000_001, 100_000_002]
      const texts = { de: { title: 'Hügel' } }
      const collection = 'Own'
      const people = [{ type: 'SpecificPeople', text: 'Bo Sample' } as const]
      await db.transaction().execute((tx) => editAsset(tx, id, { texts, collection, people }, NOW))
      await db.transaction().execute((tx) => withdrawAsset(tx, other, NOW))
      const list = await Array.fromAsync(listAssets(db, NOW))
      await db.transaction().execute((tx) => restoreAsset(tx, other, NOW))
      const edited = (await findAssets(db, [id])).get(id)
      const reader = assetReader(db, 1e6)
      const { blob, bytes } = (await reader.read([other])).get(other)!
      const purged = await db.transaction().execute((tx) => purgeAsset(tx, other, NOW))
      const isPurgedNow = [await isPurgedFile(db, blob!), await hasPurgedFileOfSize(db, bytes!)]
      assert.equal((await reader.read([other])).size, 0)
      return [list, edited, other, purged.blobs.toSorted(), isPurgedNow] as const
    })
    assert.partialDeepStrictEqual(edited, { collectionName: 'Own', version: 2 })
    assert.ok(blobs.length > 1)
    assert.deepEqual(isPurgedNow, [true, true])
  })

  it('follow files that are moved or deleted', async () => {
    const before = join(folder, 'tree.png')
    const moved = join(folder, 'moved.png')
    await inBoth(async (library) => {
      await rename(before, moved)
      const first = await ingestAndIndex(library, folder)
      await rename(moved, `${folder}.png`)
      const second = await ingestAndIndex(library, folder)
      await rename(`${folder}.png`, before)
      return [first, second, await ingestAndIndex(library, folder)]
    })
  })

  it('free the space of unused renditions', async () => {
    assert.equal(await inBoth((library) => trimRenditions(library, { maxBytes: 0 })), 0)
  })

  it('keep keys and secrets', async () => {
    const clients = await inBoth(async ({ db }) => {
      const make = (name: string) =>
        createClient(db, { name, key: `key of ${name}`, qps: 5, expiresMs: null, now: NOW })
      const [one, two] = [await make('one'), await make('two')]
      await assert.rejects(make('one'), 'a key is unique')
      await changeClient(db, one.id, { qps: null, abilities: '["events"]' })
      await noteLastUse(db, one.id, NOW.getTime())
      await revokeClient(db, two.id, NOW)
      await findOrCreateSecret(db, 'gallery-key', () => 'gallery')
      const key = await db.transaction().execute((tx) => ensureGalleryKey(tx, NOW, []))
      const secret = [
        await findOrCreateSecret(db, 'links', () => 'a'),
        await findOrCreateSecret(db, 'links', () => 'b'),
      ]
      const sorted = (await listClients(db)).sort((a, b) => (a.name < b.name ? -1 : 1))
      return { clients: sorted.map(({ id: _, ...it }) => it), key, secret }
    })
    assert.deepEqual([clients.clients.length, clients.key, clients.secret], [3, 'gallery', ['a', 'a']])
  })

  it('keep customers with users, agreements and what they were given', async () => {
    const kept = await inBoth(async ({ db }) => {
      const customer = await createCustomer(db, { name: 'Northern Press', country: 'NOR', now: NOW })
      await createCustomer(db, { name: 'Other', now: NOW })
      await assert.rejects(changeCustomer(db, 'other', { name: 'northern press' }), /already/)
      await changeCustomer(db, 'other', { name: 'Another', country: 'DEU' })
      const customerId = customer.id
      const user = await createUser(db, { customerId, username: 'Ada', now: NOW })
      await changeUser(db, user, { firstName: 'Ada' })
      await changePassword(db, user, 'a hash', NOW)
      const link = await createPasswordLink(db, user.id, NOW)
      const linked = [
        (await findLinkedUser(db, link.token, NOW))?.username,
        await findLinkedUser(db, link.token, new Date(link.expiresMs)),
        await useLink(db, link.token, 'another hash', NOW),
        await useLink(db, link.token, 'a third hash', NOW),
      ]
      assert.deepEqual(linked, ['Ada', null, true, false])
      const client = { name: 'Site', key: 'site', qps: null, expiresMs: null, customerId, now: NOW }
      const site = await createClient(db, client)
      const clientId = site.id
      const redirectUri = 'https://site.example/'
      const request = { client: { ...site, customerId }, redirectUri, state: null, challenge: null }
      const code = await saveCode(db, { request, userId: user.id, now: NOW })
      const { authorizationId, ...found } = (await findCode(db, code, NOW))!
      const uses = [await useCode(db, code, NOW), await useCode(db, code, NOW)]
      assert.deepEqual(
        [found.redirectUri, found.userId === user.id, ...uses],
        [redirectUri, true, true, false],
      )
      const token = { token: 'a token', authorizationId, kind: 'access', expiresMs: NOW.getTime() } as const
      await addToken(db, token)
      assert.equal(await findToken(db, 'a token', 'access'), null)
      const inTwoDays = new Date(NOW.getTime() + 2 * 86_400_000)
      assert.equal(await deleteExpiredTokens(db, inTwoDays), false)
      await endUser(db, user, NOW)
      await addSecret(db, { clientId, secretHash: 'one', prefix: 'one', now: NOW })
      await addSecret(db, { clientId, secretHash: 'two', prefix: 'two', now: NOW })
      await assert.rejects(addSecret(db, { clientId, secretHash: '3', prefix: '3', now: NOW }), /two active/)
      await endSecret(db, clientId, 'one', NOW)
      const given = { clientId, userId: null, grantType: 'client_credentials', now: NOW }
      const later = new Date(NOW.getTime() + 1)
      await createAuthorization(db, { ...given, expiresMs: later.getTime() })
      assert.equal(await revokeAuthorizations(db, { customerId: 'other' }, NOW), 0)
      assert.equal(
        await revokeAuthorizations(db, { customerId, clientId }, later),
        0,
        'it has expired by then',
      )
      const listed = await listAuthorizations(db, { customerId }, NOW)
      assert.deepEqual(
        listed.map(({ grantType, username }) => [grantType, username]),
        [['client_credentials', null]],
      )
      assert.equal(await revokeAuthorizations(db, { customerId, clientId }, NOW), 1)
      assert.deepEqual(await listAuthorizations(db, {}, NOW), [])
      const products = [{ type: 'imagepack', terms: { limit: 5, largestSize: 'large' } }] as const
      const agreement = { customerId, name: '2026', startsMs: 0, endsMs: null, products, now: NOW }
      const { id } = await createAgreement(db, agreement)
      const [product] = await findProducts(db, id)
      const terms = new Map([[product!.id, { limit: 6, largestSize: 'large' }]])
      await changeAgreement(
        db,
        id,
        { terms, add: [{ type: 'easyaccess', terms: { largestSize: 'small' } }] },
        NOW,
      )
      await changeAgreement(db, id, { end: [product!.id] }, NOW)
      await endAgreement(db, id, NOW)
      await endCustomer(db, customerId, NOW)
      const users = (await listUsers(db, customerId)).map(({ id: _, ...it }) => it)
      const secrets = (await activeSecrets(db, clientId)).map(({ clientId: _, ...it }) => it)
      const { customerEndedMs } = await findClient(db, clientId)
      const agreements = await listAgreements(db, customerId)
      const parts = { users, secrets, customerEndedMs, agreements, products: await findProducts(db, id) }
      return { ...parts, customers: await listCustomers(db) }
    })
    assert.deepEqual([kept.agreements[0]!.version, kept.customerEndedMs], [4, NOW.getTime()])
    assert.deepEqual(
      kept.products.map(({ endedMs }) => endedMs !== null),
      [true, false],
    )
  })

  it('keep boards', async () => {
    const ids = [100_000_001, 100_000_003, 100_000_004]
    const { lists, page, sharing } = await inBoth(({ db }) => boardLife(db, ids, NOW))
    assert.deepEqual([page[0], lists[0]![0], lists[2]![0]], [3, 0, 1])
    assert.deepEqual(
      sharing.members.map(({ role }) => role),
      ['editor', 'viewer'],
    )
  })

  it('are announced in change sets', async () => {
    const sets = await inBoth(async ({ db }) => {
      const { id: clientId } = await createClient(db, {
        name: 'mirror',
        key: 'mirror',
        qps: null,
        expiresMs: null,
        now: NOW,
      })
      const abilities = new Set(['changes-creative-image'] as const)
      const reader = { clientId, country: null, abilities, now: NOW }
      const ask = () => nextChangeSet(db, reader, { channel: CHANNELS[0]!, batchSize: 1 })
      const [first, again] = [await ask(), await ask()]
      await confirmChangeSet(db, reader, first.id!)
      const [second] = [await ask(), await findChannelStates(db, reader)]
      await confirmChangeSet(db, reader, second.id!)
      await db.transaction().execute((tx) => withdrawAsset(tx, second.changes[0]!.assetId, NOW))
      const left = await findChannelStates(db, { ...reader, now: new Date('2999-01-02') })
      return [first, again, second, left]
    })
    assert.partialDeepStrictEqual(sets[0], { isNew: true, changes: [{ lifecycle: 'New' }] })
  })

  it('are recalled, with those who have downloaded them', async () => {
    const recalled = await inBoth(async ({ db }) => {
      const [assetId] = ALL
      const ask = { assetId: assetId!, reason: 'Wrong person', now: NOW }
      const recall = () => db.transaction().execute((tx) => recallAsset(tx, ask))
      const [first, again] = [await recall(), await recall()]
      const { id } = first.recall
      await db.insertInto('recallCustomer').values({ recallId: id, customerId: 'other' }).execute()
      const client = await createClient(db, {
        name: 'other',
        key: 'other',
        qps: null,
        expiresMs: null,
        customerId: 'other',
        now: NOW,
      })
      const notice = { clientId: client.id, way: 'request', atMs: NOW.getTime() } as const
      const learn = () => noteRecalls(db, { ...notice, assetIds: ALL, untilMs: NOW.getTime() })
      await learn()
      await learn()
      const received = { recallId: id, customerId: 'other', endpointId: 'hook', at: NOW }
      await noteRecallDelivery(db, received)
      const owner = { clientId: null, userId: null, note: 'Told', now: NOW }
      await acknowledgeRecall(db, { recallId: id, customerId: 'other', ...owner })
      const [{ notices, ...concerned }] = (await findConcerned(db, first.recall)) as [ConcernedCustomer]
      const own = await findRecallsOf(db, 'other', { page: { offset: 0, size: 5 } })
      return [first, again, notices.map(({ way }) => way), concerned, own, await listRecalls(db)] as const
    })
    assert.deepEqual([recalled[0].isNew, recalled[1].isNew], [true, false])
    assert.partialDeepStrictEqual(recalled[5], [{ customers: 1, notified: 1, acknowledged: 1 }])
  })

  it('are announced by webhooks, each message leased by one process and delivered once', async () => {
    const { deliveries, replayed, counts, attempts, states, left } = await inBoth(({ db }) =>
      webhookLife(db, 100_000_004, NOW),
    )
    const assets = [{ id: '100000004', asset_type: 'image' }]
    assert.partialDeepStrictEqual(deliveries, {
      payload: { type: 'asset.withdrawn', data: { assets } },
      leased: [1, 1, 1, 0, 1, 0],
      attempts: 1,
      failedBefore: 1,
    })
    assert.deepEqual([replayed, counts], [[0, 2, 0], { waiting: 2, givenUp: 0 }])
    assert.deepEqual(
      attempts.map(({ status }) => status),
      [204, 500, 204],
    )
    assert.deepEqual(
      states.map(({ disabledBecause, secretVersion }) => [disabledBecause, secretVersion]),
      [
        ['owner', 1],
        [null, 1],
        [null, 2],
      ],
    )
    assert.deepEqual(left, [])
  })

  it('roll back failed transactions and continue', async () => {
    const error = new Error('no')
    await inBoth(async ({ db }) => {
      const failing = db.transaction().execute(async (tx) => {
        await withdrawAsset(tx, 100_000_003, NOW)
        throw error
      })
      await assert.rejects(failing, error)
      return (await findAssets(db, [100_000_003])).get(100_000_003)!.withdrawnMs
    })
  })

  it('are equal, row by row', async () => {
    // Clients, users and authorizations have random ids; receivers are clients.
    const differing = new Set(['client', 'user', 'authorization', 'seq', 'clientId', 'receiver'])
    const names = (await libraries[0]!.db.introspection.getTables()).map(({ name }) => name as keyof Tables)
    for (const name of names.filter((it) => !differing.has(it) && !it.startsWith('sqlite_')))
      await inBoth(async ({ db }) => {
        const rows = await db
          .selectFrom(name as 'asset')
          .selectAll()
          .execute()
        return [
          name,
          rows
            .map((row) =>
              JSON.stringify(
                Object.entries(row)
                  .filter(([key]) => !differing.has(key))
                  .sort(),
              ),
            )
            .sort(),
        ]
      })
  })
})
