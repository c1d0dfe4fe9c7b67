import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { withdrawAsset } from '../../src/catalogue/asset-lifecycle.ts'
import { writeBmp } from '../support/bmp-files.ts'
import { signUp, userToken } from '../support/customers.ts'
import { download, FIRST_ID } from '../support/downloads.ts'
import { emptyLibrary, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'
import { startS3 } from '../support/s3-server.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const [WIDTH, HEIGHT] = [24, 16]
const ROWS = Array.from({ length: HEIGHT }, (_, y) => Buffer.alloc(WIDTH * 3, y))
/** Files of this format carry no stamp. */
const BMP = writeBmp({ width: WIDTH, height: HEIGHT, bits: 24, rows: ROWS })
const DAY_MS = 86_400_000

describe('downloads that the bucket sends', () => {
  // Ends after the test, and its library.
  const lifetime = suiteLifetime()

  it('are those without a stamp, by addresses that end soon', async (t: TestContext) => {
    const s3 = await startS3({ ...lifetime, skip: (reason) => t.skip(reason) })
    if (s3 === null) return
    Object.assign(process.env, s3.environment)
    const bucketUrl = s3.environment.AWS_ENDPOINT_URL!
    const clock = { ms: Date.now() }
    const opened = await emptyLibrary(t, { blobs: s3.address, bucketUrl })
    const library = { ...opened, now: () => new Date(clock.ms) }
    const folder = await temporaryFolder(t)
    await writeFile(join(folder, '1.bmp'), BMP)
    await writePicture(folder, '2.png', { width: WIDTH, height: HEIGHT, format: 'png' })
    await ingestAndIndex(library, folder)
    const customer = await signUp(library)
    const server = await serve(library)
    const linkTo = async (id: number) => {
      const { status, json } = await download(
        { server, customer, token: await userToken(server, customer) },
        id,
      )
      assert.equal(status, 200, JSON.stringify(json))
      return server.http + json.uri.slice(new URL(json.uri).origin.length)
    }
    const get = (url: string, init: RequestInit = {}) => fetch(url, { redirect: 'manual', ...init })
    const [plain, stamped] = [await linkTo(FIRST_ID), await linkTo(FIRST_ID + 1)]

    assert.equal((await get(stamped)).status, 200, 'a node puts the stamp in')
    const sent = await get(plain)
    const { origin, searchParams } = new URL(sent.headers.get('location')!)
    assert.deepEqual([sent.status, origin, searchParams.get('X-Amz-Expires')], [302, bucketUrl, '60'])
    assert.equal(sent.headers.get('cache-control'), 'private, no-store')
    const whole = await fetch(plain)
    const named = ['content-type', 'content-disposition'].map((name) => whole.headers.get(name))
    assert.deepEqual(named, ['image/bmp', `attachment; filename=vitrine-${FIRST_ID}.bmp`])
    assert.deepEqual(Buffer.from(await whole.arrayBuffer()), BMP)
    const part = await fetch(plain, { headers: { range: 'bytes=10-19' } })
    assert.deepEqual([part.status, Buffer.from(await part.arrayBuffer())], [206, BMP.subarray(10, 20)])
    const head = await get(plain, { method: 'HEAD' })
    assert.deepEqual([head.status, head.headers.get('content-length')], [200, String(BMP.length)])

    const wrong = await get(plain.replace(/s=./, 's=_'))
    assert.equal(wrong.status, 403)
    clock.ms += DAY_MS - 10_000
    const late = new URL((await get(plain)).headers.get('location')!).searchParams
    assert.ok(Number(late.get('X-Amz-Expires')) <= 10, 'not longer than the link itself')
    clock.ms += 11_000
    assert.equal((await get(plain)).status, 403)
    const again = await linkTo(FIRST_ID)
    await library.db.transaction().execute((tx) => withdrawAsset(tx, FIRST_ID, library.now()))
    assert.equal((await get(again)).status, 404)
    const charged = await library.db.selectFrom('download').select('assetId').execute()
    assert.equal(charged.length, 3, 'one for each download, whoever sends it and however often')
  })
})
