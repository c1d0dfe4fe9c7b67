import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import sharp from 'sharp'
import { withdrawAsset } from '../../../src/catalogue/asset-lifecycle.ts'
import { NEEDS_FFMPEG, probe } from '../../support/ffmpeg.ts'
import {
  emptyLibrary,
  get,
  type Served,
  serve,
  type TestLibrary,
  temporaryFolder,
} from '../../support/library.ts'
import { ingestRecords, lines } from '../../support/manifests.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'
import { mp4 } from '../../support/videos.ts'

const HTML = { accept: 'text/html' }
const TITLE = 'Ships & "boats"'
const WEEK_MS = 7 * 86_400_000

/** Returns the content of each `meta` of a page, by its property or name. */
const metaOf = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<meta (?:property|name)="([^"]+)" content="([^"]*)"/g)].map(([, name, content]) => [
      name!,
      content!.replaceAll('&amp;', '&'),
    ]),
  )

describe('a video that is shared', NEEDS_FFMPEG, () => {
  const lifetime = suiteLifetime()
  let folder: string
  let library: TestLibrary
  let server: Served
  let ids: Record<'shown' | 'kept' | 'later' | 'gone', number>

  before(async () => {
    folder = await temporaryFolder(lifetime)
    const video = { kind: 'video', collection: 'Moving' }
    const names = ['shown', 'kept', 'gone']
    for (const name of names) await writeFile(join(folder, `${name}.mp4`), mp4(name))
    const records = [
      { id: 'v1', title: TITLE, file: 'shown.mp4', artist: 'Ada Example', embeddable: true },
      { id: 'v2', title: 'Kept', file: 'kept.mp4', embeddable: false },
      { id: 'v3', title: 'Later', embeddable: true },
      { id: 'v4', title: 'Gone', file: 'gone.mp4', embeddable: true },
    ]
    const manifest = join(folder, 'agency.jsonl')
    await writeFile(manifest, lines(...records.map((record) => ({ ...video, ...record }))))
    library = await emptyLibrary(lifetime, { gallery: true })
    const { outcomes } = await ingestRecords(library, manifest)
    const [shown, kept, later, gone] = outcomes.map(({ assetId }) => assetId!)
    ids = { shown: shown!, kept: kept!, later: later!, gone: gone! }
    await library.db.transaction().execute((tx) => withdrawAsset(tx, ids.gone, library.now()))
    server = await serve(library)
  })

  const oembed = (id: number, query = '') => get(`${server.http}/oembed?url=/detail/x/${id}${query}`)
  const page = async (id: number) => (await get(`${server.http}/detail/x/${id}`, HTML)).text
  const fetched = async (uri: string) => Buffer.from(await (await fetch(uri)).arrayBuffer())

  it('is a player for other sites, which plays the clip with the watermark', async () => {
    const { html, thumbnail_url, ...said } = (await oembed(ids.shown, '&maxwidth=100')).json
    assert.deepEqual(said, {
      version: '1.0',
      type: 'video',
      width: 100,
      height: 56,
      title: TITLE,
      author_name: 'Ada Example',
      provider_name: 'Vitrine',
      provider_url: `${server.http}/`,
      thumbnail_width: 100,
      thumbnail_height: 56,
    })
    assert.equal((await sharp(await fetched(thumbnail_url)).metadata()).format, 'jpeg')
    assert.match(html, /title="Ships &amp; &quot;boats&quot;" width="100" height="56"/)
    const player = await get(/<iframe src="([^"]+)"/.exec(html)![1]!)
    assert.equal(player.headers.get('content-type'), 'text/html; charset=utf-8')
    const policy = player.headers.get('content-security-policy')!
    assert.match(policy, /frame-ancestors \*/)
    assert.match(policy, /default-src 'none'/)
    const [clip] = [...player.text.matchAll(/<source src="([^"]+)"/g)].map(([, uri]) =>
      uri!.replaceAll('&amp;', '&'),
    )
    assert.match(clip!, /\/comp_mp4\/.*[?&]w=1&/, 'with the watermark')
    await writeFile(join(folder, 'clip'), await fetched(clip!))
    assert.equal(probe(join(folder, 'clip')).codec_name, 'h264')
  })

  it('has its poster and a clip at addresses that do not expire', async (t) => {
    const html = await page(ids.shown)
    const meta = metaOf(html)
    assert.match(
      html,
      /<link rel="alternate" type="application\/json\+oembed"[^>]* href="[^"]*\/oembed\?url=/,
    )
    assert.partialDeepStrictEqual(meta, {
      'og:type': 'video.other',
      'og:video:type': 'video/mp4',
      'og:video:width': '128',
      'og:video:height': '72',
      'twitter:card': 'player',
      'twitter:player': `${server.http}/players/${ids.shown}`,
    })
    const later = await serve({ ...library, now: () => new Date(Date.now() + WEEK_MS) })
    t.after(() => later.stop())
    const [poster, clip] = ['og:image', 'og:video'].map((name) =>
      meta[name]!.replace(server.http, later.http),
    )
    assert.equal((await sharp(await fetched(poster!)).metadata()).width, 128)
    await writeFile(join(folder, 'shared'), await fetched(clip!))
    assert.equal(probe(join(folder, 'shared')).codec_name, 'h264')
  })

  it('is described to search engines', async () => {
    const described = async (id: number) =>
      JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(await page(id))![1]!)
    const { thumbnailUrl, contentUrl, url, uploadDate, ...said } = await described(ids.shown)
    assert.deepEqual(said, {
      '@context': 'https://schema.org',
      '@type': 'VideoObject',
      name: TITLE,
      creator: { '@type': 'Person', name: 'Ada Example' },
      acquireLicensePage: url,
      duration: 'PT2S',
      width: 128,
      height: 72,
      embedUrl: `${server.http}/players/${ids.shown}`,
    })
    assert.match(uploadDate, /^\d{4}-\d\d-\d\dT/)
    assert.equal((await sharp(await fetched(thumbnailUrl)).metadata()).width, 128)
    await writeFile(join(folder, 'content'), await fetched(contentUrl))
    assert.equal(probe(join(folder, 'content')).codec_name, 'h264')

    assert.equal((await described(ids.kept)).embedUrl, undefined)
    const { contentUrl: nothing, duration, '@type': type } = await described(ids.later)
    assert.deepEqual([nothing, duration, type], [undefined, undefined, 'VideoObject'])
  })

  it('is not embedded unless that is allowed, and a link if there is nothing to play', async () => {
    assert.equal((await oembed(ids.kept)).status, 404)
    assert.equal((await get(`${server.http}/players/${ids.kept}`)).status, 404)
    const html = await page(ids.kept)
    assert.doesNotMatch(html, /oembed|twitter:player/)
    assert.equal(metaOf(html)['twitter:card'], 'summary_large_image')
    assert.match(metaOf(html)['og:video']!, /\/clips\//)

    const { json } = await oembed(ids.later)
    assert.deepEqual([json.type, json.title, json.html, json.url], ['link', 'Later', undefined, undefined])
    assert.equal((await fetch(json.thumbnail_url)).status, 200)
    assert.equal((await get(`${server.http}/players/${ids.later}`)).status, 404)
    assert.doesNotMatch(await page(ids.later), /og:video|twitter:player/)
  })

  it('is gone everywhere once it is withdrawn', async () => {
    const { gone } = ids
    for (const path of [
      `/oembed?url=/detail/x/${gone}`,
      `/players/${gone}`,
      `/clips/${gone}/x.mp4`,
      `/pictures/${gone}/x.jpg`,
      `/detail/x/${gone}`,
    ])
      assert.equal((await get(server.http + path)).status, 404, path)
  })
})
