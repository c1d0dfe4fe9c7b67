import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { writeBmp } from '../../support/bmp-files.ts'
import { command } from '../../support/command.ts'
import { ask, signUp, type TestCustomer, userToken } from '../../support/customers.ts'
import {
  emptyLibrary,
  get,
  ingestAndIndex,
  type Served,
  serve,
  temporaryFolder,
} from '../../support/library.ts'
import { ingestRecords, lines } from '../../support/manifests.ts'
import { rawProfileOf } from '../../support/metadata-files.ts'
import { makePicture, toXmp } from '../../support/pictures.ts'
import { STAMPABLE } from '../../support/stampable-files.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'
import { hasTool } from '../../support/test-data.ts'
import { mp4 } from '../../support/videos.ts'

const CREDIT = { title: 'Harbour', keywords: ['sea'], credit: 'Ada & Co "North"' }
const plain = { create: { width: 300, height: 200, channels: 3 as const, background: 'teal' } }

/** A JPEG with a segment behind its header, such as one of a C2PA manifest. */
const withSegment = (jpeg: Buffer, marker: number, data: Buffer) =>
  Buffer.concat([
    jpeg.subarray(0, 2),
    Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff]),
    data,
    jpeg.subarray(2),
  ])

/** A PNG with a chunk behind its header. */
function withChunk(png: Buffer, type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type), data])
  const behindHeader = 8 + 25
  return Buffer.concat([
    png.subarray(0, behindHeader),
    uint32(data.length),
    typed,
    uint32(crc32(typed)),
    png.subarray(behindHeader),
  ])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** A PNG with a change in its first iTXt chunk, whose checksum is right. */
function withChangedText(png: Buffer, change: (chunk: Buffer) => void): Buffer {
  const changed = Buffer.from(png)
  const typeAt = changed.indexOf('iTXt')
  const typed = changed.subarray(typeAt, typeAt + 4 + changed.readUInt32BE(typeAt - 4))
  change(typed)
  changed.writeUInt32BE(crc32(typed), typeAt + typed.length)
  return changed
}

/** How programs write XMP into a PNG besides the standard's way: type and data of the chunk. */
const XMP_CHUNKS: Record<string, readonly [type: string, data: Buffer]> = {
  'i-inflated-by-vips.png': ['zTXt', Buffer.concat([keyword('\0'), deflateSync(toXmp(CREDIT))])],
  'j-compressed.png': ['iTXt', Buffer.concat([keyword('\u0001\0\0\0'), deflateSync(toXmp(CREDIT))])],
  'k-text.png': ['tEXt', Buffer.concat([keyword(''), Buffer.from(toXmp(CREDIT))])],
  'l-profile.png': rawProfileOf('xmp', Buffer.from(toXmp(CREDIT))),
}

function keyword(fields: string): Buffer {
  return Buffer.from(`XML:com.adobe.xmp\0${fields}`, 'latin1')
}

const changeTitle = (bytes: Buffer) => bytes.write('Airport', bytes.indexOf('Harbour'))
/** Not used for text that is not compressed (W3C PNG, 11.3.3.4). */
const changeCompressionMethod = (chunk: Buffer) => chunk.writeUInt8(1, 4 + 'XML:com.adobe.xmp'.length + 2)

/** The files, in the order of their asset ids; and whether they get a stamp. */
const FILES: Record<string, { isStamped: boolean; make: () => Promise<Buffer> }> = {
  'a-xmp.jpg': { isStamped: true, make: () => makePicture(CREDIT) },
  'b-plain.jpg': { isStamped: true, make: () => sharp(plain).jpeg().toBuffer() },
  'c-broken-xmp.jpg': {
    isStamped: true,
    make: async () =>
      withSegment(
        await sharp(plain).jpeg({ quality: 70 }).toBuffer(),
        0xe1,
        Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><'),
      ),
  },
  'd-exif.jpg': {
    isStamped: true,
    make: () =>
      sharp(plain)
        .withExif({ IFD0: { Copyright: 'Ada' } })
        .withXmp(toXmp({ title: 'Exif' }))
        .jpeg({ quality: 60 })
        .toBuffer(),
  },
  'e-xmp.png': {
    isStamped: true,
    make: async () =>
      withChunk(
        await sharp(plain).png({ compressionLevel: 1 }).toBuffer(),
        'iTXt',
        Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${toXmp(CREDIT)}`),
      ),
  },
  'f-c2pa.jpg': {
    isStamped: false,
    make: async () =>
      withSegment(
        await sharp(plain).jpeg({ quality: 50 }).toBuffer(),
        0xeb,
        Buffer.from('JP\0\u0001\0\0\0\u0001jumb'),
      ),
  },
  'g-c2pa.png': {
    isStamped: false,
    make: async () => withChunk(await sharp(plain).png().toBuffer(), 'caBX', Buffer.from('\0\0\0\u0008jumb')),
  },
  'h-xmp.tif': {
    isStamped: true,
    make: () => makePicture({ ...CREDIT, width: 60, height: 40, colour: 'blue', format: 'tiff' }),
  },
  ...Object.fromEntries(
    Object.entries(XMP_CHUNKS).map(([name, [type, data]], index) => {
      const create = { ...plain.create, background: `rgb(9, 9, ${index})` }
      const make = async () => withChunk(await sharp({ create }).png().toBuffer(), type, data)
      return [name, { isStamped: true, make }]
    }),
  ),
  'm-xmp.webp': { isStamped: true, make: () => makePicture({ ...CREDIT, colour: 'green', format: 'webp' }) },
  'n-xmp.avif': { isStamped: true, make: () => makePicture({ ...CREDIT, colour: 'red', format: 'avif' }) },
  ...Object.fromEntries(
    STAMPABLE.toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .filter(({ name }) => /^plain\.(?:gif|heic|jp2|jxl|psd)$/.test(name))
      .map(({ name, make }) => [`o-${name}`, { isStamped: true, make: async () => make() }]),
  ),
  'p.bmp': {
    isStamped: false,
    make: async () => writeBmp({ width: 2, height: 1, bits: 24, rows: [Buffer.of(0, 0, 255, 255, 0, 0)] }),
  },
}
/** Files whose own packet has a title, keywords and a credit line. */
const WITH_PACKET = [
  'a-xmp.jpg',
  'e-xmp.png',
  'h-xmp.tif',
  'm-xmp.webp',
  'n-xmp.avif',
  ...Object.keys(XMP_CHUNKS),
]

type Delivered = {
  name: string
  original: Buffer
  bytes: Buffer
  uri: string
  headers: Headers
  isStamped: boolean
}

describe('the stamp of a delivered file', () => {
  const lifetime = suiteLifetime()
  const delivered: Delivered[] = []
  let server: Served
  let customer: TestCustomer
  let folder: string
  let key: string
  let token: string

  const receiptId = ({ uri }: Delivered) => new URL(uri).pathname.split('/')[2]!
  const saved = async (name: string, bytes: Uint8Array | string) => {
    const path = join(folder, `saved-${name}`)
    await writeFile(path, bytes)
    return path
  }
  const verifyFile = async (name: string, bytes: Uint8Array | string) =>
    command(['receipt', 'verify', await saved(name, bytes), '--key', key])

  before(async () => {
    const pictures = await temporaryFolder(lifetime)
    folder = await temporaryFolder(lifetime)
    for (const [name, { make }] of Object.entries(FILES)) await writeFile(join(pictures, name), await make())
    const library = await emptyLibrary(lifetime)
    await ingestAndIndex(library, pictures)
    customer = await signUp(library)
    server = await serve(library)
    token = await userToken(server, customer)
    key = await saved('key.json', (await get(`${server.http}/.well-known/vitrine-receipts.json`)).text)
    for (const [index, [name, { isStamped }]] of Object.entries(FILES).entries()) {
      const path = `/v3/downloads/images/${100000001 + index}?auto_download=false`
      const { json } = await ask(server, path, { key: customer.key, token, method: 'POST' })
      const response = await fetch(json.uri)
      const bytes = Buffer.from(await response.arrayBuffer())
      const original = await readFile(join(pictures, name))
      delivered.push({ name, original, bytes, uri: json.uri, headers: response.headers, isStamped })
    }
  })

  it('is in files of these formats, leaves the pixels alone, and others are delivered as they are', async () => {
    for (const { name, original, bytes, headers, isStamped } of delivered) {
      assert.equal(headers.get('content-length'), String(bytes.length), name)
      assert.equal(bytes.equals(original), !isStamped, name)
      // The others are read by no library here but the decoder's.
      if (!/\.(?:jpg|png|tif|webp|avif|gif)$/.test(name)) continue
      const [before, after] = await Promise.all([original, bytes].map((it) => sharp(it).raw().toBuffer()))
      assert.ok(before!.equals(after!), name)
    }
  })

  it('names the receipt, and so does a header', async (t) => {
    for (const one of delivered) {
      const link = `<${server.http}/v1/receipts/${receiptId(one)}>; rel="describedby"; type="application/json"`
      assert.equal(one.headers.get('link'), link)
    }
    if (!hasTool(t, 'exiftool')) return
    for (const one of delivered.filter(({ isStamped }) => isStamped)) {
      const path = await saved(one.name, one.bytes)
      const [tags] = JSON.parse(
        execFileSync('exiftool', ['-json', '-XMP:all', '-warning', '-error', path]).toString(),
      )
      assert.deepEqual([tags.Warning, tags.Error], [undefined, undefined], one.name)
      assert.equal(tags.LicensorTransactionID, receiptId(one), one.name)
      if (!WITH_PACKET.includes(one.name)) continue
      assert.deepEqual([tags.Title, tags.Subject, tags.Credit], ['Harbour', 'sea', CREDIT.credit], one.name)
      const all = execFileSync('exiftool', ['-a', '-s3', '-XMP:Credit', path]).toString()
      assert.equal(all, `${CREDIT.credit}\n`, `${one.name} has one packet`)
    }
  })

  it('is in the same place whenever and wherever the file is resumed', async () => {
    for (const { name, bytes, uri, headers } of delivered) {
      const cuts = [1, 20, 200, 1000, 2000, bytes.length - 1].filter((at) => at < bytes.length)
      for (const at of cuts) {
        const ask = (range: string) => fetch(uri, { headers: { range, 'if-range': headers.get('etag')! } })
        const [head, rest] = [await ask(`bytes=0-${at - 1}`), await ask(`bytes=${at}-`)]
        const parts = [head, rest].map(async (it) => Buffer.from(await it.arrayBuffer()))
        assert.deepEqual([head.status, rest.status], [206, 206])
        assert.ok(Buffer.concat(await Promise.all(parts)).equals(bytes), `${name} at ${at}`)
      }
    }
  })

  it('proves which file was delivered, without the server', async () => {
    for (const one of delivered) {
      const { code, stdout } = await verifyFile(one.name, one.bytes)
      if (!one.isStamped) assert.notEqual(code, 0, one.name)
      else {
        assert.equal(code, 0, one.name + stdout)
        assert.ok(stdout.includes(receiptId(one)) && stdout.includes(hash('sha256', one.original)), one.name)
      }
    }
  })

  it('does not prove a file that was changed, be it in its metadata alone', async () => {
    const [jpeg, png] = ['a-xmp.jpg', 'e-xmp.png'].map((wanted) =>
      delivered.find(({ name }) => name === wanted),
    )
    const jpegWith = (change: (bytes: Buffer) => void) => {
      const changed = Buffer.from(jpeg!.bytes)
      change(changed)
      return changed
    }
    const changed = {
      'pixels.jpg': jpegWith((bytes) => bytes.writeUInt8(bytes.at(-10)! ^ 1, bytes.length - 10)),
      'title.jpg': jpegWith(changeTitle),
      'two-packets.jpg': jpegWith((bytes) =>
        bytes.writeUInt8(0xe1, bytes.indexOf(Buffer.of(0xff, 0xe9)) + 1),
      ),
      'title.png': withChangedText(png!.bytes, changeTitle),
      'method.png': withChangedText(png!.bytes, changeCompressionMethod),
    }
    for (const [name, bytes] of Object.entries(changed)) {
      const { code, stdout } = await verifyFile(name, bytes)
      assert.deepEqual([code, /changed after it was delivered/.test(stdout)], [1, true], name)
    }
  })

  it('is behind the film of a video, which plays as before', async (t) => {
    const movies = await temporaryFolder(t)
    const path = join(movies, 'film.mp4')
    await writeFile(path, mp4())
    const record = {
      kind: 'video',
      id: 'v1',
      title: 'Film',
      file: 'film.mp4',
      credit_line: 'Ada',
      collection: 'Moving',
    }
    await writeFile(join(movies, 'films.jsonl'), lines({ ...record, license_model: 'royaltyfree' }))
    const library = await emptyLibrary(t)
    await ingestRecords(library, join(movies, 'films.jsonl'))
    const owner = await signUp(library)
    const films = await serve(library)
    const access = { key: owner.key, token: await userToken(films, owner), method: 'POST' }
    const { json } = await ask(films, '/v3/downloads/videos/100000001?auto_download=false', access)
    const bytes = Buffer.from(await (await fetch(json.uri)).arrayBuffer())
    const keys = await saved(
      'film-key.json',
      (await get(`${films.http}/.well-known/vitrine-receipts.json`)).text,
    )
    const delivered = await saved('film.mp4', bytes)
    const { code, stdout } = await command(['receipt', 'verify', delivered, '--key', keys])
    assert.deepEqual([code, stdout.includes(hash('sha256', await readFile(path)))], [0, true], stdout)
    if (!hasTool(t, 'ffmpeg')) return
    const frames = (file: string) =>
      execFileSync('ffmpeg', ['-v', 'error', '-i', file, '-f', 'framemd5', '-'])
    assert.ok(frames(delivered).equals(frames(path)))
  })
})
