import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { AssetDescription } from '../../../src/catalogue/asset-description.ts'
import { purgeAsset, restoreAsset, withdrawAsset } from '../../../src/catalogue/asset-lifecycle.ts'
import { logChange } from '../../../src/catalogue/changes.ts'
import { editAsset } from '../../../src/catalogue/edit-asset.ts'
import type { Db } from '../../../src/db/database.ts'
import { type ChangeReader, changeReader, type SeenChange } from '../../support/changes.ts'
import { command } from '../../support/command.ts'
import { emptyLibrary, type Served, serve, type TestLibrary } from '../../support/library.ts'
import { addRecord } from '../../support/records.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'
import { until } from '../../support/until.ts'

const DAY_MS = 86_400_000

/** Changes as texts such as "New 100000001". */
const shown = (changes: readonly SeenChange[]) =>
  changes.map(({ id, asset_lifecycle: lifecycle }) => `${lifecycle} ${id}`)

describe('change sets', () => {
  const lifetime = suiteLifetime()
  let nowMs = Date.parse('2026-06-01T12:00:00Z')
  let library: TestLibrary
  let server: Served
  before(async () => {
    library = { ...(await emptyLibrary(lifetime)), now: () => new Date(nowMs) }
    server = await serve(library)
  })

  const add = (said: Partial<AssetDescription> = {}) => addRecord(library, said)
  const change = (work: (tx: Db, id: number, now: Date) => Promise<unknown>, id: number) =>
    library.db.transaction().execute((tx) => work(tx, id, library.now()))
  const rename = (tx: Db, id: number, now: Date) => editAsset(tx, id, { title: `At ${now.toJSON()}` }, now)
  let readers = 0
  /** A new client that has read everything so far. */
  async function reader(country: string | null = null): Promise<ChangeReader> {
    const made = await changeReader(library, server, { name: `Reader ${++readers}`, country })
    for (const channel of [1, 2, 3, 4]) await made.readAll(channel)
    return made
  }

  it('name an asset when it is new, updated and gone', async () => {
    const { readAll } = await reader()
    const id = await add()
    assert.deepEqual(await readAll(1), [
      {
        id: String(id),
        asset_lifecycle: 'New',
        asset_type: 'Image',
        asset_changed_utc_datetime: '2026-06-01T12:00:00Z',
        uri: `${server.http}/v3/downloads/images/${id}`,
      },
    ])
    nowMs += 90_000
    await change(rename, id)
    assert.deepEqual(await readAll(1), [
      {
        id: String(id),
        asset_lifecycle: 'Update',
        asset_type: 'Image',
        asset_changed_utc_datetime: '2026-06-01T12:01:30Z',
        uri: null,
      },
    ])
    for (const [work, lifecycle] of [
      [withdrawAsset, 'Delete'],
      [restoreAsset, 'New'],
      [purgeAsset, 'Delete'],
    ] as const) {
      await change(work, id)
      assert.deepEqual(shown(await readAll(1)), [`${lifecycle} ${id}`])
    }
  })

  it('are found among many changes of other channels', async () => {
    const [known, other] = [await add(), await add({ family: 'editorial' })]
    const { readAll } = await reader()
    // More than what one query skips.
    const manyOthers = (tx: Db, id: number, at: Date) =>
      logChange(tx, { subject: 'asset', ids: Array.from({ length: 6000 }, () => id), kind: 'updated', at })
    await change(manyOthers, other)
    await change(withdrawAsset, known)
    await change(manyOthers, other)
    const added = await add()
    assert.deepEqual(shown(await readAll(1)), [`Delete ${known}`, `New ${added}`])
    await change(manyOthers, other)
    assert.deepEqual(await readAll(1), [])
    await change(rename, added)
    assert.deepEqual(shown(await readAll(1)), [`Update ${added}`])
  })

  it('are repeated until they are confirmed, and then gone', async () => {
    const { next, confirm, channels } = await reader()
    const [one, two] = [await add(), await add()]
    const first = await next(1, 1)
    assert.equal(first.status, 201)
    assert.deepEqual(shown(first.json.changed_assets), [`New ${one}`])
    await change(withdrawAsset, one)
    const again = await next(1)
    assert.deepEqual([again.status, again.json], [200, first.json])
    const { json: listed } = await channels()
    assert.equal(listed[0].notification_count, 3)

    const id = first.json.change_set_id
    const confirmed = await confirm(id)
    assert.deepEqual([confirmed.status, confirmed.json], [200, {}])
    const twice = await confirm(id)
    assert.deepEqual(
      [twice.status, twice.json],
      [404, { ErrorCode: 'ChangeSetNotFound', ErrorMessage: 'Transaction was not found.' }],
    )
    const second = await next(1)
    assert.equal(second.status, 201)
    assert.deepEqual(shown(second.json.changed_assets), [`New ${two}`, `Delete ${one}`])
    await confirm(second.json.change_set_id)
    const none = await next(1)
    assert.deepEqual([none.status, none.json], [200, { change_set_id: null, changed_assets: [] }])
  })

  it('list an asset once, where it changed last', async () => {
    const { readAll } = await reader()
    const [one, two, three] = [await add(), await add(), await add()]
    await change(rename, one)
    await change(withdrawAsset, three)
    assert.deepEqual(shown(await readAll(1)), [`New ${two}`, `New ${one}`])
  })

  it('do not mention what was never visible to the client', async () => {
    const [norwegian, worldwide] = [await reader('NOR'), await reader()]
    const hidden = await add({ visibleFromMs: nowMs + DAY_MS })
    const elsewhere = await add({ territories: JSON.stringify({ allow: ['JPN'] }) })
    for (const id of [hidden, elsewhere]) await change(rename, id)
    assert.deepEqual(shown(await norwegian.readAll(1)), [])
    assert.deepEqual(shown(await worldwide.readAll(1)), [`New ${elsewhere}`])
    for (const id of [hidden, elsewhere]) await change(purgeAsset, id)
    assert.deepEqual(shown(await norwegian.readAll(1)), [])
    assert.deepEqual(shown(await worldwide.readAll(1)), [`Delete ${elsewhere}`])
  })

  it('follow a customer to another country', async () => {
    const { readAll, customer } = await reader('NOR')
    const [norwegian, japanese] = [
      await add({ territories: JSON.stringify({ allow: ['NOR'] }) }),
      await add({ territories: JSON.stringify({ allow: ['JPN'] }) }),
    ]
    assert.deepEqual(shown(await readAll(1)), [`New ${norwegian}`])
    const country = ['customers', 'change', customer.id, '--country', 'JPN', '--data', library.config.data]
    assert.equal((await command(country)).code, 0)
    const changes = await until(
      async () => shown(await readAll(1)),
      (seen) => seen.some((it) => it.startsWith('Delete')),
      5000,
    )
    assert.ok(changes.includes(`Delete ${norwegian}`) && changes.includes(`New ${japanese}`), changes.join())
    assert.deepEqual(await readAll(1), [])
  })

  it('have assets whose embargo ended and assets that expired, at that time', async () => {
    const { readAll, channels } = await reader()
    const [from, until] = [nowMs + 10 * DAY_MS, nowMs + 11 * DAY_MS]
    const several = [
      await add({ visibleFromMs: from, visibleUntilMs: until }),
      await add({ visibleFromMs: from }),
      await add({ visibleFromMs: from }),
    ]
    nowMs = from - 1
    assert.deepEqual(await readAll(1), [])
    nowMs = from
    assert.equal((await channels()).json[0].notification_count, 3)
    const visible = await readAll(1, 2)
    assert.deepEqual(
      shown(visible),
      several.map((id) => `New ${id}`),
    )
    assert.equal(Date.parse(visible[0]!.asset_changed_utc_datetime), from)
    nowMs = until
    assert.deepEqual(shown(await readAll(1)), [`Delete ${several[0]}`])
    assert.deepEqual(await readAll(1), [])
  })

  it('follow an asset from channel to channel', async () => {
    const { readAll } = await reader()
    const video = { mediaKind: 'video' as const }
    const [image, film] = [await add({ family: 'editorial' }), await add()]
    await library.db.updateTable('asset').set(video).where('id', '=', film).execute()
    assert.deepEqual(shown(await readAll(3)), [`New ${image}`])
    const [seen] = await readAll(2)
    assert.partialDeepStrictEqual(seen, {
      id: String(film),
      asset_type: 'Film',
      uri: `${server.http}/v3/downloads/videos/${film}`,
    })
    await library.db.updateTable('asset').set({ family: 'creative' }).where('id', '=', image).execute()
    await change(rename, image)
    assert.deepEqual(shown(await readAll(3)), [`Delete ${image}`])
    assert.deepEqual(shown(await readAll(1)), [`New ${image}`])
  })

  it('leave out changes of more than sixty days ago, but not deletions', async () => {
    const [absent, newcomer] = [await reader(), await reader()]
    const [kept, old] = [await add(), await add()]
    await absent.readAll(1)
    const waiting = await newcomer.next(1)
    assert.equal(waiting.status, 201)
    await change(withdrawAsset, kept)
    await change(rename, old)
    nowMs += 60 * DAY_MS + 1
    const recent = await add()
    assert.deepEqual(shown(await absent.readAll(1)), [`Delete ${kept}`, `New ${recent}`])
    assert.deepEqual(shown(await (await reader()).readAll(1)), [])
    const later = await newcomer.next(1)
    assert.equal(later.status, 201)
    assert.deepEqual(shown(later.json.changed_assets), [`Delete ${kept}`, `New ${recent}`])
    assert.equal((await newcomer.confirm(waiting.json.change_set_id)).status, 404)
  })

  it('begin for a new client with the changes of the last sixty days', async () => {
    const { readAll } = await changeReader(library, server, { name: 'Late Press' })
    const changes = await readAll(1)
    assert.ok(changes.length > 0)
    assert.ok(
      changes.every((it) => Date.parse(it.asset_changed_utc_datetime) >= nowMs - 60 * DAY_MS),
      JSON.stringify(changes),
    )
  })
})
