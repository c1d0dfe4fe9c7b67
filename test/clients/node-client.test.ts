import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { catchUp } from '../../src/search/indexer.ts'
import { signUp } from '../support/customers.ts'
import { serve } from '../support/library.ts'
import { libraryOfPictures } from '../support/library-of-pictures.ts'
import { addRecord } from '../support/records.ts'

const run = promisify(execFile)
const script = fileURLToPath(new URL('node-client.cjs', import.meta.url))
const preload = fileURLToPath(new URL('node-client-preload.cjs', import.meta.url))
const [HARBOUR, HILL] = ['100000001', '100000002']

describe('the official Node client, unmodified, over TLS', () => {
  for (const [version, name] of [
    ['6.7.2', 'gettyimages-api'],
    ['6.0.0', 'gettyimages-api-6.0.0'],
  ] as const)
    it(`goes from the sign-in to the change feed in version ${version}`, async (t) => {
      const library = await libraryOfPictures(t, {
        'a.jpg': { title: 'Harbour at night', keywords: ['ship'] },
        'b.jpg': { title: 'Green hill', colour: 'olive' },
      })
      await addRecord(library, { mediaKind: 'video', title: 'Harbour at dawn', clipLength: '00:00:15:07' })
      await catchUp(library)
      const customer = await signUp(library, { abilities: ['usage', 'changes-creative-image'] })
      const server = await serve(library)
      const { stdout } = await run(process.execPath, ['--require', preload, script], {
        env: {
          PATH: process.env.PATH,
          NODE_EXTRA_CA_CERTS: server.ca,
          GETTY_PACKAGE: name,
          GETTY_TARGET: server.https.slice(8),
          GETTY_KEY: customer.key,
          GETTY_SECRET: customer.secret,
          GETTY_USER: customer.username,
          GETTY_PASSWORD: customer.password,
        },
      })
      assert.deepEqual(JSON.parse(stdout), {
        visitor: {
          search: { count: 1, title: 'Harbour at night' },
          detail: { id: HARBOUR, artist: null },
          missing: { status: 404, message: 'Not Found' },
          countries: 249,
          video: { title: 'Harbour at dawn', clip_length: '00:00:15:07' },
        },
        user: {
          products: ['easyaccess'],
          board: [HARBOUR],
          file: { type: 'image/jpeg', isWhole: true },
          history: [{ id: HARBOUR, user: customer.username }],
          reported: 1,
          changes: [`${HARBOUR} New`, `${HILL} New`],
          deleted: null,
        },
      })
    })
})
