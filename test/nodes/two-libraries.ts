import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { ABILITIES } from '../../src/access/abilities.ts'
import { createClient, newKey } from '../../src/access/clients.ts'
import type { fileBlobStore } from '../../src/blobs/file-blob-store.ts'
import { createLogger } from '../../src/lib/log.ts'
import { recallAsset } from '../../src/recalls/recall-asset.ts'
import type { StatedProduct } from '../../src/rights/agreements.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { startServer } from '../../src/serve/serve.ts'
import { signedIn } from '../support/boards.ts'
import { vitrine } from '../support/cli.ts'
import { addColleague, clientToken, signUp, type TestCustomer, userToken } from '../support/customers.ts'
import { emptyLibrary, type TestLibrary } from '../support/library.ts'
import { makePicture } from '../support/pictures.ts'

type Lifetime = Parameters<typeof emptyLibrary>[0]

/** The address of both servers in their answers. */
const PUBLIC_URL = 'https://pictures.example.org'
/** Products by which everything can be downloaded, licensed and filtered. */
const PRODUCTS: readonly StatedProduct[] = [
  { type: 'easyaccess', terms: { largestSize: 'vector' } },
  { type: 'premiumaccess', terms: { families: ['creative'], period: 'monthly', limit: 50 } },
  { type: 'creditpack', terms: { credits: 100_000 } },
  { type: 'editorialsubscription', terms: {} },
]
const UPLOAD = '/v3/search/by-image/uploads/lake.jpg'
/** So many images are downloaded, put on boards and commented on. */
const USED = 12

/** A library that is served once from its data folder, and once from where its records and pictures were moved to. */
export type TwoLibraries = {
  readonly embedded: { readonly http: string }
  readonly moved: { readonly http: string }
  /** The records of both. */
  readonly db: TestLibrary['db']
  /** Headers by which requests are sent, by who sends them. */
  readonly credentials: Readonly<
    Record<'plain' | 'all' | 'user' | 'client', Readonly<Record<string, string>>>
  >
  /** The address of a picture that the user and client have uploaded. */
  readonly uploaded: string
}

/** Settings that both libraries have. */
export const SETTINGS = { publicUrl: PUBLIC_URL, cacheSeconds: 60, gallery: true }

/**
 * Moves a library to `places`, and serves both with one clock. A customer has used it before: there are downloads, boards,
 * licences and a recall.
 *
 * @param places settings that say where the records and the pictures are, and optionally how they are searched.
 */
export async function twoLibraries(
  t: Lifetime,
  library: TestLibrary,
  places: { readonly records: string; readonly blobs: string } & Readonly<Record<string, unknown>>,
): Promise<TwoLibraries> {
  const at = new Date()
  const now = () => at
  const customer = await signUp(library, { name: 'Press', abilities: ABILITIES, products: PRODUCTS })
  const keys = { plain: newKey(), all: newKey() }
  for (const [name, key] of Object.entries(keys)) {
    const abilities = name === 'all' ? ABILITIES : []
    await createClient(library.db, { name, key, qps: null, expiresMs: null, abilities, now: at })
  }
  const first = await start({ ...library, now })
  const tokens = { user: await userToken(first, customer), client: await clientToken(first, customer) }
  await use(library, first, customer)
  await first.stop()

  const { data } = library.config
  const copied = await vitrine(['migrate-data', '--data', data, '--to', places.records, '--json'])
  if (copied.code !== 0) throw new Error(copied.stderr)
  const other = await emptyLibrary(t, { ...SETTINGS, ...places })
  for (const folder of ['blobs', 'uploads'] as const) await copyFiles(join(data, folder), other[folder])
  const as = (token: string) => ({ 'api-key': customer.key, authorization: `Bearer ${token}` })
  return {
    embedded: await start({ ...library, now }),
    moved: await start({ ...other, now }),
    db: library.db,
    credentials: {
      plain: { 'api-key': keys.plain },
      all: { 'api-key': keys.all },
      user: as(tokens.user),
      client: as(tokens.client),
    },
    uploaded: PUBLIC_URL + UPLOAD,
  }
}

async function start(library: TestLibrary) {
  const server = await startServer(library, library.config, { logger: createLogger('silent') })
  library.servers.add(server)
  await catchUp(library)
  return server
}

/** Does what customers do, so that there is something of everything that they can ask for. */
async function use(library: TestLibrary, server: { readonly http: string }, customer: TestCustomer) {
  const { db, now } = library
  const [owner, friend] = [
    await signedIn(server, customer),
    await signedIn(server, await addColleague(library, customer, { username: 'ada', firstName: 'Ada' })),
  ]
  const done = async (answer: ReturnType<typeof owner>) => {
    const { status, json } = await answer
    if (status >= 400) throw new Error(JSON.stringify(json))
    return json
  }
  const found = await db
    .selectFrom('asset')
    .innerJoin('master', 'master.assetId', 'asset.id')
    .select('asset.id')
    .where('mediaKind', '!=', 'video')
    .where('master.blob', '!=', '')
    .orderBy('asset.id')
    .limit(USED)
    .execute()
  const ids = found.map(({ id }) => String(id))
  for (const id of ids.slice(0, USED / 2))
    await done(owner('POST', `/v3/downloads/images/${id}?auto_download=false&product_type=easyaccess`))
  for (const name of ['Lakes', 'Ästhetik', 'Empty', 'lakes']) {
    const board = `/v3/boards/${(await done(owner('POST', '/v3/boards', { name, description: `${name} of all` }))).id}`
    const some = name === 'Empty' ? [] : ids.slice(0, 2 + name.length)
    if (some.length > 0)
      await done(
        owner(
          'PUT',
          `${board}/assets`,
          some.map((asset_id) => ({ asset_id })),
        ),
      )
    await done(owner('POST', `${board}/comments`, { text: `About ${name}` }))
    for (const id of some.slice(0, 2))
      await done(owner('POST', `${board}/assets/${id}/comments`, { text: `To ${id}` }))
    const { links } = await done(owner('GET', board))
    await done(friend('POST', `/v1/shared-boards/${links.share.split('/').at(-1)}/membership`))
  }
  await fetch(server.http + UPLOAD, {
    method: 'PUT',
    headers: { 'api-key': customer.key, 'content-type': 'image/jpeg' },
    body: new Uint8Array(await makePicture({ colour: 'navy' })),
  })
  if (ids.length > 0)
    await db
      .transaction()
      .execute((tx) =>
        recallAsset(tx, { assetId: Number(ids[0]), reason: 'A release was withdrawn.', now: now() }),
      )
}

/** Copies the files of a folder, which are named by their hashes, into another store. */
async function copyFiles(folder: string, to: ReturnType<typeof fileBlobStore>): Promise<void> {
  for await (const path of glob('??/??/*', { cwd: folder }))
    await to.putFile(path.slice(path.lastIndexOf('/') + 1), join(folder, path))
}
