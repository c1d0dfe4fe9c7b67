import { boxesOf, inside } from '../../src/media/metadata/boxes.ts'
import { box } from './raw-files.ts'

const u16 = (value: number) => Buffer.of(value >> 8, value & 255)
const u32 = (...values: readonly number[]) => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4)
  return bytes
}

/** Returns a JPEG XL of a few bytes whose header (ISO 18181-1, D.2) claims a square of this width. */
export function jxlBomb(width: number): Buffer {
  const [notSmall, thirtyBits, square] = ['0', '11', '100']
  const length = (width - 1).toString(2).padStart(30, '0').split('').reverse().join('')
  const bits = `${notSmall}${thirtyBits}${length}${square}1`
  const bytes = bits.match(/.{1,8}/g)!.map((byte) => Number.parseInt(byte.split('').reverse().join(''), 2))
  return Buffer.concat([Buffer.of(0xff, 0x0a, ...bytes), Buffer.alloc(200)])
}

/**
 * Returns a HEIC (ISO 23008-12, 6.6.2.3) whose picture is a square of this width, a grid of `tiles` × `tiles` times the
 * picture of another HEIC; its properties may claim another width.
 */
export function heicGrid(
  heic: Buffer,
  { tiles, width, claimed = width }: { tiles: number; width: number; claimed?: number },
): Buffer {
  const properties = [...boxesOf(inside(heic.subarray(metaAt(heic)), 'iprp', 'ipco'))]
  const property = (type: string) => {
    const found = properties.find((it) => it.type === type)!
    return box(type, found.data)
  }
  const data = inside(heic, 'mdat')
  const grid = Buffer.concat([Buffer.of(0, 1, tiles - 1, tiles - 1), u32(width, width)])
  const ids = Array.from({ length: tiles * tiles }, (_, index) => index + 1)
  const gridId = ids.length + 1
  const item = (id: number, type: string) =>
    box('infe', u32(0x02000000), u16(id), u16(0), Buffer.from(`${type}\0`))
  const place = (id: number, method: number, at: number, length: number) =>
    Buffer.concat([u16(id), u16(method), u16(0), u16(1), u32(at, length)])
  const meta = (start: number) =>
    box(
      'meta',
      u32(0),
      box('hdlr', u32(0, 0), Buffer.from('pict'), Buffer.alloc(13)),
      box('pitm', u32(0), u16(gridId)),
      box('iinf', u32(0), u16(gridId), ...ids.map((id) => item(id, 'hvc1')), item(gridId, 'grid')),
      box(
        'iloc',
        Buffer.from('010000004400', 'hex'),
        u16(gridId),
        ...ids.map((id) => place(id, 0, start, data.length)),
        place(gridId, 1, 0, grid.length),
      ),
      box('iref', u32(0), box('dimg', u16(gridId), u16(ids.length), ...ids.map(u16))),
      box('idat', grid),
      box(
        'iprp',
        box('ipco', property('hvcC'), property('ispe'), box('ispe', u32(0, claimed, claimed))),
        box(
          'ipma',
          u32(0, gridId),
          ...ids.map((id) => Buffer.concat([u16(id), Buffer.of(2, 0x81, 2)])),
          Buffer.concat([u16(gridId), Buffer.of(1, 3)]),
        ),
      ),
    )
  const head = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic'))
  return Buffer.concat([head, meta(head.length + meta(0).length + 8), box('mdat', data)])
}

/** Where the boxes inside the "meta" box begin, which has a version before them. */
const metaAt = (heic: Buffer) => heic.indexOf('meta') + 8

/** Returns a GIF of one pixel with this many frames. */
export function gifOfFrames(frames: number): Buffer {
  const head = Buffer.concat([Buffer.from('GIF89a'), Buffer.from('01000100800000ff0000ffffff', 'hex')])
  const frame = Buffer.from('2c00000000010001000002024c0100', 'hex')
  return Buffer.concat([head, ...Array<Buffer>(frames).fill(frame), Buffer.of(0x3b)])
}

/** Returns a TIFF whose only directory is followed by itself, and contains itself. */
export function tiffLoop(make: string): Buffer {
  const file = Buffer.alloc(8 + 2 + 4 * 12 + 4 + 20)
  file.write('II*\0\x08\0\0\0', 'latin1')
  file.writeUInt16LE(4, 8)
  const name = 8 + 2 + 4 * 12 + 4
  file.write(make, name, 'latin1')
  const fields = [
    [262, 3, 1, 32_803],
    [271, 2, 20, name],
    [330, 4, 1, 8],
    [0x8769, 4, 1, 8],
  ] as const
  for (const [index, [tag, type, count, value]] of fields.entries()) {
    const at = 10 + index * 12
    file.writeUInt16LE(tag, at)
    file.writeUInt16LE(type, at + 2)
    file.writeUInt32LE(count, at + 4)
    file.writeUInt32LE(value, at + 8)
  }
  file.writeUInt32LE(8, 8 + 2 + 4 * 12)
  return file
}

/** Returns a PDF whose page has this width and height in points. */
export const pdfOfPage = (width: number): Buffer =>
  Buffer.from(`%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${width}] /UserUnit 100 >> endobj
trailer << /Root 1 0 R >>
%%EOF
`)
