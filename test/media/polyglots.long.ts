import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import sharp from 'sharp'
import { withSegment } from '../support/hostile-files.ts'
import { pngChunk } from '../support/metadata-files.ts'
import { makePicture } from '../support/pictures.ts'
import { displaySizes, fetchPicture, idOf, serveFiles, serveForDownloads } from '../support/shown.ts'

const SCRIPT = '<html><script>alert(1)</script></html>'
const ARCHIVE = Buffer.from('PK\x03\x04\x14\0\0\0\0\0alert(1)', 'latin1')
const PDF = '%PDF-1.4\n1 0 obj << /OpenAction << /S /JavaScript /JS (alert(1)) >> >> endobj\n'
const COMMENT = 0xfe
const PNG_HEADER_BYTES = 33

/** Pictures that other programs would take for something else. */
async function polyglots(): Promise<Record<string, { file: Buffer; type: string }>> {
  const jpeg = await makePicture()
  const png = await makePicture({ format: 'png' })
  const text = pngChunk('tEXt', Buffer.from(`Comment\0${SCRIPT}`, 'latin1'))
  return {
    zip: { file: Buffer.concat([jpeg, ARCHIVE]), type: 'image/jpeg' },
    comment: { file: withSegment(jpeg, COMMENT, Buffer.from(SCRIPT)), type: 'image/jpeg' },
    document: { file: withSegment(jpeg, COMMENT, Buffer.from(PDF)), type: 'image/jpeg' },
    chunk: {
      file: Buffer.concat([png.subarray(0, PNG_HEADER_BYTES), text, png.subarray(PNG_HEADER_BYTES)]),
      type: 'image/png',
    },
    drawing: {
      file: Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><desc><![CDATA[${SCRIPT}]]></desc><rect width="90" height="60"/></svg>`,
      ),
      type: 'image/svg+xml',
    },
  }
}

/** Asserts that a browser shows a file as nothing but what its media type says, and runs nothing in it. */
function assertInert(headers: Headers, name: string): void {
  assert.equal(headers.get('x-content-type-options'), 'nosniff', name)
  assert.match(headers.get('content-security-policy')!, /default-src 'none'.*; sandbox$/, name)
}

describe('a file that is a picture and something else', () => {
  it('is shown as new pictures, and delivered as the picture that it is, never as a page', async (t) => {
    const cases = await polyglots()
    const files = Object.fromEntries(
      Object.entries(cases).map(([name, { file }]) => [`${name}.html.jpg`, file]),
    )
    const { outcomes, server, downloadOriginal } = await serveForDownloads(t, files)
    assert.deepEqual([...new Set(Object.values(outcomes))], ['added'], JSON.stringify(outcomes))
    for (const [name, { type }] of Object.entries(cases)) {
      const id = await idOf(server, name)
      for (const { uri } of Object.values(await displaySizes(server, id))) {
        const shown = await fetchPicture(uri)
        const { format } = await sharp(shown.bytes).metadata()
        assert.equal(shown.type, `image/${format}`, name)
        assert.ok(!shown.bytes.includes('alert(1)'), name)
        assertInert(shown.headers, name)
      }
      const original = await downloadOriginal(id)
      assert.equal(original.type, type, name)
      assert.match(original.headers.get('content-disposition')!, /^attachment; /)
      assertInert(original.headers, name)
    }
  })

  it('is refused if it is no picture, or runs something in it', async (t) => {
    const { outcomes } = await serveFiles(t, {
      'page.jpg': SCRIPT,
      'page.svg': `<!DOCTYPE html>${SCRIPT}`,
      'script.png': `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`,
      'zip.jpg': ARCHIVE,
    })
    assert.match(outcomes['script.png']!, /^The SVG carries a script/)
    for (const name of ['page.jpg', 'page.svg', 'zip.jpg'])
      assert.match(outcomes[name]!, /^The file is not a JPEG, PNG, TIFF or other picture/, name)
  })
})
