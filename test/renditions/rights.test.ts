import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import sharp from 'sharp'
import { editAsset } from '../../src/catalogue/edit-asset.ts'
import { readMetadata } from '../../src/media/metadata/read-metadata.ts'
import {
  emptyLibrary,
  ingestAndIndex,
  type Served,
  serve,
  type TestLibrary,
  temporaryFolder,
} from '../support/library.ts'
import { ingestRecords, lines } from '../support/manifests.ts'
import { writePicture } from '../support/pictures.ts'
import { displaySizes } from '../support/shown.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'

const RIGHTS = {
  credit_line: 'Ada / Northern Press',
  copyright: '© Ada <Example>',
  artist: 'Ada Example',
  web_statement: 'https://northern-press.example/licence',
  licensors: [{ name: 'Northern Press', url: 'https://northern-press.example' }],
}
const [STATED, PLAIN] = [100_000_001, 100_000_002]
const LICENCE = 'https://northern-press.example/new-licence'

describe('the rights of a picture that is shown', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  before(async () => {
    const folder = await temporaryFolder(lifetime)
    await writePicture(folder, 'a.jpg', { width: 900, height: 600, colour: 'red' })
    await writePicture(folder, 'b.jpg', { width: 900, height: 600 })
    const record = { title: 'Harbour', collection: 'C' }
    const records = [
      { ...record, ...RIGHTS, id: 'a', file: 'a.jpg' },
      { ...record, id: 'b', file: 'b.jpg' },
    ]
    await writeFile(join(folder, 'records.jsonl'), lines(...records))
    library = await emptyLibrary(lifetime)
    await ingestRecords(library, join(folder, 'records.jsonl'))
    await ingestAndIndex(library, folder)
    server = await serve(library)
  })

  const fetched = async (uri: string, headers: Record<string, string> = {}) => {
    const response = await fetch(uri, { headers })
    return { ...response, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
  }

  it('are in all sizes but the thumb, as the record states them', async () => {
    const { thumb, ...sizes } = await displaySizes(server, STATED)
    for (const [name, { uri }] of Object.entries(sizes)) {
      const { bytes, headers } = await fetched(uri)
      assert.equal(headers.get('content-length'), String(bytes.length))
      const { width, format } = await sharp(bytes).metadata()
      assert.ok(width! > 500 && headers.get('content-type') === `image/${format}`, name)
      const found = readMetadata(bytes)
      assert.deepEqual(
        [found.creditLine, found.copyrightNotice, found.creators, found.webStatement, found.licensors],
        [RIGHTS.credit_line, RIGHTS.copyright, [RIGHTS.artist], RIGHTS.web_statement, RIGHTS.licensors],
        name,
      )
      const range = await fetched(uri, {
        range: `bytes=9-${bytes.length - 1}`,
        'if-range': headers.get('etag')!,
      })
      assert.ok(range.bytes.equals(bytes.subarray(9)), name)
    }
    assert.equal(readMetadata((await fetched(thumb!.uri)).bytes).webStatement, null)
  })

  it('are not made up', async () => {
    const { bytes } = await fetched((await displaySizes(server, PLAIN)).comp!.uri)
    assert.equal((await sharp(bytes).metadata()).xmp, undefined)
  })

  it('change with the record, at a new address; the old one shows the new rights, for a short time', async () => {
    const old = (await displaySizes(server, STATED)).comp!.uri
    const before = await fetched(old)
    await library.db
      .transaction()
      .execute((tx) => editAsset(tx, STATED, { webStatement: LICENCE }, library.now()))
    const { uri } = await until(
      async () => (await displaySizes(server, STATED)).comp!,
      (size) => size.uri !== old,
      5000,
    )
    for (const [address, caching] of [
      [uri, /immutable/],
      [old, /max-age=60$/],
    ] as const) {
      const { bytes, headers } = await fetched(address, { 'if-none-match': before.headers.get('etag')! })
      assert.equal(readMetadata(bytes).webStatement, LICENCE)
      assert.match(headers.get('cache-control')!, caching)
    }
  })
})
