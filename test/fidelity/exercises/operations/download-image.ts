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

const common: Readonly<Record<string, Readonly<Record<string, Attempt>> | Trials>> = {
  id: {
    several: ({ images }) => ({
      path: { id: `${images[0]},${images[1]}` },
      status: 404,
      code: 'ImageNotFound',
    }),
    unknown: { path: { id: '999999999' }, status: 404, code: 'ImageNotFound' },
  },
  auto_download: {
    true: { query: { auto_download: 'true' }, ...redirected() },
    false: { query: { auto_download: 'false' }, check: hasLink },
    empty: { query: { auto_download: '' }, ...redirected() },
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
    '404 ImageNotFound': { path: { id: '999999999' } },
    '404 OriginalNotFound': ({ lostImage }) => ({ path: { id: lostImage } }),
    '409 IdempotencyKeyReused': async (shop) => {
      const headers = { 'idempotency-key': shop.unique() }
      const address = `/v3/downloads/images/${shop.images[0]}?auto_download=false&product_type=easyaccess`
      await shop.send({ method: 'POST', address, as: shop.customer.user, headers })
      return { path: { id: shop.images[1] }, headers }
    },
  },
}

function redirected() {
  return {
    status: 303,
    check: ({ headers }: Answer) => assert.match(headers.get('location')!, /^http.+\/deliveries\//),
  }
}

const ofImage = ({ images }: Shop) => ({
  path: { id: images[0] },
  query: { auto_download: 'false', product_type: 'easyaccess' },
  body: {},
})

export const imageDownload: OperationExercises = {
  operation: 'POST /v3/downloads/images/{id}',
  request: ofImage,
  status: 200,
  token: 'any',
  trials: {
    ...common,
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
  request: ofImage,
  status: 200,
  token: 'any',
  trials: common,
}
