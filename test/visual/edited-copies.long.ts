import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { it } from 'node:test'
import { emptyLibrary, ingestAndIndex, serve } from '../support/library.ts'
import { EDITS } from '../support/scenes.ts'
import { testData } from '../support/test-data.ts'

const COPIES = 50

it('finds fifty photographs by edited copies of them', { timeout: 900_000 }, async (t) => {
  const folder = testData(t, 'media', 'clothing-cc0')
  if (folder === null) return
  const library = await emptyLibrary(t)
  await ingestAndIndex(library, folder)
  const server = await serve(library)
  const photos = await library.db
    .selectFrom('sourceFile')
    .select(['assetId', 'path'])
    .orderBy('path')
    .execute()
  const edits = Object.entries(EDITS)
  const missed: string[] = []
  for (let copy = 0; copy < COPIES; copy++) {
    const { assetId, path } = photos[(copy * 7) % photos.length]!
    const [name, edit] = edits[copy % edits.length]!
    const url = `${server.http}/v3/search/by-image/uploads/copy`
    const headers = { 'api-key': server.key, 'content-type': 'image/jpeg' }
    const body: Uint8Array<ArrayBuffer> = new Uint8Array(await edit(await readFile(join(folder, path))))
    assert.equal((await fetch(url, { method: 'PUT', headers, body })).status, 200)
    const query = new URLSearchParams({ image_url: url, fields: 'id' })
    const { json } = await server.get(`/v3/search/images/creative/by-image?${query}`)
    const rank = json.images.findIndex(({ id }: { id: string }) => id === String(assetId)) + 1
    if (rank !== 1) missed.push(`${path} ${name}: ${rank === 0 ? 'not found' : `at rank ${rank}`}`)
  }
  assert.deepEqual(missed, [])
})
