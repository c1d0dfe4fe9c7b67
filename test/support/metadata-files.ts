import { hash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

/** Writes metadata byte by byte where programs put them, because none of our libraries does. */

/** A field of a TIFF directory. */
export type Field = readonly [tag: number, type: number, value: Buffer | number]

const TYPE_BYTES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 7: 1 }
const EXIF_POINTER = 0x8769
const [SHORT, LONG] = [3, 4]

/** Returns a little-endian TIFF structure with these fields and those of an EXIF directory; `withPixel` makes it a picture. */
export function tiffOf(
  fields: readonly Field[],
  { exif = [], withPixel = false }: { exif?: readonly Field[]; withPixel?: boolean } = {},
): Buffer {
  const pixel: Field[] = [
    ...([
      [256, SHORT, 1],
      [257, SHORT, 1],
      [258, SHORT, 8],
      [259, SHORT, 1],
      [262, SHORT, 1],
    ] as Field[]),
    ...([
      [273, LONG, 8],
      [277, SHORT, 1],
      [278, SHORT, 1],
      [279, LONG, 1],
    ] as Field[]),
  ]
  const header = Buffer.from('II*\0\0\0\0\0\x80\0', 'latin1')
  const main = [...(withPixel ? pixel : []), ...fields]
  const exifAt = header.length
  const exifPart = directory(exif, exifAt)
  const all = exif.length > 0 ? [...main, [EXIF_POINTER, LONG, exifAt] as Field] : main
  const mainAt = header.length + exifPart.length
  header.writeUInt32LE(mainAt, 4)
  return Buffer.concat([header, exifPart, directory(all, mainAt)])
}

function directory(fields: readonly Field[], at: number): Buffer {
  if (fields.length === 0) return Buffer.alloc(0)
  const sorted = fields.toSorted(([a], [b]) => a - b)
  const head = Buffer.alloc(2 + sorted.length * 12 + 4)
  head.writeUInt16LE(sorted.length)
  const values: Buffer[] = []
  let valuesAt = at + head.length
  for (const [index, [tag, type, value]] of sorted.entries()) {
    const entry = 2 + index * 12
    const bytes = typeof value === 'number' ? null : value
    head.writeUInt16LE(tag, entry)
    head.writeUInt16LE(type, entry + 2)
    head.writeUInt32LE(bytes ? bytes.length / TYPE_BYTES[type]! : 1, entry + 4)
    if (bytes === null) head.writeUInt32LE(value as number, entry + 8)
    else if (bytes.length <= 4) bytes.copy(head, entry + 8)
    else {
      head.writeUInt32LE(valuesAt, entry + 8)
      const padded = Buffer.concat([bytes, Buffer.alloc(bytes.length % 2)])
      values.push(padded)
      valuesAt += padded.length
    }
  }
  return Buffer.concat([head, ...values])
}

/** Returns IPTC-IIM data sets of record 2, and 1:90 if `isUtf8` declares their character set. */
export function iimOf(
  dataSets: readonly (readonly [number, string | Buffer])[],
  { isUtf8 = false } = {},
): Buffer {
  const sets = dataSets.map(([number, value]) => dataSet(2, number, Buffer.from(value)))
  return Buffer.concat([...(isUtf8 ? [dataSet(1, 90, Buffer.from('\x1b%G'))] : []), ...sets])
}

function dataSet(record: number, number: number, value: Buffer): Buffer {
  const head = Buffer.from([0x1c, record, number, 0, 0])
  head.writeUInt16BE(value.length, 3)
  return Buffer.concat([head, value])
}

/** Returns a Photoshop image resource, or that of another program if it has another signature. */
export function resourceOf(id: number, data: Buffer, signature = '8BIM'): Buffer {
  const head = Buffer.alloc(12)
  head.write(signature, 'latin1')
  head.writeUInt16BE(id, 4)
  head.writeUInt32BE(data.length, 8)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

/** Returns IIM as a resource, and the digest of the IIM that the XMP was synchronised with. */
export const iimWithDigest = (iim: Buffer, told = iim): Buffer =>
  Buffer.concat([resourceOf(0x0404, iim), resourceOf(0x0425, hash('md5', told, 'buffer'))])

export const APP1 = 0xe1
export const APP13 = 0xed
export const EXIF = Buffer.from('Exif\0\0', 'latin1')
export const XMP = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1')
export const PHOTOSHOP = Buffer.from('Photoshop 3.0\0', 'latin1')

/** Returns a JPEG with these application segments instead of its own. */
export function jpegWith(jpeg: Buffer, segments: readonly (readonly [number, ...Buffer[]])[]): Buffer {
  let at = 2
  while (jpeg[at + 1]! >= 0xe1 && jpeg[at + 1]! <= 0xef) at += 2 + jpeg.readUInt16BE(at + 2)
  const written = segments.map(([marker, ...parts]) => {
    const body = Buffer.concat(parts)
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(body.length + 2, 2)
    return Buffer.concat([head, body])
  })
  return Buffer.concat([jpeg.subarray(0, 2), ...written, jpeg.subarray(at)])
}

/** Returns a PNG of one pixel with these text chunks. */
export function pngWith(chunks: readonly (readonly [type: string, data: Buffer])[]): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    ...chunks.map(([type, data]) => pngChunk(type, data)),
    pngChunk('IDAT', deflateSync(Buffer.alloc(4))),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** Returns a PNG chunk with its length and checksum. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** Returns a raw profile as ImageMagick writes it into a PNG. */
export function rawProfileOf(name: string, data: Buffer): readonly [string, Buffer] {
  const hex = data.toString('hex').replace(/.{72}/g, '$&\n')
  const text = deflateSync(`\n${name}\n${String(data.length).padStart(8)}\n${hex}\n`)
  return ['zTXt', Buffer.concat([Buffer.from(`Raw profile type ${name}\0\0`, 'latin1'), text])]
}
