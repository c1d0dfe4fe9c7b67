import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { ask, signUp, userToken } from '../support/customers.ts'
import { FIRST_ID } from '../support/downloads.ts'
import { emptyLibrary, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { ingestRecords, lines } from '../support/manifests.ts'
import { writePicture } from '../support/pictures.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { mp4 } from '../support/videos.ts'

const DRAWING =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="9" height="9"/></svg>'
const PRODUCTS = [{ type: 'easyaccess', terms: { largestSize: 'vector' } }] as const
const PREVIEW = /^(?:image\/(?:jpeg|webp|avif)|video\/mp4)$/

describe('whatever the server sends of a file', () => {
  it('has a policy, is not sniffed, and is never an SVG that a browser would show', async () => {
    const lifetime = suiteLifetime()
    const folder = await temporaryFolder(lifetime)
    await writeFile(join(folder, 'a.svg'), DRAWING)
    await writePicture(folder, 'b.jpg', { title: 'Harbour' })
    await writeFile(join(folder, 'c.mp4'), mp4())
    const film = { kind: 'video', id: 'v1', title: 'Film', file: 'c.mp4', collection: 'Moving' }
    await writeFile(join(folder, 'films.jsonl'), lines({ ...film, license_model: 'royaltyfree' }))
    const library = await emptyLibrary(lifetime)
    await ingestAndIndex(library, folder)
    const { outcomes } = await ingestRecords(library, join(folder, 'films.jsonl'))
    const customer = await signUp(library, { products: PRODUCTS })
    const server = await serve(library, { abilities: ['large'] })
    const token = await userToken(server, customer)

    const ids = [FIRST_ID, FIRST_ID + 1, Number(outcomes[0]!.assetId)]
    const [drawing, picture, video] = ids as [number, number, number]
    const sizes = await server.get(`/v3/images/${drawing},${picture}?fields=display_set`)
    const shown: string[] = sizes.json.images.flatMap((image: { display_sizes: { uri: string }[] }) =>
      image.display_sizes.map(({ uri }) => uri),
    )
    const films = await server.get(`/v3/videos/${video}?fields=preview_jpg,thumb_mp4`)
    shown.push(...films.json.display_sizes.map(({ uri }: { uri: string }) => uri))
    const delivered: string[] = []
    for (const path of [`images/${drawing}`, `images/${picture}`, `videos/${video}`]) {
      const url = `/v3/downloads/${path}?auto_download=false`
      const { json } = await ask(server, url, { key: customer.key, token, method: 'POST' })
      delivered.push(json.uri)
    }
    const shared = ids.map((id) => `${server.http}/pictures/${id}/harbour.jpg`)
    const own = ['gallery/icon.svg', 'gallery/main.js', 'gallery/style.css', 'client/index.js']
    const files = own.map((name) => `${server.http}/${name}`)
    const upload = `${server.http}/v3/search/by-image/uploads/drawing.svg`
    await fetch(upload, { headers: { 'api-key': server.key }, method: 'PUT', body: DRAWING })

    let drawings = 0
    for (const url of [...shown, ...shared, ...delivered, ...files, upload]) {
      const { status, headers } = await fetch(url, { headers: { 'api-key': server.key } })
      // An upload is not sent to anybody, and a video has no picture to share.
      if (status === 404 || status === 405) continue
      assert.equal(status, 200, `${url} ${status}`)
      assert.equal(headers.get('x-content-type-options'), 'nosniff', url)
      assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*sandbox/, url)
      const type = headers.get('content-type')!
      if (shown.includes(url) || shared.includes(url)) assert.match(type, PREVIEW, url)
      if (!type.includes('svg') || files.includes(url)) continue
      drawings++
      assert.match(headers.get('content-disposition') ?? '', /^attachment/, url)
    }
    assert.equal(drawings, 1)
    assert.ok(shown.length > 10)
  })
})
