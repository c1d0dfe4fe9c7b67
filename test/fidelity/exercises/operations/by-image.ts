import assert from 'node:assert/strict'
import sharp from 'sharp'
import { ABILITIES } from '../../../../src/access/abilities.ts'
import { type Frame, saveFrames } from '../../../../src/catalogue/frames.ts'
import type { Answer } from '../../../support/library.ts'
import { makePicture } from '../../../support/pictures.ts'
import { SCENES } from '../../../support/scenes.ts'
import { OTHER_FIELDS } from '../../claims.ts'
import { IMAGE_FIELDS, VIDEO_FIELDS } from '../../contract.ts'
import { MISCONFIGURED, type Shop } from '../../shop.ts'
import type { Attempt, OperationExercises, Trials } from '../operation-exercises.ts'
import { pagesOfTwo } from './lists.ts'

/** The colour of the first image, which is also that of the pictures that are uploaded. */
const COLOUR = '#0a0a14'
const TOO_LONG = 'x'.repeat(2001)
const REFUSED = { status: 400, code: 'InvalidParameterValue' } as const
const WRONG_COLLECTIONS = { query: { collection_codes: 'x'.repeat(2001) }, ...REFUSED }

/** Uploads a picture for the customer of the shop, and returns its address. */
async function upload({ server, customer }: Shop, name: string, picture: Buffer): Promise<string> {
  const address = `${server.http}/v3/search/by-image/uploads/${name}`
  const headers = { 'api-key': customer.key, 'content-type': 'image/jpeg' }
  const body = new Uint8Array(picture)
  assert.equal((await fetch(address, { method: 'PUT', headers, body })).status, 200)
  return address
}

const uploadPlain = async (shop: Shop) => upload(shop, 'plain.jpg', await makePicture({ colour: COLOUR }))
const uploadScene = async (shop: Shop) =>
  upload(shop, 'house.jpg', await sharp(Buffer.from(SCENES.house)).jpeg().toBuffer())

const found =
  (count: number) =>
  ({ json }: Answer) =>
    assert.equal(json.result_count, count)

const flag = (name: string): Trials => ({
  true: { query: { [name]: 'true' } },
  false: { query: { [name]: 'false' } },
})

const list = (name: string, values: readonly [string, string], unknown: string): Trials => ({
  one: { query: { [name]: values[0] } },
  several: { query: { [name]: values.join() } },
  repeated: { query: { [name]: values } },
  indexed: { query: { [`${name}[0]`]: values[0] } },
  unknown: { query: { [name]: unknown } },
})

const each = (name: string, values: readonly string[]): Trials =>
  Object.fromEntries(
    values.map((value): [string, Attempt] => [
      value,
      { query: { [name]: value }, ...(value === 'downloads' && REFUSED) },
    ]),
  )

/** What is the same for images and videos, of which the shop has two each that look like the first image. */
function searchesFor(kind: 'images' | 'videos'): OperationExercises {
  const { answers, page, page_size } = pagesOfTwo((json) => json[kind])
  return {
    operation: `GET /v3/search/${kind}/creative/by-image`,
    request: async (shop) => {
      await showVideos(shop)
      return { query: { asset_id: shop.images[0] } }
    },
    status: 200,
    token: 'any',
    trials: {
      asset_id: {
        'a text': { check: found(2) },
        'a wrong value': { query: { asset_id: 'x'.repeat(65) }, ...REFUSED },
      },
      image_url: {
        'a text': async (shop) => ({ query: { asset_id: [], image_url: await uploadPlain(shop) } }),
        'a wrong value': { query: { asset_id: [], image_url: 'lake.jpg' }, ...REFUSED },
      },
      phrase: {
        'a text': { query: { phrase: 'nothing has this word' }, check: found(0) },
        none: { check: found(2) },
        'a wrong value': { query: { phrase: TOO_LONG }, ...REFUSED },
      },
      fields: (value) => ({ query: { fields: value } }),
      [OTHER_FIELDS[0]!]: each('fields', IMAGE_FIELDS),
      [OTHER_FIELDS[1]!]: each('fields', VIDEO_FIELDS),
      page: { ...page, 'a wrong value': { query: { page: 'nonsense' }, ...REFUSED } },
      page_size: { ...page_size, 'another number': { query: { page_size: 7 }, ...REFUSED } },
      collection_codes: {
        ...(list('collection_codes', ['ABC', 'DEF'], 'GHI') as Readonly<Record<string, Attempt>>),
        'a wrong value': WRONG_COLLECTIONS,
      },
      collections_filter_type: (value) => ({
        query: { collection_codes: 'ABC', collections_filter_type: value },
        check: found(value === 'exclude' ? 2 : 0),
      }),
      exclude_editorial_use_only: flag('exclude_editorial_use_only'),
      facet_fields: (value) => ({ query: { include_facets: 'true', facet_fields: value } }),
      facet_max_count: { 'a number': { query: { include_facets: 'true', facet_max_count: 1 } } },
      include_facets: flag('include_facets'),
      istock_exclusive: flag('istock_exclusive'),
      product_types: list('product_types', ['easyaccess', 'premiumaccess:1234'], 'premiumaccess:999999'),
      'GI-Country-Code': countries,
      'access token': { none: ({ customer: { key } }) => ({ as: { key } }) },
      answers: {
        ...answers,
        ...(kind === 'images' && largeSizes),
        '401 AuthorizationTokenRequired': ({ customer: { key } }) => ({ as: { key, token: 'unknown' } }),
        '404 AssetNotFound': { query: { asset_id: '999999999' } },
        '500 InvalidIStockCollection': async ({ signUp }) => ({
          as: (await signUp({ products: MISCONFIGURED })).user,
        }),
      },
    },
  }
}

const countries: Trials = {
  'a country': { headers: { 'gi-country-code': 'CHE' } },
  'an unknown country': { headers: { 'gi-country-code': 'nowhere' }, ...REFUSED },
  'of a key that may not say it': async ({ signUp }) => ({
    as: (await signUp({ abilities: ABILITIES.filter((it) => it !== 'country') })).user,
    headers: { 'gi-country-code': 'CHE' },
  }),
}

/** Of images only: videos have no large sizes. */
const largeSizes: Readonly<Record<string, Attempt>> = {
  '403 UnauthorizedDisplaySize': async ({ signUp }) => ({
    as: (await signUp({ abilities: [], products: [] })).client,
    query: { fields: 'high_res_comp' },
  }),
}

/** Gives the videos the frames of the first image: the shop has no files that a program could show. */
async function showVideos({ library: { db }, images, video, lostVideo }: Shop): Promise<void> {
  const { perceptualHash, miniature, thumbhash, vector } = await db
    .selectFrom('frame')
    .innerJoin('frameVector', 'frameVector.frameId', 'frame.id')
    .selectAll()
    .where('assetId', '=', Number(images[0]))
    .executeTakeFirstOrThrow()
  const vectors = { 'classical-1': new Int8Array(vector) }
  const frame: Frame = { perceptualHash, miniature, thumbhash, vectors }
  for (const id of [video, lostVideo])
    await db.transaction().execute((tx) => saveFrames(tx, Number(id), [frame]))
}

/** Searches by image for images and for videos. */
export const searchesByImage: readonly OperationExercises[] = [searchesFor('images'), searchesFor('videos')]

export const imageMatch: OperationExercises = {
  operation: 'GET /v3/image-match/search',
  request: async (shop) => ({ query: { url: await uploadScene(shop) } }),
  status: 200,
  token: 'any',
  trials: {
    url: { 'a text': {} },
    'access token': { none: ({ customer: { key } }) => ({ as: { key } }) },
    answers: {
      404: async (shop) => ({ query: { url: await uploadPlain(shop) }, status: 404, code: 'ImageNotFound' }),
      '404 ImageNotFound': async (shop) => ({ query: { url: await uploadPlain(shop) } }),
      '401 AuthorizationTokenRequired': ({ customer: { key } }) => ({ as: { key, token: 'unknown' } }),
    },
  },
}
