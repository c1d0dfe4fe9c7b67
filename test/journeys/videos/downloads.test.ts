import assert from 'node:assert/strict'
import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { ask, signUp, userToken } from '../../support/customers.ts'
import { emptyLibrary, ingestAndIndex, serve, temporaryFolder } from '../../support/library.ts'
import { ingestRecords, lines } from '../../support/manifests.ts'
import { mp4 } from '../../support/videos.ts'

const MP4 = mp4()

describe('the file of a video', () => {
  it('is downloaded as it is, charged once, and in the histories', async (t) => {
    const folder = await temporaryFolder(t)
    await writeFile(join(folder, 'dawn.mp4'), MP4)
    await writeFile(join(folder, 'text.mp4'), 'This is a text.')
    await writeFile(join(folder, 'other.mp4'), mp4('other'))
    const manifest = join(folder, 'agency.jsonl')
    const video = { kind: 'video', collection: 'Moving', license_model: 'royaltyfree' }
    await writeFile(
      manifest,
      lines(
        { ...video, id: 'v1', title: 'Dawn', file: 'dawn.mp4', frame_size: '1920x1080', frame_rate: 25 },
        { ...video, id: 'v2', title: 'A text', file: 'text.mp4' },
        { ...video, id: 'v3', title: 'Later', file: 'later.mp4' },
      ),
    )
    const library = await emptyLibrary(t)
    const { outcomes } = await ingestRecords(library, manifest)
    const [id, text, later] = outcomes.map(({ assetId }) => assetId)
    assert.match(JSON.stringify(outcomes[1]), /is not a video/)

    // A record may name a file that arrives later; a video that no record names is added as it is.
    await copyFile(join(folder, 'dawn.mp4'), join(folder, 'later.mp4'))
    await writeFile(join(folder, 'later.mp4'), mp4('later'))
    const { outcomes: files } = await ingestAndIndex(library, folder)
    assert.deepEqual(
      files.filter(({ path }) => path.endsWith('.mp4')).map(({ path, is }) => [path, is]),
      [
        ['dawn.mp4', 'unchanged'],
        ['later.mp4', 'updated'],
        ['other.mp4', 'added'],
        ['text.mp4', 'refused'],
      ],
    )

    const customer = await signUp(library)
    const server = await serve(library)
    const token = await userToken(server, customer)
    const send = (path: string, method = 'GET') =>
      ask(server, `/v3/${path}`, { key: customer.key, token, method })
    const first = await send(`downloads/videos/${id}?size=ORIGINAL`, 'POST')
    const repeat = await send(`downloads/videos/${id}`, 'POST')
    assert.deepEqual([first.status, repeat.status], [200, 200])
    const file = await fetch(first.json.uri)
    assert.deepEqual([file.status, file.headers.get('content-type')], [200, 'video/mp4'])
    // It also has a stamp.
    assert.ok((await file.arrayBuffer()).byteLength > MP4.length)
    assert.match(file.headers.get('content-disposition')!, new RegExp(`vitrine-${id}.mp4`))

    const history = await send(`videos/${id}/downloadhistory`)
    assert.deepEqual(
      history.json.downloads.map(({ asset_type }: { asset_type: string }) => asset_type),
      ['video'],
    )
    assert.equal((await send(`images/${id}/downloadhistory`)).json.ErrorCode, 'ImageNotFound')
    const [listed] = (await send('downloads')).json.downloads
    assert.deepEqual([listed.id, listed.asset_type, listed.size_name], [String(id), 'video', 'original'])

    const { json } = await send(`videos/${id}?fields=downloads,largest_downloads`)
    const [size] = json.download_sizes
    assert.deepEqual(
      [size.name, size.width, size.height, size.frame_rate, size.content_type, size.bytes],
      // The frame of the file, whatever the record says.
      ['original', 128, 72, 25, 'video/mp4', MP4.length],
    )
    assert.match(
      size.downloads[0].uri,
      new RegExp(`/v3/downloads/videos/${id}\\?product_id=\\d+&size=original$`),
    )
    assert.equal(json.largest_downloads[0].media_type, 'video/mp4')

    assert.equal((await send(`downloads/videos/${later}`, 'POST')).status, 200)
    for (const [path, code] of [
      [`downloads/videos/${text}`, 'VideoNotFound'],
      ['downloads/videos/999999999', 'VideoNotFound'],
      [`downloads/images/${id}`, 'ImageNotFound'],
      [`downloads/videos/${id}?size=4k`, 'MissingRequiredQueryParameters'],
    ] as const)
      assert.equal((await send(path, 'POST')).json.ErrorCode, code, path)
  })

  it('is a purchase, an own download and something to report use of, like that of an image', async (t) => {
    const folder = await temporaryFolder(t)
    await writeFile(join(folder, 'dusk.mp4'), MP4)
    const video = {
      kind: 'video',
      collection: 'Moving',
      license_model: 'royaltyfree',
      frame_size: '1920x1080',
    }
    const library = await emptyLibrary(t)
    const customer = await signUp(library, {
      products: [{ type: 'creditpack', terms: { credits: 10 } }],
      abilities: ['purchases', 'orders', 'usage'],
    })
    const manifest = join(folder, 'agency.jsonl')
    const order = { kind: 'order', id: '7', customer: customer.id, user: customer.username, assets: ['v2'] }
    await writeFile(
      manifest,
      lines(
        { ...video, id: 'v1', title: 'Dusk', file: 'dusk.mp4' },
        { ...video, id: 'v2', title: 'Noon' },
        { ...order, order_date: '2024-05-31' },
      ),
    )
    const { outcomes } = await ingestRecords(library, manifest)
    const [id, ordered] = outcomes.map(({ assetId }) => String(assetId))
    const server = await serve(library)
    const token = await userToken(server, customer)
    const send = (path: string, method = 'GET', body?: object) =>
      ask(server, path, {
        key: customer.key,
        token,
        method,
        ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      })
    assert.equal((await send(`/v3/downloads/videos/${id}`, 'POST')).status, 200)

    const { previous_purchases: purchases } = (await send('/v3/purchased-assets')).json
    assert.deepEqual(
      purchases.map((it: Record<string, string>) => [
        it.asset_id,
        it.asset_type,
        new URL(it.download_uri!).pathname,
        it.file_size_in_bytes,
      ]),
      [
        [id, 'video', `/v3/downloads/videos/${id}`, String(MP4.length)],
        [ordered, 'video', `/v3/downloads/videos/${ordered}`, null],
      ],
    )
    for (const { thumb_uri: thumb } of purchases) assert.equal((await fetch(thumb)).status, 200)

    const [own] = (await send('/v1/downloads')).json.downloads
    assert.deepEqual([own.title, own.asset_type], ['Dusk', 'video'])
    for (const uri of [own.thumb_uri, own.file_uri]) assert.equal((await fetch(uri)).status, 200)

    const usage = { asset_id: ordered, quantity: 1, usage_date: '2024-06-01' }
    const reported = await send('/v3/usage-batches/june', 'PUT', { asset_usages: [usage] })
    assert.deepEqual([reported.status, reported.json.total_asset_usages_processed], [201, 1])
  })
})
