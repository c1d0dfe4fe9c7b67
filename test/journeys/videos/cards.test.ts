import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import sharp from 'sharp'
import { command } from '../../support/command.ts'
import { emptyLibrary, type Served, serve, type TestLibrary, temporaryFolder } from '../../support/library.ts'
import { ingestRecords, lines } from '../../support/manifests.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'
import { until } from '../../support/until.ts'

const video = (id: string, said: object) => ({ kind: 'video', id, title: 'Harbour', ...said })
const RECORDS = [
  video('plain', {}),
  video('titled', { title: 'Łódź & Århus' }),
  video('long', {
    title: `${'Donaudampfschifffahrtsgesellschaft'.repeat(2)} one two three four five six seven eight nine ten eleven`,
  }),
  video('timed', { clip_length: '00:01:30:00' }),
  video('hours', { clip_length: '01:01:30:00' }),
  video('foreign', { title: '港の夜明け' }),
  video('nameless', { title: '港の夜明' }),
  video('narrow', { frame_size: '1080x1920' }),
  video('wide', { aspect_ratio: '100:1' }),
]

describe('the card of a video', () => {
  const t = suiteLifetime()
  let library: TestLibrary
  let server: Served
  let ids: Readonly<Record<string, string>>

  before(async () => {
    library = await emptyLibrary(t)
    const manifest = join(await temporaryFolder(t), 'videos.jsonl')
    await writeFile(manifest, lines(...RECORDS))
    const { outcomes } = await ingestRecords(library, manifest)
    ids = Object.fromEntries(outcomes.map((it) => ['id' in it ? it.id : '', String(it.assetId)]))
    server = await serve(library, { abilities: ['unwatermarked'] })
  })

  const linkOf = async (name: string): Promise<string> =>
    (await server.get(`/v3/videos/${ids[name]}?fields=comp`)).json.display_sizes[0].uri
  const fetched = async (uri: string) => {
    const response = await fetch(uri)
    assert.equal(response.status, 200)
    return { bytes: Buffer.from(await response.arrayBuffer()), kept: response.headers.get('cache-control') }
  }
  const cardOf = async (name: string) => (await fetched(await linkOf(name))).bytes
  /** The share of dark pixels, which only letters have, in a part of the picture. */
  const inkIn = async (picture: Buffer, { from, to }: { from: number; to: number }) => {
    const { data, info } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true })
    const rows = data.subarray(
      Math.round(from * info.height) * info.width,
      Math.round(to * info.height) * info.width,
    )
    return rows.filter((value) => value < 130).length / rows.length
  }
  const TOP = { from: 0, to: 0.2 }
  const BOTTOM = { from: 0.8, to: 1 }

  it('shows its title, and the length of the clip if that is known', async () => {
    const plain = await cardOf('plain')
    assert.ok((await inkIn(plain, BOTTOM)) > 0.005)
    assert.equal(await inkIn(plain, TOP), 0)
    for (const name of ['titled', 'long', 'timed']) assert.notDeepEqual(await cardOf(name), plain, name)
    const [timed, hours] = [await inkIn(await cardOf('timed'), TOP), await inkIn(await cardOf('hours'), TOP)]
    assert.ok(timed > 0.001 && hours > timed, `${timed} ${hours}`)
  })

  it('breaks a long title into lines and cuts it', async () => {
    const long = await cardOf('long')
    assert.ok((await inkIn(long, { from: 0.5, to: 0.8 })) > 0.005, 'the lines above the last one')
    const { width } = await sharp(long).metadata()
    const edge = await sharp(long)
      .extract({ left: width - 12, top: 150, width: 12, height: 190 })
      .png()
      .toBuffer()
    assert.equal(await inkIn(edge, { from: 0, to: 1 }), 0, 'nothing beyond the margin')
  })

  it('leaves out a title for which it has no letters', async () => {
    assert.equal(await inkIn(await cardOf('foreign'), BOTTOM), 0)
    assert.deepEqual(await cardOf('foreign'), await cardOf('nameless'))
  })

  const SHAPES = [
    ['plain', 612, 344],
    ['narrow', 344, 612],
    ['wide', 612, 245],
  ] as const
  for (const [name, width, height] of SHAPES)
    it(`has the shape of the ${name} video`, async () => {
      const size = await sharp(await cardOf(name)).metadata()
      assert.deepEqual([size.width, size.height], [width, height])
    })

  it('changes with its record, at a new address', async () => {
    const before = await linkOf('timed')
    const old = await fetched(before)
    assert.match(old.kept!, /immutable/)
    const edit = ['assets', 'edit', ids.timed!, '--title', 'Lighthouse', '--data', library.config.data]
    assert.equal((await command(edit)).code, 0)
    const versionIn = (link: string) => new URL(link).searchParams.get('v')
    const after = await until(
      () => linkOf('timed'),
      (link) => versionIn(link) !== versionIn(before),
      5000,
    )
    const [now, since] = [await fetched(after), await fetched(before)]
    assert.notDeepEqual(now.bytes, old.bytes)
    assert.deepEqual(since, { bytes: now.bytes, kept: 'public, max-age=60' })
  })
})
