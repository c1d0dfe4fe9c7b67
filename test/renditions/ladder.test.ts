import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Kysely } from 'kysely'
import sharp from 'sharp'
import { up as forgetLargePreviews } from '../../migrations/0006-smaller-previews.ts'
import { ABILITIES, type Ability } from '../../src/access/abilities.ts'
import { createClient, newKey } from '../../src/access/clients.ts'
import {
  emptyLibrary,
  get,
  ingestAndIndex,
  serve,
  type TestLibrary,
  temporaryFolder,
} from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'
import { addRecord } from '../support/records.ts'
import { assertColour, colourAt, type DisplaySize, displaySizes, fetchPicture } from '../support/shown.ts'

/** All sizes of a picture of 3000 × 2000 (contract 16, Display sizes). */
const SIZES: Record<string, [width: number, height: number]> = {
  comp: [612, 408],
  comp_webp: [612, 408],
  preview: [506, 337],
  thumb: [170, 113],
  mid_res_comp: [1024, 683],
  mid_res_comp_webp: [1024, 683],
  high_res_comp: [2048, 1365],
  high_res_comp_webp: [2048, 1365],
}
const LARGE = Object.keys(SIZES).filter((name) => name.includes('_res_'))

async function keyFor(library: TestLibrary, abilities: readonly Ability[]): Promise<string> {
  const key = newKey()
  await createClient(library.db, {
    name: 'k',
    key,
    qps: null,
    expiresMs: null,
    abilities,
    now: library.now(),
  })
  return key
}

describe('display sizes', () => {
  it('are those that a key may see, each with its size, type and watermark', async (t) => {
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'a.jpg', { width: 3000, height: 2000, colour: '#406080' })
    const library = await emptyLibrary(t)
    await ingestAndIndex(library, folder)
    const cases: [abilities: Ability[], sizes: string[], watermarked: (name: string) => boolean][] = [
      [[], Object.keys(SIZES).filter((name) => !LARGE.includes(name)), (name) => name !== 'thumb'],
      [['large'], Object.keys(SIZES), (name) => name !== 'thumb'],
      [['large', 'unwatermarked'], Object.keys(SIZES), () => false],
    ]
    assert.ok(ABILITIES.includes('large'))
    const keys = await Promise.all(cases.map(([abilities]) => keyFor(library, abilities)))
    const server = await serve(library)
    for (const [index, [abilities, names, watermarked]] of cases.entries()) {
      const headers = { 'api-key': keys[index]! }
      const { json } = await get(`${server.http}/v3/images/100000001?fields=display_set`, headers)
      const shown: DisplaySize[] = json.images[0].display_sizes
      assert.deepEqual(
        shown.map(({ name }) => name),
        names,
        String(abilities),
      )
      for (const { name, uri, is_watermarked, width, height } of shown) {
        assert.deepEqual([width, height], SIZES[name])
        assert.equal(is_watermarked, watermarked(name), name)
        const { bytes, type } = await fetchPicture(uri)
        const isWebp = name.endsWith('_webp')
        assert.equal(type, isWebp ? 'image/webp' : 'image/jpeg')
        const picture = await sharp(bytes).metadata()
        assert.deepEqual(
          [picture.format, picture.width, picture.height],
          [isWebp ? 'webp' : 'jpeg', width, height],
        )
        const { channels } = await sharp(bytes).stats()
        const isPlain = channels.every(({ stdev }) => stdev < 2)
        assert.equal(isPlain, !is_watermarked, `${name} for ${abilities}`)
      }
      for (const name of LARGE) {
        const { status, json: refusal } = await get(
          `${server.http}/v3/images/100000001?fields=${name}`,
          headers,
        )
        if (abilities.includes('large')) assert.equal(status, 200)
        else assert.deepEqual([status, refusal.ErrorCode], [403, 'UnauthorizedDisplaySize'])
      }
    }
  })

  it('of a small picture are never larger than the original', async (t) => {
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'a.jpg', { width: 300, height: 900 })
    const library = await emptyLibrary(t)
    await ingestAndIndex(library, folder)
    const server = await serve(library, { abilities: ['large'] })
    for (const { name, uri, width, height } of Object.values(await displaySizes(server, 100000001))) {
      const { width: w, height: h } = await sharp((await fetchPicture(uri)).bytes).metadata()
      assert.deepEqual([w, h], [width, height], name)
      assert.ok(width <= 300 && height <= 900)
    }
  })

  it('grow from thumb to preview to comp, whatever the aspect ratio', async (t) => {
    const folder = await temporaryFolder(t)
    const shapes: [width: number, height: number][] = [
      [900, 100],
      [100, 900],
      [1920, 1080],
      [3000, 200],
      [700, 700],
    ]
    for (const [index, [width, height]] of shapes.entries())
      await writePicture(folder, `${index}.jpg`, { width, height, colour: `#4060${10 + index}` })
    const library = await emptyLibrary(t)
    await ingestAndIndex(library, folder)
    const server = await serve(library)
    for (const index of shapes.keys()) {
      const { thumb, preview, comp } = await displaySizes(server, 100_000_001 + index)
      assert.ok(preview!.width * preview!.height <= 170_667, `area for ${shapes[index]}`)
      assert.ok(Math.max(preview!.width, preview!.height) <= 506, `longest side for ${shapes[index]}`)
      for (const side of ['width', 'height'] as const)
        assert.ok(
          thumb![side] <= preview![side] && preview![side] <= comp![side],
          `${side} for ${shapes[index]}`,
        )
    }
  })

  it('that an earlier version made too large are made again', async (t) => {
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'a.jpg', { width: 900, height: 100 })
    const library = await emptyLibrary(t)
    await ingestAndIndex(library, folder)
    const comp = library.db.selectFrom('rendition').select(['blob', 'width']).where('name', '=', 'comp')
    await library.db
      .updateTable('rendition')
      .set(await comp.executeTakeFirstOrThrow())
      .where('name', '=', 'preview')
      .execute()
    await forgetLargePreviews(library.db as unknown as Kysely<unknown>)
    const { preview } = await displaySizes(await serve(library), 100_000_001)
    const { width, height } = await sharp((await fetchPicture(preview!.uri)).bytes).metadata()
    assert.deepEqual([width, height], [506, 56])
  })

  it('of a record without a file are a neutral card', async (t) => {
    const library = await emptyLibrary(t)
    const id = await addRecord(library, { title: 'Not digitised yet' })
    const other = await addRecord(library, { title: 'Nor this' })
    const server = await serve(library, { abilities: ['large', 'unwatermarked'] })
    const sizes = await displaySizes(server, id)
    assert.deepEqual(Object.keys(sizes).length, 8)
    for (const { name, uri, width, height } of Object.values(sizes)) {
      const { bytes } = await fetchPicture(uri)
      const picture = await sharp(bytes).metadata()
      assert.deepEqual([picture.width, picture.height], [width, height], name)
      assertColour(await colourAt(bytes, [0.1, 0.02]), [233, 231, 227])
      assertColour(await colourAt(bytes, [0.1, 0.98]), [216, 213, 207])
    }
    const same = (await displaySizes(server, other)).comp!
    const [one, two] = await Promise.all([sizes.comp!, same].map(({ uri }) => fetchPicture(uri)))
    assert.deepEqual(one!.bytes, two!.bytes)
  })
})
