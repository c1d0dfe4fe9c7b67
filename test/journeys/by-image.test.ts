import assert from 'node:assert/strict'
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { before, describe, it } from 'node:test'
import sharp from 'sharp'
import { withdrawAsset } from '../../src/catalogue/asset-lifecycle.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { type Answer, type Served, serve, type TestLibrary } from '../support/library.ts'
import { libraryOfPictures } from '../support/library-of-pictures.ts'
import { EDITS, SCENES } from '../support/scenes.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'

const IMAGES = '/v3/search/images/creative/by-image'
const VIDEOS = '/v3/search/videos/creative/by-image'
const MATCH = '/v3/image-match/search'

describe('searches by image', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  const ids: Record<string, string> = {}
  before(async () => {
    const files = Object.entries(SCENES).map(([name, svg]) => [`${name}.svg`, svg])
    library = await libraryOfPictures(lifetime, Object.fromEntries(files))
    server = await serve(library)
    for (const { id, title } of (await server.get('/v3/search/images?fields=id,title')).json.images)
      ids[title] = id
  })

  const upload = async (picture: Buffer, name = 'query.jpg'): Promise<string> => {
    const url = `${server.http}/v3/search/by-image/uploads/${name}`
    const headers = { 'api-key': server.key, 'content-type': 'image/jpeg' }
    const { status } = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(picture) })
    assert.equal(status, 200)
    return url
  }
  const by = (parameters: Record<string, string>, path = IMAGES): Promise<Answer> =>
    server.get(`${path}?${new URLSearchParams({ fields: 'id,title', ...parameters })}`)
  const titlesOf = ({ json }: Answer): string[] => json.images.map(({ title }: { title: string }) => title)

  for (const [name, edit] of Object.entries(EDITS))
    it(`find a picture by a copy that is ${name}`, async () => {
      const svg = Buffer.from(SCENES.harbour)
      const url = await upload(await edit(await sharp(svg).png().toBuffer()))
      const found = await by({ image_url: url })
      assert.equal(found.status, 200, found.text)
      assert.equal(titlesOf(found)[0], 'harbour')
      assert.equal(found.json.result_count, titlesOf(found).length)
      assert.match(found.json.image_fingerprint, /^[0-9a-f]{16}$/)
      const match = await server.get(`${MATCH}?${new URLSearchParams({ url })}`)
      assert.deepEqual([match.status, match.json], [200, { id: ids.harbour }])
    })

  it('find nothing that looks entirely different, and no match', async () => {
    const url = await upload(await sharp(Buffer.from(SCENES.stripes)).rotate(90).jpeg().toBuffer())
    assert.ok(!titlesOf(await by({ image_url: url })).includes('harbour'))
    const match = await server.get(`${MATCH}?${new URLSearchParams({ url })}`)
    assert.deepEqual([match.status, match.json.ErrorCode], [404, 'ImageNotFound'])
  })

  it('compare with an asset of the library, which is not found itself', async () => {
    const found = await by({ asset_id: ids.house! })
    assert.equal(found.status, 200)
    assert.ok(!titlesOf(found).includes('house'))
  })

  it('find only what matches phrase and filters', async () => {
    const url = await upload(await sharp(Buffer.from(SCENES.harbour)).jpeg().toBuffer())
    assert.deepEqual(
      titlesOf(await by({ image_url: url, phrase: 'mountain' })).filter((it) => it !== 'mountain'),
      [],
    )
    const nothing = await by({ image_url: url, collection_codes: 'no-such-collection' })
    assert.deepEqual([nothing.json.result_count, nothing.json.images], [0, []])
    const videos = await by({ image_url: url }, VIDEOS)
    assert.deepEqual([videos.status, videos.json.result_count, videos.json.videos], [200, 0, []])
  })

  it('refuse requests that name no picture', async () => {
    const url = await upload(await sharp(Buffer.from(SCENES.house)).jpeg().toBuffer(), 'house.jpg')
    const refused = async (parameters: Record<string, string>, path = IMAGES) => {
      const { status, json } = await by(parameters, path)
      return `${status} ${json.ErrorCode}`
    }
    assert.equal(await refused({}), '400 InvalidParameterValue')
    assert.equal(await refused({ asset_id: ids.house!, image_url: url }), '400 InvalidParameterValue')
    for (const wrong of ['house.jpg', 'https://example.org/house.jpg', url.replace('house', 'unknown')])
      assert.equal(await refused({ image_url: wrong }), '400 InvalidParameterValue', wrong)
    assert.equal(await refused({ asset_id: '1' }), '404 AssetNotFound')
    const { status, json } = await server.get(`${MATCH}?url=house.jpg`)
    assert.deepEqual([status, json.ErrorCode], [400, 'InvalidImageUrl'])
    const other = await serve(library)
    const others = await other.get(`${IMAGES}?${new URLSearchParams({ image_url: url })}`)
    assert.equal(others.status, 400, 'uploads of another key')
  })

  it('fetch pictures from hosts that the owner allows, and from no others', async (t) => {
    const picture = await sharp(Buffer.from(SCENES.harbour)).resize(300).jpeg().toBuffer()
    const asked: string[] = []
    const outside = http.createServer(({ url }, response) => {
      asked.push(url!)
      if (url === '/harbour.jpg') response.end(picture)
      else if (url === '/moved.jpg') response.writeHead(302, { location: '/harbour.jpg' }).end()
      else if (url === '/page.jpg') response.end('<html></html>')
      else response.end(Buffer.alloc(10_485_761))
    })
    await once(outside.listen(0, '127.0.0.1'), 'listening')
    t.after(() => outside.close())
    const { port } = outside.address() as AddressInfo
    const allowing = async (settings: object) => {
      const { get, stop } = await serve({ ...library, config: { ...library.config, ...settings } })
      t.after(stop)
      return (path: string) =>
        get(
          `${IMAGES}?${new URLSearchParams({ fields: 'id,title', image_url: `http://127.0.0.1:${port}${path}` })}`,
        )
    }
    const allowed = await allowing({ imageUrlHosts: ['127.0.0.1'], callableNetworks: ['127.0.0.1'] })
    for (const _ of [1, 2]) assert.equal(titlesOf(await allowed('/harbour.jpg'))[0], 'harbour')
    assert.deepEqual(asked, ['/harbour.jpg'], 'it is kept for a day')
    for (const [path, why] of [
      ['/moved.jpg', 'its server answers 302'],
      ['/page.jpg', 'no picture'],
      ['/large.jpg', 'more than 10485760 bytes'],
    ] as const) {
      const { status, json } = await allowed(path)
      assert.deepEqual([status, json.ErrorCode], [400, 'InvalidParameterValue'])
      assert.ok(json.ErrorMessage.includes(why), json.ErrorMessage)
    }
    for (const settings of [{ imageUrlHosts: ['127.0.0.1'] }, { callableNetworks: ['127.0.0.1'] }])
      assert.equal((await (await allowing(settings))('/harbour.jpg')).status, 400, JSON.stringify(settings))
    assert.equal(asked.length, 4)
  })

  it('find a picture of a library that an earlier version made, once it is described', async () => {
    const { id } = await library.db
      .selectFrom('frame')
      .select('id')
      .where('assetId', '=', Number(ids.stripes))
      .executeTakeFirstOrThrow()
    await library.db.deleteFrom('frameVector').where('frameId', '=', id).execute()
    await library.db.deleteFrom('frame').where('id', '=', id).execute()
    const restarted = await serve(library)
    const isDescribed = () =>
      library.db
        .selectFrom('frame')
        .select('id')
        .where('assetId', '=', Number(ids.stripes))
        .executeTakeFirst()
    await until(isDescribed, (frame) => frame !== undefined, 30_000)
    const url = await upload(await sharp(Buffer.from(SCENES.stripes)).jpeg().toBuffer())
    assert.equal(titlesOf(await by({ image_url: url }))[0], 'stripes')
    await restarted.stop()
  })

  it('and similar images find no asset that was withdrawn, and similar ones by sight before all others', async () => {
    const svg = SCENES.mountain
    const url = await upload(await sharp(Buffer.from(svg)).jpeg().toBuffer())
    assert.equal(titlesOf(await by({ image_url: url }))[0], 'mountain')
    await library.db.transaction().execute((tx) => withdrawAsset(tx, Number(ids.mountain), library.now()))
    await catchUp(library)
    assert.ok(!titlesOf(await by({ image_url: url })).includes('mountain'))
    const match = await server.get(`${MATCH}?${new URLSearchParams({ url })}`)
    assert.equal(match.status, 404)
  })
})
