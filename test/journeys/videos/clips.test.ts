import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import pino from 'pino'
import sharp from 'sharp'
import { NEEDS_FFMPEG, probe } from '../../support/ffmpeg.ts'
import {
  emptyLibrary,
  get,
  ingestAndIndex,
  type Served,
  serve,
  type TestLibrary,
  temporaryFolder,
} from '../../support/library.ts'
import { ingestRecords, lines } from '../../support/manifests.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'
import { until } from '../../support/until.ts'
import { mp4 } from '../../support/videos.ts'

type Shown = { readonly name: string; readonly uri: string; readonly is_watermarked: boolean }

const assetId = (outcome: object | undefined) => String((outcome as { assetId: number }).assetId)

const FIELDS = 'display_set,comp_webm,comp_jpg,thumb_mp4,clip_length,max_dimensions,color_type'

describe('a video of a folder', NEEDS_FFMPEG, () => {
  const t = suiteLifetime()
  let folder: string
  let library: TestLibrary
  let server: Served
  let id: string

  before(async () => {
    folder = await temporaryFolder(t)
    await writeFile(join(folder, 'harbour at dawn.mp4'), mp4())
    library = await emptyLibrary(t)
    const { outcomes } = await ingestAndIndex(library, folder)
    assert.deepEqual(
      outcomes.map(({ is }) => is),
      ['added'],
    )
    id = assetId(outcomes[0])
    server = await serve(library)
  })

  const videoOf = async (served: Served) => (await served.get(`/v3/videos/${id}?fields=${FIELDS}`)).json
  const sizesOf = async (served: Served): Promise<Record<string, Shown>> =>
    Object.fromEntries((await videoOf(served)).display_sizes.map((size: Shown) => [size.name, size]))
  const fetched = async ({ uri }: Pick<Shown, 'uri'>, headers: Record<string, string> = {}) => {
    const response = await fetch(uri, { headers })
    const bytes = Buffer.from(await response.arrayBuffer())
    return { status: response.status, type: response.headers.get('content-type'), bytes }
  }

  it('is described by its file, and found', async () => {
    const video = await videoOf(server)
    assert.partialDeepStrictEqual(video, {
      clip_length: '00:00:02:00',
      max_dimensions: { width: 128, height: 72 },
      color_type: 'color',
    })
    const { json } = await server.get('/v3/search/videos/creative?phrase=harbour&frame_rates=25&fields=id')
    assert.equal(json.result_count, 0, 'it has five frames per second')
    const found = await server.get('/v3/search/videos/creative?phrase=harbour&aspect_ratios=16:9&fields=id')
    assert.equal(found.json.result_count, 1)
  })

  it('is shown as clips with a watermark, a thumb of its poster, and five key frames', async () => {
    const sizes = await sizesOf(server)
    assert.deepEqual(
      Object.values(sizes).map(({ name, is_watermarked }) => [name, is_watermarked]),
      [
        ['comp', true],
        ['preview', true],
        ['thumb', false],
        ['comp_webm', true],
        ['comp_jpg', true],
        ['thumb_mp4', false],
      ],
    )
    for (const [name, type, codec] of [
      ['comp', 'video/mp4', 'h264'],
      ['comp_webm', 'video/webm', 'vp9'],
      ['thumb_mp4', 'video/mp4', 'h264'],
    ] as const) {
      const clip = await fetched(sizes[name]!)
      assert.deepEqual([clip.status, clip.type], [200, type], name)
      const path = join(await temporaryFolder(t), 'clip')
      await writeFile(path, clip.bytes)
      const { codec_name, width, height } = probe(path)
      assert.deepEqual([codec_name, width, height], [codec, 128, 72], 'never enlarged')
    }
    const { key_frames } = await videoOf(server)
    assert.equal(key_frames.length, 5)
    const frames = await Promise.all(key_frames.map((frame: Shown) => fetched(frame)))
    assert.equal(new Set(frames.map(({ bytes }) => bytes.toString('base64'))).size, 5)
    const poster = await sharp((await fetched(sizes.thumb!)).bytes).metadata()
    assert.deepEqual([poster.format, poster.width, poster.height], ['jpeg', 128, 72])
  })

  it('has clips that an earlier version made, made again', async () => {
    const { db } = library
    const { thumb_mp4: thumb } = await sizesOf(server)
    const made = await fetched(thumb!)
    const poster = await db
      .selectFrom('rendition')
      .selectAll()
      .where('name', '=', 'thumb')
      .executeTakeFirstOrThrow()
    await db.deleteFrom('rendition').where('name', 'like', 'thumb_mp4%').execute()
    await db
      .insertInto('rendition')
      .values({ ...poster, name: 'thumb_mp4', mediaType: 'video/mp4' })
      .execute()
    assert.deepEqual((await fetched(thumb!)).bytes, made.bytes)
  })

  it('is sent in parts, and each clip is made once, however many ask for it', async () => {
    const { preview } = await sizesOf(server)
    const part = await fetched(preview!, { range: 'bytes=0-99' })
    assert.deepEqual([part.status, part.bytes.length], [206, 100])
    const clean = await serve(library, { abilities: ['unwatermarked'] })
    const { preview: unmarked, thumb_mp4: thumb } = await sizesOf(clean)
    assert.equal(unmarked!.is_watermarked, false)
    const same = await Promise.all(Array.from({ length: 8 }, () => fetched(unmarked!)))
    assert.equal(new Set(same.map(({ bytes }) => bytes.toString('base64'))).size, 1)
    assert.notDeepEqual(same[0]!.bytes, (await fetched(preview!)).bytes)
    assert.equal((await fetched(thumb!)).status, 200)
    const rows = await library.db
      .selectFrom('rendition')
      .select(['name', 'watermarked'])
      .where('name', 'like', 'preview_mp4%')
      .orderBy('watermarked')
      .execute()
    assert.deepEqual(
      rows.map(({ watermarked }) => watermarked),
      [0, 1],
    )
  })
})

describe('a video of the affiliate programme', NEEDS_FFMPEG, () => {
  it('has stills and clips', async (t) => {
    const folder = await temporaryFolder(t)
    await writeFile(join(folder, 'harbour.mp4'), mp4())
    const records = [
      { kind: 'collection', id: 'c1', name: 'Moving', brand: 'istockphoto' },
      { kind: 'video', id: 'v1', title: 'Harbour', collection: 'Moving', file: 'harbour.mp4' },
    ]
    await writeFile(join(folder, 'agency.jsonl'), lines(...records))
    const library = await emptyLibrary(t)
    await ingestRecords(library, join(folder, 'agency.jsonl'))
    const server = await serve(library, { abilities: ['affiliate'] })
    const { json } = await server.get('/v3/affiliates/search/videos?phrase=harbour')
    const { small_still, ...urls } = json.videos[0].preview_urls
    assert.equal((await fetch(small_still)).headers.get('content-type'), 'image/jpeg')
    for (const uri of [urls.small_motion, urls.large_motion])
      assert.equal((await fetch(uri)).headers.get('content-type'), 'video/mp4')
  })
})

describe('a clip that takes longer to make than a request waits', NEEDS_FFMPEG, () => {
  it('is answered with its progress until it is there', async (t) => {
    const folder = await temporaryFolder(t)
    await writeFile(join(folder, 'harbour.mp4'), mp4())
    const library = await emptyLibrary(t, { clipWaitMs: 0 })
    const { outcomes } = await ingestAndIndex(library, folder)
    const server = await serve(library)
    const { json } = await server.get(`/v3/videos/${assetId(outcomes[0])}?fields=comp`)
    const ask = () => get(json.display_sizes[0].uri)
    const first = await ask()
    assert.deepEqual([first.status, first.headers.get('retry-after')], [503, '10'])
    assert.equal(first.json.ErrorCode, 'ServiceUnavailable')
    assert.ok(first.json.progress >= 0 && first.json.progress <= 1)
    const made = await until(ask, ({ status }) => status !== 503, 30_000)
    assert.deepEqual([made.status, made.headers.get('content-type')], [200, 'video/mp4'])
  })
})

describe('a video where ffmpeg is not installed', () => {
  it('is described and shown as a card, until an ingest with ffmpeg', async (t) => {
    const folder = await temporaryFolder(t)
    await writeFile(join(folder, 'harbour.mp4'), mp4())
    const without = { ffmpegPath: '/nowhere/ffmpeg', ffprobePath: '/nowhere/ffprobe' }
    const library = await emptyLibrary(t, without)
    const first = await ingestAndIndex(library, folder)
    assert.equal(first.outcomes[0]!.is, 'added')
    assert.match(
      JSON.stringify(first.outcomes[0]),
      /kept, but shown as a card.*install ffmpeg \(Debian: ffmpeg\)/,
    )
    const id = assetId(first.outcomes[0])
    const logged: string[] = []
    const logger = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) })
    const server = await serve(library, { logger })
    assert.match(logged.join(''), /ffmpeg is not installed \(Debian: ffmpeg; or set ffmpegPath\)/)
    const { json } = await server.get(`/v3/videos/${id}?fields=display_set,clip_length,mastered_to`)
    assert.deepEqual(
      [json.clip_length, json.key_frames, json.mastered_to],
      ['00:00:02:00', [], 'MPEG-4 H.264 128x72 5p'],
    )
    for (const { uri } of json.display_sizes) {
      const response = await fetch(uri)
      assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'image/jpeg'])
    }
    const again = await ingestAndIndex(library, folder)
    assert.equal(again.outcomes[0]!.is, 'unchanged')
    if (NEEDS_FFMPEG.skip) return
    const { decoder } = await emptyLibrary(t)
    const later = await ingestAndIndex({ ...library, decoder }, folder)
    assert.deepEqual(later.outcomes, [{ path: 'harbour.mp4', is: 'updated', assetId: Number(id) }])
  })
})
