import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { ask, signUp, userToken } from '../support/customers.ts'
import { emptyLibrary, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { ingestRecords, lines } from '../support/manifests.ts'
import { writePicture } from '../support/pictures.ts'
import { WITH_MANIFEST } from '../support/stampable-files.ts'

const FILM = 'manifest.mp4'
const PLAIN = { in_original: false, in_derivatives: false }
const WITH = { in_original: true, in_derivatives: false }
const PRODUCTS = [{ type: 'easyaccess', terms: { largestSize: 'vector' } }] as const

describe('the Content Credentials of a file', () => {
  it('are reported, and the file is delivered as it is', async (t) => {
    const folder = await temporaryFolder(t)
    const files: Record<string, Buffer> = {}
    for (const [name, make] of Object.entries(WITH_MANIFEST)) {
      files[name] = await make()
      await writeFile(join(folder, name), files[name]!)
    }
    await writePicture(folder, 'plain.jpg', { width: 900, height: 600, colour: 'red' })
    const film = { kind: 'video', id: 'v1', title: 'Film', file: FILM, license_model: 'royaltyfree' }
    await writeFile(join(folder, 'films.jsonl'), lines(film, { id: 'p1', title: 'Later' }))
    const library = await emptyLibrary(t)
    const films = await ingestRecords(library, join(folder, 'films.jsonl'))
    const { outcomes } = await ingestAndIndex(library, folder)
    const [video, later] = films.outcomes.map(({ assetId }) => String(assetId))
    const idOf = (name: string) => {
      const found = outcomes.find(({ path }) => path === name)
      return String(found && 'assetId' in found && found.assetId)
    }
    const customer = await signUp(library, { products: PRODUCTS })
    const server = await serve(library)
    const token = await userToken(server, customer)

    const reported = async (kind: 'images' | 'videos', id: string) =>
      (await server.get(`/v3/${kind}?ids=${id}&fields=content_credentials,thumbhash`)).json[kind][0]
    for (const [name, original] of Object.entries(files)) {
      const [kind, id] = name === FILM ? (['videos', video!] as const) : (['images', idOf(name)] as const)
      assert.deepEqual((await reported(kind, id)).content_credentials, WITH, name)
      const path = `/v3/downloads/${kind}/${id}?auto_download=false`
      const { json } = await ask(server, path, { key: customer.key, token, method: 'POST' })
      assert.ok(Buffer.from(await (await fetch(json.uri)).arrayBuffer()).equals(original), name)
    }
    const plain = await reported('images', idOf('plain.jpg'))
    assert.deepEqual(plain.content_credentials, PLAIN)
    assert.ok(Buffer.from(plain.thumbhash, 'base64').length > 5)
    const waiting = await reported('images', later!)
    assert.deepEqual([waiting.content_credentials, waiting.thumbhash], [null, null])
    const found = await server.get('/v3/search/images?fields=thumbhash')
    assert.ok(found.json.images.some((image: { thumbhash: string }) => image.thumbhash === plain.thumbhash))
  })
})
