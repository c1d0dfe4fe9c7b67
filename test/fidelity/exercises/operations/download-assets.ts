import assert from 'node:assert/strict'
import { ABILITIES } from '../../../../src/access/abilities.ts'
import type { Answer } from '../../../support/library.ts'
import type { Shop } from '../../shop.ts'
import type { Attempt, OperationExercises, Trials } from '../operation-exercises.ts'

const WHOLE_SIZE = { height: 600 }
const hasLink = ({ json }: Answer) => assert.match(json.uri, /^http.+\/deliveries\//)

/** A download by each type of product; the shop's customer has one of each. */
const byProduct: Trials = (value) => {
  const query = { product_type: value }
  // The images are creative, and nothing is generated here.
  if (['editorialsubscription', 'aigen'].includes(value)) return { query, status: 401, code: 'NoAgreement' }
  return { query, check: hasLink }
}

const byProductId = async ({ send, customer }: Shop) => {
  const { json } = await send({ method: 'GET', address: '/v3/products', as: customer.user })
  return { query: { product_id: json.products[0].id, product_type: [] }, check: hasLink }
}

/** A customer whose only product covers this much. */
const withProduct =
  (type: 'premiumaccess' | 'creditpack' | 'editorialsubscription', terms: object) =>
  async ({ signUp }: Shop) => ({
    as: (await signUp({ products: [{ type, terms }] })).user,
    query: { product_type: [] },
  })

type OfKind = {
  readonly base: string
  readonly notFound: 'ImageNotFound' | 'VideoNotFound'
  readonly idsOf: (shop: Shop) => { readonly known: string; readonly lost: string }
  /** The response without auto_download. */
  readonly byDefault: Attempt
}

/** The trials that downloads of images and of videos have in common. */
const trialsOf = ({ base, notFound, idsOf, byDefault }: OfKind): OperationExercises['trials'] => ({
  id: {
    several: (shop) => ({ path: { id: `${idsOf(shop).known},1` }, status: 404, code: notFound }),
    unknown: { path: { id: '999999999' }, status: 404, code: notFound },
  },
  auto_download: {
    true: { query: { auto_download: 'true' }, ...redirected() },
    false: { query: { auto_download: 'false' }, check: hasLink },
    empty: byDefault,
  },
  product_id: { 'a number': byProductId },
  product_type: byProduct,
  use_team_credits: {
    true: { query: { use_team_credits: 'true', product_type: 'creditpack' }, check: hasLink },
    false: { query: { use_team_credits: 'false' }, check: hasLink },
  },
  answers: {
    '303': { query: { auto_download: 'true' }, ...redirected() },
    '401 NoAgreement': withProduct('editorialsubscription', {}),
    '402 NotEnoughCreditsForPurchase': withProduct('creditpack', { credits: 0 }),
    '403 OverageLimitReached': withProduct('premiumaccess', { period: 'monthly', limit: 0 }),
    '403 UserTokenRequired': async ({ signUp }) => ({
      as: (await signUp({ abilities: ABILITIES.filter((ability) => ability !== 'download') })).client,
    }),
    [`404 ${notFound}`]: { path: { id: '999999999' } },
    '404 OriginalNotFound': (shop) => ({ path: { id: idsOf(shop).lost } }),
    '409 IdempotencyKeyReused': async (shop) => {
      const headers = { 'idempotency-key': shop.unique() }
      const query = 'auto_download=false&product_type=easyaccess'
      const address = `${base}/${idsOf(shop).known}?${query}`
      await shop.send({ method: 'POST', address, as: shop.customer.user, headers })
      return { query: { auto_download: 'true' }, headers }
    },
  },
})

function redirected() {
  return {
    status: 303,
    check: ({ headers }: Answer) => assert.match(headers.get('location')!, /^http.+\/deliveries\//),
  }
}

const query = { auto_download: 'false', product_type: 'easyaccess' }

const ofImages: OfKind = {
  base: '/v3/downloads/images',
  notFound: 'ImageNotFound',
  idsOf: ({ images, lostImage }) => ({ known: images[0], lost: lostImage }),
  byDefault: { query: { auto_download: '' }, ...redirected() },
}

export const imageDownload: OperationExercises = {
  operation: 'POST /v3/downloads/images/{id}',
  request: ({ images }) => ({ path: { id: images[0] }, query, body: {} }),
  status: 200,
  token: 'any',
  trials: {
    ...trialsOf(ofImages),
    file_type: (value) => ({
      query: { file_type: value },
      ...(value === 'eps' ? { status: 400, code: 'MissingRequiredQueryParameters' } : { check: hasLink }),
    }),
    height: { 'a text': { query: WHOLE_SIZE, check: hasLink } },
  },
}

/** The address of the first documents (contract 10). */
export const legacyDownload: OperationExercises = {
  operation: 'POST /v3/downloads/{id}',
  request: ({ images }) => ({ path: { id: images[0] }, query, body: {} }),
  status: 200,
  token: 'any',
  trials: trialsOf(ofImages),
}

export const videoDownload: OperationExercises = {
  operation: 'POST /v3/downloads/videos/{id}',
  request: ({ video }) => ({ path: { id: video }, query, body: {} }),
  status: 200,
  token: 'any',
  trials: {
    ...trialsOf({
      base: '/v3/downloads/videos',
      notFound: 'VideoNotFound',
      idsOf: ({ video, lostVideo }) => ({ known: video, lost: lostVideo }),
      byDefault: { query: { auto_download: '' }, check: hasLink },
    }),
    size: { 'a text': { query: { size: 'ORIGINAL' }, check: hasLink } },
  },
}
