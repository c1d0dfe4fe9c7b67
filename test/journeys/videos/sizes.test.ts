import assert from 'node:assert/strict'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { connect } from '../../../client/index.js'
import { findUndescribed } from '../../../src/visual/describe-frames.ts'
import { addEndpoint } from '../../../src/webhooks/endpoints.ts'
import { ask, signUp, type TestCustomer, userToken } from '../../support/customers.ts'
import { downloadOf } from '../../support/downloads.ts'
import { drawUndecodableVideo, drawVideo, frameSizeOf, WITHOUT_FFMPEG } from '../../support/drawn-videos.ts'
import { probe } from '../../support/ffmpeg.ts'
import { emptyLibrary, type Served, serve, type TestLibrary, temporaryFolder } from '../../support/library.ts'
import { ingestRecords, lines } from '../../support/manifests.ts'
import { startReceiver } from '../../support/receiver.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'
import { until } from '../../support/until.ts'

const WITHIN_MS = 120_000
const PRODUCTS = [{ type: 'premiumaccess', terms: { limit: 10, period: 'monthly' } }] as const

/** With it, a process gets a tenth of the time of others (nice(2)). */
const NICENESS = 10
const PRIORITY = 'priority'

/**
 * A program that becomes ffmpeg; before it makes a size, it waits until its session gives way, where the system groups
 * processes by session, and notes its own priority.
 */
async function watchedFfmpeg(folder: string): Promise<string> {
  const path = join(folder, 'ffmpeg.sh')
  const script = `#!/bin/sh
case "$*" in *"-crf 19"*)
  while [ -e /proc/$$/autogroup ] && ! grep -q 'nice ${NICENESS}' /proc/$$/autogroup; do :; done
  nice > '${join(folder, PRIORITY)}' ;;
esac
exec ffmpeg "$@"
`
  await writeFile(path, script, { mode: 0o700 })
  return path
}

describe('a size of a video', { skip: WITHOUT_FFMPEG }, () => {
  const lifetime = suiteLifetime()
  let folder: string
  let library: TestLibrary
  let server: Served
  let customer: TestCustomer
  let token: string
  let ids: number[]

  before(async () => {
    folder = await temporaryFolder(lifetime)
    drawVideo(folder, 'harbour.mp4')
    drawVideo(folder, 'tall.mp4', { size: '720x1280' })
    drawUndecodableVideo(folder, 'broken.mp4')
    // As a camcorder records: ten bits, interlaced, pixels that are not square.
    const broadcast = '-vf interlace,setsar=64/45 -c:v libx264 -pix_fmt yuv420p10le -flags +ildct+ilme'
    drawVideo(folder, 'broadcast.mov', { size: '720x576', flags: broadcast.split(' ') })
    const video = { kind: 'video', collection: 'Moving', license_model: 'royaltyfree' }
    const manifest = join(folder, 'agency.jsonl')
    await writeFile(
      manifest,
      lines(
        { ...video, id: 'v1', title: 'Harbour', file: 'harbour.mp4', frame_size: '1280x720' },
        // The file is smaller than its record says.
        { ...video, id: 'v2', title: 'Tower', file: 'tall.mp4', frame_size: '2160x3840' },
        { ...video, id: 'v3', title: 'Broken', file: 'broken.mp4', frame_size: '1920x1080' },
        { ...video, id: 'v4', title: 'News', file: 'broadcast.mov', broadcast_video_standard: 'PAL' },
      ),
    )
    const ffmpegPath = await watchedFfmpeg(folder)
    library = await emptyLibrary(lifetime, { callableNetworks: '127.0.0.1', ffmpegPath })
    const { outcomes } = await ingestRecords(library, manifest)
    ids = outcomes.map(({ assetId }) => assetId!)
    customer = await signUp(library, { products: PRODUCTS })
    server = await serve(library)
    token = await userToken(server, customer)
  })

  const send = (path: string, method = 'GET') => ask(server, path, { key: customer.key, token, method })
  const download = (id: number, size: string) => send(`/v3/downloads/videos/${id}?size=${size}`, 'POST')
  const left = async () => (await send('/v3/products')).json.products[0].downloads_remaining
  const look = async (uri: string) => {
    const response = await fetch(uri)
    return { response, bytes: Buffer.from(await response.arrayBuffer()) }
  }
  const whenMade = (uri: string) =>
    until(
      () => look(uri),
      ({ response }) => response.status !== 503,
      WITHIN_MS,
    )

  it('is offered up to the size of its frames, and made when it is downloaded', async () => {
    const [id] = ids as [number]
    const { json } = await send(`/v3/videos/${id}?fields=downloads`)
    const offered = json.download_sizes.map((it: Record<string, unknown>) => [it.name, it.frame_size])
    assert.deepEqual(offered, [
      ['original', '1280x720'],
      ['hd_web', '1280x720'],
      ['sd', '1024x576'],
    ])
    for (const size of ['hd1', '4k'])
      assert.equal((await download(id, size)).json.ErrorCode, 'MissingRequiredQueryParameters')

    const before = await left()
    const { status, json: answer } = await download(id, 'sd')
    assert.equal(status, 200)
    const early = await fetch(answer.uri)
    const { progress, ...said } = (await early.json()) as Record<string, unknown>
    assert.equal(early.status, 503)
    assert.match(early.headers.get('retry-after')!, /^[1-9]\d?$/)
    assert.equal(early.headers.get('content-type'), 'application/vnd.getty.error+json')
    assert.equal(said.ErrorCode, 'ServiceUnavailable')
    assert.ok(typeof progress === 'number' && progress >= 0 && progress <= 1)
    assert.equal(await left(), before - 1)

    const { response, bytes } = await whenMade(answer.uri)
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('content-type'), 'video/mp4')
    assert.match(response.headers.get('content-disposition')!, new RegExp(`vitrine-${id}.mp4`))
    await writeFile(join(folder, 'delivered.mp4'), bytes)
    assert.equal(frameSizeOf(join(folder, 'delivered.mp4')), '1024x576')
    const range = await fetch(answer.uri, { headers: { range: 'bytes=100-199' } })
    assert.equal(range.status, 206)
    assert.deepEqual(Buffer.from(await range.arrayBuffer()), bytes.subarray(100, 200))

    const repeat = await download(id, 'SD')
    assert.equal(downloadOf(repeat.json.uri), downloadOf(answer.uri))
    assert.equal(await left(), before - 1)
    const [own] = (await send('/v1/downloads')).json.downloads
    assert.deepEqual([own.size_name, own.refunded_at], ['sd', null])
    const made = (await send(`/v3/videos/${id}?fields=download_sizes`)).json.download_sizes.at(-1)
    // The delivered file also has a stamp.
    assert.deepEqual([made.name, made.bytes], ['sd', own.bytes])
    assert.ok(own.bytes > 0 && own.bytes <= bytes.length)

    // Whatever removes the file from the store: the link makes it again, without another charge.
    await rm(join(library.config.data, 'transcodes'), { recursive: true })
    assert.equal((await look(answer.uri)).response.status, 503)
    assert.deepEqual((await whenMade(answer.uri)).bytes, bytes)
    assert.equal(await left(), before - 1)
  })

  it('is offered by the frames of the file, whatever the record says', async () => {
    const { json } = await send(`/v3/videos/${ids[1]}?fields=downloads`)
    const offered = json.download_sizes.map((it: Record<string, unknown>) => [it.name, it.frame_size])
    assert.deepEqual(offered, [
      ['original', '720x1280'],
      ['hd_web', '720x1280'],
      ['sd', '576x1024'],
    ])
  })

  it('is made by a program that gives way to all others', async () => {
    const { json } = await download(ids[0]!, 'hd_web')
    assert.equal((await whenMade(json.uri)).response.status, 200)
    assert.equal(Number(await readFile(join(folder, PRIORITY), 'utf8')), NICENESS)
  })

  it('is described as it is, and its original as the record and the file say', async () => {
    const id = ids[3]!
    const { json } = await send(`/v3/videos/${id}?fields=download_sizes`)
    const stated = json.download_sizes.map(({ bytes, ...it }: Record<string, unknown>) => it)
    assert.partialDeepStrictEqual(stated, [
      {
        name: 'original',
        description: 'QuickTime H.264 720x576 12.5i',
        frame_rate: 12.5,
        frame_size: '720x576',
        bit_depth: '10',
        broadcast_video_standard: 'PAL',
        compression: 'H.264',
        format: 'QuickTime',
        interlaced: true,
      },
      {
        name: 'sd',
        description: 'MPEG-4 H.264 1024x576 12.5p',
        width: 1024,
        height: 576,
        frame_rate: 12.5,
        frame_size: '1024x576',
        bit_depth: '8',
        broadcast_video_standard: null,
        compression: 'H.264',
        format: 'MPEG-4',
        interlaced: false,
      },
    ])
    // Descriptions of videos make servers forget answers as well.
    const undescribed = () => findUndescribed(library.db, 0)
    await until(undescribed, (left) => left.every(({ assetId }) => assetId === ids[2]), WITHIN_MS)
    const bytesOfSmallest = async () =>
      (await send(`/v3/videos/${id}?fields=download_sizes`)).json.download_sizes.at(-1).bytes
    const { uri } = (await download(id, 'sd')).json
    assert.equal(await bytesOfSmallest(), 0)
    const { bytes } = await whenMade(uri)
    assert.ok((await bytesOfSmallest()) > 0, 'the answer from before it was made is remembered')
    const path = join(folder, 'broadcast-sd.mp4')
    await writeFile(path, bytes)
    const { codec_name, pix_fmt, field_order, width, height, avg_frame_rate } = probe(path)
    assert.deepEqual(
      [codec_name, pix_fmt, field_order, width, height, avg_frame_rate],
      ['h264', 'yuv420p', 'progressive', 1024, 576, '25/2'],
    )
  })

  it('has the lines of its shorter side, and is waited for by our client', async () => {
    const { key, secret, username, password } = customer
    const client = connect({ url: server.http, key, secret, username, password })
    const { uri } = await client.downloadVideo({ id: String(ids[1]), size: 'sd' })
    const prepared: number[] = []
    const file = await client.fetchFile(uri!, { onProgress: (it) => prepared.push(it.prepared) })
    await writeFile(join(folder, 'tall-sd.mp4'), file.stream)
    assert.equal(frameSizeOf(join(folder, 'tall-sd.mp4')), '576x1024')
    assert.ok(prepared[0]! < 1 && prepared.at(-1) === 1)
  })

  it('that cannot be made is given back once, and everything that counts downloads tells so', async (t) => {
    const receiver = await startReceiver(t)
    const types = ['download.made', 'download.refunded'] as const
    await library.db
      .transaction()
      .execute((tx) =>
        addEndpoint(tx, { url: receiver.url, customerId: customer.id, types, now: library.now() }),
      )
    const id = ids[2]!
    const before = await left()
    const usedBefore = (await send('/v1/usage')).json.today.downloads
    const links = await Promise.all(
      ['sd', 'sd', 'hd1'].map(async (size) => (await download(id, size)).json.uri),
    )
    assert.equal(await left(), before - 2)
    for (const uri of links) {
      const { response, bytes } = await whenMade(uri)
      assert.equal(response.status, 404)
      assert.match(bytes.toString(), /given back/)
    }
    assert.equal(await left(), before)
    assert.equal((await send('/v1/usage')).json.today.downloads, usedBefore)
    assert.deepEqual((await send(`/v3/videos/${id}/downloadhistory`)).json.downloads, [])
    const own = (await send('/v1/downloads')).json.downloads.slice(0, 2)
    for (const it of own) {
      assert.ok(it.refunded_at !== null && it.file_uri === null, JSON.stringify(it))
      assert.match(it.refund_reason, /cannot be converted/)
      assert.equal((await send(`/v1/receipts/${it.id}`)).json.refunded_at, it.refunded_at)
      assert.match(await (await fetch(it.receipt_uri)).text(), /Charge given back/)
    }
    const told = await until(
      async () => receiver.received.map(({ json }) => [json.type, json.data.size]).toSorted(),
      ({ length }) => length === 4,
      WITHIN_MS,
    )
    assert.deepEqual(told, [
      ['download.made', 'hd1'],
      ['download.made', 'sd'],
      ['download.refunded', 'hd1'],
      ['download.refunded', 'sd'],
    ])

    const refused = await download(id, 'sd')
    assert.deepEqual([refused.status, refused.json.ErrorCode], [404, 'OriginalNotFound'])
    assert.equal(await left(), before)
    assert.equal((await download(id, 'original')).status, 200)
  })
})
