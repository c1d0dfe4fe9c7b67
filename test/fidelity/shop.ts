import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ABILITIES, type Ability } from '../../src/access/abilities.ts'
import type { StatedProduct } from '../../src/rights/agreements.ts'
import { clientToken, signUp, type TestCustomer, userToken } from '../support/customers.ts'
import { serveDamagedLibrary } from '../support/damaged-library.ts'
import {
  type Answer,
  ingestAndIndex,
  type Served,
  serve,
  type TestLibrary,
  temporaryFolder,
} from '../support/library.ts'
import { libraryOfPictures } from '../support/library-of-pictures.ts'
import { ingestRecords, lines } from '../support/manifests.ts'
import { SCENES } from '../support/scenes.ts'
import { mp4 } from '../support/videos.ts'
import { addKeys, type KeyName, makeTokens, type TokenName } from './credentials.ts'

type Lifetime = Parameters<typeof libraryOfPictures>[0]

/** What a request authenticates with; null is a request without a key. */
export type Credentials = { readonly key: string | null; readonly token?: string }

/** A customer with the tokens of its user and of its client. */
export type ShopCustomer = TestCustomer & { readonly user: Credentials; readonly client: Credentials }

/** A request as it is sent. */
export type Sent = {
  readonly method: string
  readonly address: string
  readonly as: Credentials
  readonly headers?: Readonly<Record<string, string>>
  /** A text is JSON, unless `headers` says otherwise. */
  readonly body?: string | Uint8Array<ArrayBuffer>
  /** By default that of the shop. */
  readonly server?: Served
}

/** A library with files, for the operations that need a customer: its own for each test of limits, abilities or credits. */
export type Shop = {
  readonly library: TestLibrary
  readonly server: Served
  /** Ids of images. */
  readonly images: readonly [string, string]
  /** The id of an image whose original has vanished. */
  readonly lostImage: string
  /** The id of a video, which nobody has downloaded. */
  readonly video: string
  /** The id of a video whose original has vanished. */
  readonly lostVideo: string
  /** May do everything and license everything; has licensed the first image with credits. */
  readonly customer: ShopCustomer
  /** Has downloaded both images with the product easyaccess, licensed the first with credits, and has an order. */
  readonly buyer: ShopCustomer
  /** The id of the order, which was made on 31 May 2026. */
  readonly order: string
  key(name: KeyName): string
  /** The access tokens of the customer, and of another one. */
  token(name: TokenName): string | undefined
  /** Signs up another customer, by default like `customer`. */
  signUp(said?: {
    readonly abilities?: readonly Ability[]
    readonly products?: readonly StatedProduct[]
  }): Promise<ShopCustomer>
  /** Serves another library, whose records of users are damaged. */
  openDamaged(): Promise<{ readonly server: Served; readonly as: Credentials }>
  /** Returns an id that no record has. */
  unique(): string
  send(request: Sent): Promise<Answer>
}

/** Products of all types that can be charged, each of which covers everything. */
const EVERYTHING: readonly StatedProduct[] = [
  { type: 'easyaccess', terms: { largestSize: 'vector' } },
  { type: 'premiumaccess', terms: { period: 'monthly', limit: 1000 } },
  { type: 'imagepack', terms: { limit: 1000, largestSize: 'vector' } },
  { type: 'royaltyfreesubscription', terms: { period: 'monthly', limit: 1000 } },
  { type: 'creditpack', terms: { credits: 100_000, teamCredits: 100_000 } },
  { type: 'editorialsubscription', terms: {} },
]

/** An iStock product whose only collection does not exist. */
export const MISCONFIGURED: readonly StatedProduct[] = [
  { type: 'royaltyfreesubscription', terms: { period: 'monthly', limit: 9, collections: ['NONE'] } },
]

/** Pictures that look alike. */
const PICTURES = {
  'a.jpg': { title: 'Harbour', width: 900, height: 600, colour: '#0a0a14' },
  'b.jpg': { title: 'Lighthouse', width: 900, height: 600, colour: '#0a140a' },
  'c.jpg': { title: 'Pier', width: 900, height: 600, colour: '#140a0a' },
}
const IMAGES = ['100000001', '100000002'] as const
const LOST_IMAGE = '100000003'
const VIDEO = '100000004'
const LOST_VIDEO = '100000005'
const ORDER = '1001'
/** When the first image was sent by e-mail. */
export const SENT = '2026-05-31T10:00:00Z'

/** Serves a shop until the test ends. */
export async function openShop(t: Lifetime): Promise<Shop> {
  const library = await libraryOfPictures(t, PICTURES)
  await addVideos(t, library)
  await addScene(t, library)
  const keys = await addKeys(library)
  const server = await serve(library)
  const signUpHere: Shop['signUp'] = async ({ abilities = ABILITIES, products = EVERYTHING } = {}) => {
    const customer = await signUp(library, { name: `Press ${randomUUID()}`, abilities, products })
    const { key } = customer
    const [user, client] = [await userToken(server, customer), await clientToken(server, customer)]
    return { ...customer, user: { key, token: user }, client: { key, token: client } }
  }
  const customer = await signUpHere()
  const buyer = await signUpHere()
  await addOrder(t, library, buyer)
  await addSendEvent(t, library, customer)
  for (const id of [LOST_IMAGE, LOST_VIDEO]) await loseOriginal(library, id)
  const tokens = await makeTokens({ library, server, customer, other: await signUpHere() })
  const shop: Shop = {
    library,
    server,
    images: IMAGES,
    lostImage: LOST_IMAGE,
    video: VIDEO,
    lostVideo: LOST_VIDEO,
    customer,
    buyer,
    order: ORDER,
    key: (name) => keys.get(name)!,
    token: (name) => tokens.get(name),
    signUp: signUpHere,
    async openDamaged() {
      const { server, ...as } = await serveDamagedLibrary(t)
      return { server, as }
    },
    unique: randomUUID,
    send: (request) => send(request.server ?? server, request),
  }
  for (const id of IMAGES) await download(shop, buyer, { id, product: 'easyaccess' })
  for (const by of [buyer, customer]) await download(shop, by, { id: IMAGES[0], product: 'creditpack' })
  return shop
}

async function addOrder(
  t: Lifetime,
  library: TestLibrary,
  { id: customer, username: user }: TestCustomer,
): Promise<void> {
  const manifest = join(await temporaryFolder(t), 'orders.jsonl')
  const order = { kind: 'order', id: ORDER, customer, user, order_date: '2026-05-31', assets: [IMAGES[0]] }
  await writeFile(manifest, lines(order))
  const { outcomes } = await ingestRecords(library, manifest)
  if (outcomes[0]?.is !== 'added') throw new Error(`The order was not added: ${JSON.stringify(outcomes)}`)
}

async function addSendEvent(
  t: Lifetime,
  library: TestLibrary,
  { id: customer }: TestCustomer,
): Promise<void> {
  const manifest = join(await temporaryFolder(t), 'sent.jsonl')
  const [asset] = IMAGES
  const sent = {
    kind: 'send_event',
    id: '1',
    customer,
    asset,
    email_address: 'ada@example.org',
    timestamp: SENT,
  }
  await writeFile(manifest, lines(sent))
  const { outcomes } = await ingestRecords(library, manifest)
  if (outcomes[0]?.is !== 'added') throw new Error(`The event was not added: ${JSON.stringify(outcomes)}`)
}

async function addVideos(t: Lifetime, library: TestLibrary): Promise<void> {
  const folder = await temporaryFolder(t)
  await writeFile(join(folder, 'dawn.mp4'), mp4())
  await writeFile(join(folder, 'dusk.mp4'), mp4('dusk'))
  const video = { kind: 'video', license_model: 'royaltyfree', frame_size: '1920x1080', frame_rate: 25 }
  const manifest = join(folder, 'videos.jsonl')
  await writeFile(
    manifest,
    lines(
      { ...video, id: 'v1', title: 'Dawn', file: 'dawn.mp4' },
      { ...video, id: 'v2', title: 'Dusk', file: 'dusk.mp4' },
    ),
  )
  const { outcomes } = await ingestRecords(library, manifest)
  const ids = outcomes.map((it) => ('assetId' in it ? String(it.assetId) : it.is))
  if (ids.join() !== [VIDEO, LOST_VIDEO].join()) throw new Error(`The videos were not added: ${ids}`)
}

/** Adds an image that is not of one colour only, so that copies of it can be recognised. */
async function addScene(t: Lifetime, library: TestLibrary): Promise<void> {
  const folder = await temporaryFolder(t)
  await writeFile(join(folder, 'house.svg'), SCENES.house)
  await ingestAndIndex(library, folder)
}

async function loseOriginal({ db, blobs }: TestLibrary, id: string): Promise<void> {
  const { blob } = await db
    .selectFrom('master')
    .select('blob')
    .where('assetId', '=', Number(id))
    .executeTakeFirstOrThrow()
  await blobs.remove(blob)
}

async function download(
  { send }: Shop,
  { user }: ShopCustomer,
  { id, product }: { readonly id: string; readonly product: string },
): Promise<void> {
  const address = `/v3/downloads/images/${id}?auto_download=false&product_type=${product}`
  const { status, text } = await send({ method: 'POST', address, as: user })
  if (status !== 200) throw new Error(`The download failed: ${text}`)
}

async function send({ http }: Served, { method, address, as, headers, body }: Sent): Promise<Answer> {
  const response = await fetch(http + address, {
    method,
    redirect: 'manual',
    headers: {
      ...(as.key !== null && { 'api-key': as.key }),
      ...(as.token !== undefined && { authorization: `Bearer ${as.token}` }),
      ...(typeof body === 'string' && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: text === '' ? null : JSON.parse(text),
  }
}
