import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { openLibrary } from '../../src/compose.ts'
import { ingestFolder } from '../../src/ingest/ingest.ts'
import { hasTool } from '../../src/media/tools/run-tool.ts'
import { ask } from '../support/customers.ts'
import { temporaryFolder } from '../support/library.ts'
import { toXmp } from '../support/pictures.ts'
import {
  assertColour,
  colourAt,
  displaySizes,
  fetchPicture,
  idOf,
  serveFiles,
  serveForDownloads,
} from '../support/shown.ts'

const RED = [200, 30, 40]
const BLUE = [30, 40, 200]
const hasGhostscript = hasTool('gs')
const needsGhostscript = { skip: hasGhostscript ? false : 'Ghostscript is not installed.' }

/** An EPS of 150 × 100 points, red on the left and blue on the right, that leaves it to its surroundings to show it. */
const eps = (more = '', box = '100 100 250 200') =>
  Buffer.from(`%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: ${box}\n%%EndComments\n${more}
0.784 0.118 0.157 setrgbcolor 100 100 75 100 rectfill
0.118 0.157 0.784 setrgbcolor 175 100 75 100 rectfill\n%%EOF\n`)

/** The same with its box where programs write it that know it only after they have drawn, and another drawing within. */
const withBoxAtEnd = (postscript: Buffer) =>
  Buffer.from(
    postscript
      .toString()
      .replace(/(%%BoundingBox: )(.*)/, '$1(atend)')
      .replace(
        '%%EOF',
        '%%BeginDocument: a\n%%BoundingBox: 0 0 9 9\n%%EndDocument\n%%Trailer\n%%BoundingBox: 100 100 250 200\n%%EOF',
      )
      .replaceAll('\n', '\r'),
  )

/** The same as the second file format for EPS, with the preview that Windows programs add. */
const epsWithPreview = (postscript: Buffer) => {
  const header = Buffer.alloc(30)
  header.writeUInt32BE(0xc5d0d3c6, 0)
  header.writeUInt32LE(header.length, 4)
  header.writeUInt32LE(postscript.length, 8)
  header.writeUInt16LE(0xffff, 28)
  return Buffer.concat([header, postscript])
}

/** A packet of XMP as comments of PostScript. */
const xmp = (title: string) =>
  `<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>\n${toXmp({ title })}\n<?xpacket end='w'?>`
    .split('\n')
    .map((line) => `%${line}`)
    .join('\n')

/** A PDF of two pages, the first of which shows these halves, and the second nothing. */
function pdf(): Buffer {
  const page = (content: string, number: number) => [
    `${number} 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 150 100] /Contents ${number + 1} 0 R >> endobj`,
    `${number + 1} 0 obj << /Length ${content.length} >> stream\n${content}\nendstream endobj`,
  ]
  const halves = '0.784 0.118 0.157 rg 0 0 75 100 re f 0.118 0.157 0.784 rg 75 0 75 100 re f'
  const objects = [
    '1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj',
    '2 0 obj << /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >> endobj',
    ...page(halves, 3),
    ...page('', 5),
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object) => {
    const at = text.length
    text += `${object}\n`
    return at
  })
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const count = objects.length + 1
  text += `xref\n0 ${count}\n0000000000 65535 f \n${rows}trailer << /Size ${count} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(text)
}

describe('an EPS or PDF', () => {
  it('is shown by its first page, cropped to its box, and has its metadata', needsGhostscript, async (t) => {
    const files = {
      'plain.eps': eps(),
      'titled.ai': eps(xmp('Lagoon')),
      'preview.eps': epsWithPreview(eps()),
      'box at end.eps': epsWithPreview(withBoxAtEnd(eps())),
      'page.pdf': pdf(),
    }
    const { outcomes, server } = await serveFiles(t, files)
    const fields = 'id,title,max_dimensions,graphical_style'
    const { json } = await server.get(`/v3/search/images/creative?fields=${fields}&minimum_size=vector`)
    assert.equal(json.result_count, Object.keys(files).length, JSON.stringify(outcomes))
    for (const image of json.images) {
      assert.deepEqual(image.max_dimensions, { width: 200, height: 133 }, image.title)
      assert.equal(image.graphical_style, image.title === 'page' ? 'photography' : 'vector')
      const { high_res_comp: size } = await displaySizes(server, image.id)
      assert.deepEqual([size!.width, size!.height], [2048, 1362], image.title)
      const { bytes } = await fetchPicture(size!.uri)
      assertColour(await colourAt(bytes, [0.1, 0.02]), RED)
      assertColour(await colourAt(bytes, [0.9, 0.98]), BLUE)
    }
    assert.ok(json.images.some(({ title }: { title: string }) => title === 'Lagoon'))
    const found = await server.get('/v3/search/images/creative?file_types=eps')
    assert.equal(found.json.result_count, 4)
  })

  it(
    'that opens only with a password is refused for that reason, and one that opens without is shown',
    needsGhostscript,
    async (t) => {
      const folder = await temporaryFolder(t)
      const plain = join(folder, 'plain.pdf')
      await writeFile(plain, pdf())
      const locked = async (name: string, ...passwords: readonly string[]) => {
        const path = join(folder, name)
        const device = [
          '-q',
          '-dBATCH',
          '-dNOPAUSE',
          '-sDEVICE=pdfwrite',
          '-dEncryptionR=3',
          '-dKeyLength=128',
        ]
        spawnSync('gs', [...device, '-sOwnerPassword=owner', ...passwords, `-sOutputFile=${path}`, plain])
        return readFile(path)
      }
      const { outcomes } = await serveFiles(t, {
        'closed.pdf': await locked('closed.pdf', '-sUserPassword=secret'),
        'open.pdf': await locked('open.pdf'),
      })
      assert.deepEqual(outcomes, {
        'closed.pdf': 'The file cannot be decoded. (it opens only with a password)',
        'open.pdf': 'added',
      })
    },
  )

  it('cannot read files, write files, draw forever or claim a huge page', needsGhostscript, async (t) => {
    const { outcomes, server } = await serveFiles(
      t,
      {
        'reads.eps': eps('(/etc/passwd) (r) file pop'),
        'writes.eps': eps('(/tmp/vitrine-was-here) (w) file pop'),
        'runs.eps': eps('(%pipe%id) (w) file pop'),
        'loops.eps': eps('{} loop'),
        'huge.eps': eps('', '0 0 1000000 1000000'),
        'fills.eps': eps('/a [] def { /a [ a 1000000 array ] def } loop'),
        'cut.pdf': pdf().subarray(0, 60),
        'good.eps': eps(),
      },
      { decodeTimeoutMs: 15_000 },
    )
    for (const name of ['reads.eps', 'writes.eps', 'runs.eps'])
      assert.match(outcomes[name]!, /^The file cannot be decoded\..*invalidfileaccess/, name)
    assert.match(outcomes['loops.eps']!, /^Decoding took longer/)
    assert.match(outcomes['fills.eps']!, /^(?:Decoding (?:took longer|needed more)|The file cannot be)/)
    for (const name of ['huge.eps', 'cut.pdf'])
      assert.match(outcomes[name]!, /^The file cannot be decoded/, name)
    assert.equal(outcomes['good.eps'], 'added')
    assert.equal((await server.get('/v3/search/images/creative')).json.result_count, 1)
  })

  it('is kept, shown as a card and delivered without Ghostscript, and drawn once there is one', async (t) => {
    const files = { 'plain.eps': eps(xmp('Lagoon')), 'page.pdf': pdf() }
    const served = await serveForDownloads(t, files, { ghostscriptPath: '/nowhere/gs' })
    const { outcomes, server, library, folder, user, downloadOriginal } = served
    for (const name of Object.keys(files))
      assert.match(outcomes[name]!, /^added: The file is kept, .*install Ghostscript/, name)
    for (const [name, title] of [
      ['plain.eps', 'Lagoon'],
      ['page.pdf', 'page'],
    ] as const) {
      const id = await idOf(server, title)
      const { comp } = await displaySizes(server, id)
      assert.deepEqual([comp!.width, comp!.height], [612, 408])
      assert.equal((await fetchPicture(comp!.uri)).type, 'image/jpeg')
      const { json } = await ask(server, `/v3/images/${id}?fields=download_sizes`, {
        key: user.customer.key,
        token: user.token,
      })
      const sizes = json.images[0].download_sizes.map(({ name, width }: Record<string, unknown>) => [
        name,
        width,
      ])
      assert.deepEqual(sizes, [['vector', null]])
      assert.deepEqual((await downloadOriginal(id)).bytes, files[name])
    }
    if (!hasGhostscript) return
    const later = await openLibrary({ ...library.config, ghostscriptPath: 'gs' })
    t.after(() => later.close())
    assert.equal((await ingestFolder(later, { folder })).updated, 2)
    assert.equal((await ingestFolder(later, { folder })).unchanged, 2)
  })
})
