import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { createClient, newKey } from '../../src/access/clients.ts'
import { startCommand } from '../support/cli.ts'
import { ask } from '../support/customers.ts'
import { emptyLibrary, type Served, serve, type TestLibrary } from '../support/library.ts'
import { makePicture } from '../support/pictures.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'
import { mp4 } from '../support/videos.ts'

const MAX_UPLOADS = 3
const MAX_BYTES = 10_485_760
const DAY_MS = 86_400_000

describe('uploads for searches by image', () => {
  const lifetime = suiteLifetime()
  let nowMs = Date.now()
  let library: TestLibrary
  let server: Served
  before(async () => {
    const settings = { maxUploads: MAX_UPLOADS, maxUploadBytes: 1_000_000 }
    library = { ...(await emptyLibrary(lifetime, settings)), now: () => new Date(nowMs) }
    server = await serve(library)
  })

  const newClient = (name: string) => addClient(library, name)
  const upload = (key: string, name: string, body: Uint8Array, type = 'image/jpeg') =>
    ask(server, `/v3/search/by-image/uploads/${encodeURIComponent(name)}`, {
      key,
      method: 'PUT',
      body: new Uint8Array(body),
      headers: { 'content-type': type },
    })
  const stored = () => library.db.selectFrom('upload').selectAll().orderBy('name').execute()
  const files = () => uploadedFiles(library)

  it('are stored under any name, and replaced by another of that name', async () => {
    const key = await newClient('One')
    const name = '../Ünï code/%2e%2e.jpg'
    const first = await upload(key, name, await makePicture({ width: 300, height: 200 }))
    assert.deepEqual([first.status, first.json], [200, {}])
    const png = await makePicture({ format: 'png', width: 40, height: 20 })
    assert.equal((await upload(key, name, png, 'image/png')).status, 200)
    const [row, ...others] = await stored()
    assert.deepEqual(others, [])
    assert.partialDeepStrictEqual(row, {
      name,
      mediaType: 'image/png',
      bytes: png.length,
      width: 40,
      height: 20,
    })
    assert.equal(row!.expiresMs, nowMs + DAY_MS)
    assert.deepEqual(files(), [row!.blob], 'the bytes of the former upload are removed')
  })

  it('that are no pictures of their type are refused, and nothing of them is kept', async () => {
    const key = await newClient('Two')
    const [jpeg, before] = [await makePicture(), files()]
    for (const [body, type, message] of [
      [jpeg, 'image/png', /its Content-Type is 'image\/png', but the file is image\/jpeg/],
      [await makePicture({ format: 'webp' }), 'image/jpeg', /the file is image\/webp/],
      [Buffer.from('GIF? No.'), 'image/jpeg', /not a JPEG/],
      [mp4(), 'image/jpeg', /^Invalid body: The file is a video, and only pictures .* send a frame of it\.$/],
      [jpeg.subarray(0, jpeg.length / 2), 'image/jpeg', /ends before its data does/],
      [jpeg, 'text/plain', /must be image\/jpeg or image\/png/],
      [Buffer.alloc(0), 'image/jpeg', /it is empty/],
    ] as const) {
      const { status, json } = await upload(key, 'wrong', body, type)
      assert.deepEqual([status, json.ErrorCode], [400, 'InvalidParameterValue'], JSON.stringify(json))
      assert.match(json.ErrorMessage, message)
    }
    const large = await upload(key, 'large', Buffer.alloc(MAX_BYTES + 1))
    assert.deepEqual([large.status, large.json.ErrorCode], [413, 'RequestTooLarge'])
    assert.deepEqual(files(), before)
  })

  it('that stop half-way leave nothing behind', async () => {
    const key = await newClient('Three')
    const before = files()
    const { port } = new URL(server.http)
    const socket = connect(Number(port), '127.0.0.1')
    const head = [
      'PUT /v3/search/by-image/uploads/half HTTP/1.1',
      'host: localhost',
      `api-key: ${key}`,
      'content-type: image/jpeg',
      'content-length: 100000',
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    await new Promise((resolve) => socket.write(Buffer.alloc(5000), resolve))
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.destroy()
    await closed
    assert.equal((await upload(key, 'whole', await makePicture({ colour: 'red' }))).status, 200)
    assert.equal(files().length, before.length + 1)
    assert.ok((await stored()).every(({ name }) => name !== 'half'))
  })

  it('are limited for each key by number and bytes, and expire after a day', async () => {
    const [key, other] = [await newClient('Four'), await newClient('Five')]
    const picture = await makePicture({ colour: 'blue' })
    const names = Array.from({ length: MAX_UPLOADS + 2 }, (_, number) => `${number}.jpg`)
    const answers = await Promise.all(names.map((name) => upload(key, name, picture)))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 200, 403, 403])
    const refused = answers.find(({ status }) => status === 403)!
    assert.equal(refused.json.ErrorCode, 'UploadLimitReached')
    assert.match(refused.json.ErrorMessage, /3 uploads/)
    assert.equal((await upload(other, 'mine', picture)).status, 200, 'another key has its own')
    const big = Buffer.concat([picture, Buffer.alloc(1_000_001)])
    assert.equal((await upload(other, 'big', big)).json.ErrorCode, 'UploadLimitReached')

    nowMs += DAY_MS + 60_001
    assert.equal((await upload(key, 'next', picture)).status, 200, 'expired ones do not count')
    const left = await until(stored, (rows) => rows.length === 1, 5000)
    assert.equal(left[0]!.name, 'next')
    assert.deepEqual(files(), [left[0]!.blob], 'bytes that another upload has too are kept')
  })
})

describe('an upload whose server is killed', () => {
  it('leaves bytes behind, which a server removes an hour later', async (t) => {
    const library = await emptyLibrary(t)
    const { data } = library.config
    const args = ['serve', '--data', data, '--port', '0', '--tls-port', '0']
    const { process: child, ready, ended } = await startCommand(t, args)
    const key = await addClient(library, 'One')
    // Large enough that it is still examined when its bytes are stored.
    const picture = await makePicture({ width: 8000, height: 6000 })
    const headers = { 'api-key': key, 'content-type': 'image/jpeg' }
    const sent = assert.rejects(
      fetch(`${ready.http}/v3/search/by-image/uploads/a.jpg`, {
        method: 'PUT',
        headers,
        body: new Uint8Array(picture),
      }),
    )
    await until(
      async () => uploadedFiles(library),
      (names) => names.length > 0,
      10_000,
    )
    child.kill('SIGKILL')
    await ended
    await sent
    assert.deepEqual(await library.db.selectFrom('upload').selectAll().execute(), [])
    assert.equal(uploadedFiles(library).length, 1)
    await serve({ ...library, now: () => new Date(Date.now() + 3_600_001) })
    await until(
      async () => uploadedFiles(library),
      (names) => names.length === 0,
      5000,
    )
  })
})

/** The files in the store of uploads, which does not exist before the first one. */
function uploadedFiles({ config }: TestLibrary): string[] {
  const folder = join(config.data, 'uploads')
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile() && !it.parentPath.endsWith('unfinished'))
    .map(({ name }) => name)
}

/** Adds an API client and returns its key. */
async function addClient({ db, now }: TestLibrary, name: string): Promise<string> {
  const key = newKey()
  const client = { name, key, qps: null, expiresMs: null, now: now() }
  await db.transaction().execute((tx) => createClient(tx, client))
  return key
}
