import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { signUp } from '../support/customers.ts'
import { emptyLibrary, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'

const run = promisify(execFile)
const script = fileURLToPath(new URL('node-client.cjs', import.meta.url))
const preload = fileURLToPath(new URL('node-client-preload.cjs', import.meta.url))

describe('the official Node client, unmodified, over TLS', () => {
  it('searches, reads metadata, signs in, downloads and finds the download in the history', async (t) => {
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'a.jpg', { title: 'Harbour at night', keywords: ['ship'] })
    const library = await emptyLibrary(t)
    await ingestAndIndex(library, folder)
    const customer = await signUp(library)
    const server = await serve(library)
    const { stdout } = await run(process.execPath, ['--require', preload, script], {
      env: {
        PATH: process.env.PATH,
        NODE_EXTRA_CA_CERTS: server.ca,
        GETTY_TARGET: server.https.slice(8),
        GETTY_KEY: customer.key,
        GETTY_SECRET: customer.secret,
        GETTY_USER: customer.username,
        GETTY_PASSWORD: customer.password,
      },
    })
    assert.deepEqual(JSON.parse(stdout), {
      search: { count: 1, title: 'Harbour at night' },
      detail: { id: '100000001', artist: null },
      missing: { status: 404, message: 'Not Found' },
      countries: 249,
      products: ['easyaccess'],
      file: { type: 'image/jpeg', isWhole: true },
      history: [{ id: '100000001', user: customer.username }],
    })
  })
})
