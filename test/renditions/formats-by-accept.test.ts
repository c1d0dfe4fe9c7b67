import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import sharp from 'sharp'
import { readMetadata } from '../../src/media/metadata/read-metadata.ts'
import { emptyLibrary, ingestAndIndex, type Served, serve, temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'
import { displaySizes } from '../support/shown.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'

const ID = 100_000_001
const BROWSER = 'image/avif,image/webp,image/apng,image/*,*/*;q=0.8'
const OLD_BROWSER = 'image/webp,image/*,*/*;q=0.8'
const WITHIN_MS = 30_000

describe('the format of a picture that the gallery shows', () => {
  const lifetime = suiteLifetime()
  let server: Served
  before(async () => {
    const folder = await temporaryFolder(lifetime)
    await writePicture(folder, 'a.jpg', { width: 900, height: 600, credit: 'Ada' })
    const library = await emptyLibrary(lifetime)
    await ingestAndIndex(library, folder)
    server = await serve(library, { abilities: ['large'] })
  })

  const uriOf = async (name: string) => (await displaySizes(server, ID))[name]!.uri
  async function shown(uri: string, accept: string) {
    const { status, headers } = await fetch(uri, { headers: { accept } })
    assert.equal(status, 200)
    const [type, vary, caching] = ['content-type', 'vary', 'cache-control'].map((name) => headers.get(name))
    return { type, vary, caching, etag: headers.get('etag') }
  }

  it('is the one in the link for programs, whatever they accept', async () => {
    for (const accept of [BROWSER, OLD_BROWSER, '*/*']) {
      const { type, vary, caching } = await shown(await uriOf('preview'), accept)
      assert.deepEqual([type, vary], ['image/jpeg', null])
      assert.match(caching!, /immutable/)
    }
  })

  it('is a smaller one that the browser accepts, once it is made; until then nobody waits', async () => {
    for (const [name, accept, expected] of [
      ['preview', BROWSER, 'image/avif'],
      ['comp', OLD_BROWSER, 'image/webp'],
    ] as const) {
      const uri = `${await uriOf(name)}&f=auto`
      const first = await shown(uri, accept)
      assert.deepEqual([first.type, first.vary], ['image/jpeg', 'Accept'])
      assert.match(first.caching!, /max-age=60$/)
      const later = await until(
        () => shown(uri, accept),
        ({ type }) => type === expected,
        WITHIN_MS,
      )
      assert.equal(later.vary, 'Accept')
      assert.match(later.caching!, /immutable/)
      assert.notEqual(later.etag, first.etag)
      const other = await shown(uri, 'image/*')
      assert.deepEqual([other.type, other.vary], ['image/jpeg', 'Accept'])
      const bytes = Buffer.from(await (await fetch(uri, { headers: { accept } })).arrayBuffer())
      assert.equal((await sharp(bytes).metadata()).format, expected === 'image/avif' ? 'heif' : 'webp')
      assert.equal(readMetadata(bytes).creditLine, 'Ada', 'with the rights of the record')
    }
  })

  it('is made in the smaller format at once if the size is not there yet', async () => {
    const uri = `${await uriOf('mid_res_comp')}&f=auto`
    assert.equal((await shown(uri, BROWSER)).type, 'image/avif')
    assert.equal((await shown(uri, 'image/avif;q=0')).type, 'image/jpeg')
  })
})
