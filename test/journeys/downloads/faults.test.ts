import assert from 'node:assert/strict'
import { beforeEach, describe, it, type TestContext } from 'node:test'
import { sql } from 'kysely'
import { withdrawAsset } from '../../../src/catalogue/asset-lifecycle.ts'
import { MediaProblem } from '../../../src/media/media-problem.ts'
import { signUp, userToken } from '../../support/customers.ts'
import { type Downloading, download, FIRST_ID, type Requested, remaining } from '../../support/downloads.ts'
import {
  emptyLibrary,
  ingestAndIndex,
  serve,
  type TestLibrary,
  temporaryFolder,
} from '../../support/library.ts'
import { writePicture } from '../../support/pictures.ts'
import { type WatchedDecoder, watchDecoder } from '../../support/watched-decoder.ts'

const LIMIT = 5
/** A size of the pictures of these tests that has to be made. */
const SMALL = { query: '&height=529' }

describe('a download that fails is not charged', () => {
  let library: TestLibrary
  let decoder: WatchedDecoder
  let user: Downloading
  let isStoreFull: boolean

  beforeEach(async (context) => {
    const t = context as TestContext
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'a.jpg', { width: 1000, height: 800 })
    const opened = await emptyLibrary(t)
    await ingestAndIndex(opened, folder)
    isStoreFull = false
    const put = async (bytes: Uint8Array) => {
      if (isStoreFull) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
      return opened.blobs.put(bytes)
    }
    decoder = watchDecoder(opened.decoder)
    library = { ...opened, decoder, blobs: { ...opened.blobs, put } }
    const products = [{ type: 'imagepack', terms: { limit: LIMIT, largestSize: 'xx_large' } }] as const
    const customer = await signUp(library, { products })
    const server = await serve(library)
    user = { server, customer, token: await userToken(server, customer) }
  })

  /** Expects this failure, and that a later attempt succeeds and is the only one charged. */
  async function failsOnce(
    [status, code]: [number, string],
    { request = SMALL, recover }: { request?: Requested; recover: () => unknown },
  ): Promise<void> {
    for (const attempt of [1, 2]) {
      const { status: answered, json } = await download(user, FIRST_ID, request)
      assert.deepEqual([answered, json.ErrorCode], [status, code], `attempt ${attempt}`)
    }
    assert.equal(await remaining(user), LIMIT)
    assert.deepEqual(await library.db.selectFrom('download').select('id').execute(), [])
    await recover()
    assert.equal((await download(user, FIRST_ID, request)).status, 200)
    assert.equal(await remaining(user), LIMIT - 1)
  }

  const master = () => library.db.selectFrom('master').selectAll().executeTakeFirstOrThrow()

  for (const [size, request] of [
    ['as it is', {}],
    ['in a size that has to be made', SMALL],
  ] as const)
    it(`when the original has vanished, ${size}`, async () => {
      const { blob } = await master()
      const bytes = (await library.blobs.read(blob))!
      await library.blobs.remove(blob)
      await failsOnce([404, 'OriginalNotFound'], { request, recover: () => library.blobs.put(bytes) })
    })

  it('when the file cannot be rendered', async () => {
    decoder.beforeRendering = async () => {
      throw new MediaProblem('unreadable')
    }
    const { status, json } = await download(user, FIRST_ID, SMALL)
    assert.deepEqual([status, json.ErrorCode], [404, 'OriginalNotFound'])
    assert.equal(await remaining(user), LIMIT)
    assert.equal((await download(user, FIRST_ID)).status, 200, 'the original needs no rendering')
  })

  it('when there is no space for the file', async () => {
    isStoreFull = true
    await failsOnce([500, 'InternalError'], {
      recover: () => {
        isStoreFull = false
      },
    })
  })

  it('when there is no space for the record', async () => {
    const setPages = (pages: number) => sql`pragma max_page_count = ${sql.lit(pages)}`.execute(library.db)
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(library.db)
    await setPages(rows[0]!.page_count)
    const notes = 'long enough to need another page '.repeat(500)
    await failsOnce([500, 'InternalError'], {
      request: { notes },
      recover: () => setPages(1_000_000),
    })
  })

  it('when the image is withdrawn, or the agreement ends, while the file is made', async () => {
    decoder.beforeRendering = async () => {
      await library.db.updateTable('agreement').set({ endsMs: Date.now() }).execute()
    }
    const ended = await download(user, FIRST_ID, SMALL)
    assert.deepEqual([ended.status, ended.json.ErrorCode], [401, 'NoAgreement'])
    await library.db.updateTable('agreement').set({ endsMs: null }).execute()
    decoder.beforeRendering = () =>
      library.db.transaction().execute((tx) => withdrawAsset(tx, FIRST_ID, new Date()))
    const withdrawn = await download(user, FIRST_ID, { query: '&height=368' })
    assert.deepEqual([withdrawn.status, withdrawn.json.ErrorCode], [404, 'ImageNotFound'])
    assert.equal(await remaining(user), LIMIT)
  })
})
