import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { pngChunk, tiffOf } from './metadata-files.ts'
import { writePsd } from './photoshop-files.ts'
import { makePicture, toXmp } from './pictures.ts'
import { mp4 } from './videos.ts'

/** The metadata of the files that have any. */
export const OWN = { title: 'Harbour', credit: 'Old' }

const XMP_UUID = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex')
const C2PA_UUID = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex')

/** A box of the ISO base media file format with this content. */
export function boxOf(type: string, ...content: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + content.reduce((sum, { length }) => sum + length, 0))
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, ...content])
}

const fixture = (name: string) => readFileSync(`test/fixtures/formats/${name}`)
const packet = Buffer.from(toXmp(OWN))
const uuidOf = (uuid: Buffer, content: Buffer) => boxOf('uuid', uuid, content)
const plain = { create: { width: 60, height: 40, channels: 3 as const, background: 'teal' } }

/** A film of which only the structure is right. */
const filmOf = (...behind: readonly Buffer[]): Buffer =>
  Buffer.concat([
    boxOf('ftyp', Buffer.from('isom\0\0\x02\0isommp42', 'latin1')),
    boxOf('mdat', Buffer.alloc(900, 7)),
    ...behind,
  ])

const quickTime = () =>
  Buffer.concat([
    boxOf('ftyp', Buffer.from('qt  \0\0\x02\0qt  ', 'latin1')),
    boxOf('moov', boxOf('mvhd', Buffer.alloc(100)), boxOf('udta', boxOf('XMP_', packet))),
    boxOf('mdat', Buffer.alloc(900, 7)),
  ])

/** A GIF with XMP behind its picture, as exiftool writes it. */
async function gifWithXmp(): Promise<Buffer> {
  const gif = await sharp(plain).gif().toBuffer()
  const magic = Buffer.from([1, ...Array.from({ length: 256 }, (_, index) => 255 - index), 0])
  const head = Buffer.from('!\xff\x0bXMP DataXMP', 'latin1')
  return Buffer.concat([gif.subarray(0, -1), head, packet, magic, gif.subarray(-1)])
}

const psdWith = (resources: Readonly<Record<number, Buffer>>) =>
  writePsd({
    width: 2,
    height: 1,
    channels: [
      [255, 0],
      [0, 0],
      [0, 255],
    ],
    resources,
  })

/** A JPEG 2000 or JPEG XL with a box in front of its picture. */
function withBox(file: Buffer, picture: string, box: Buffer): Buffer {
  const at = file.indexOf(picture) - 4
  return Buffer.concat([file.subarray(0, at), box, file.subarray(at)])
}

/** Files of every format that carries a stamp, with metadata of their own (`own`) and without. */
export const STAMPABLE: readonly {
  readonly name: string
  readonly hasOwn: boolean
  readonly make: () => Promise<Buffer> | Buffer
}[] = [
  ...(['jpeg', 'png', 'webp', 'tiff', 'avif'] as const).flatMap((format) => {
    const extension = { jpeg: 'jpg', tiff: 'tif', png: 'png', webp: 'webp', avif: 'avif' }[format]
    return [
      { name: `own.${extension}`, hasOwn: true, make: () => makePicture({ ...OWN, format }) },
      { name: `plain.${extension}`, hasOwn: false, make: () => sharp(plain).toFormat(format).toBuffer() },
    ]
  }),
  { name: 'lossless.webp', hasOwn: false, make: () => sharp(plain).webp({ lossless: true }).toBuffer() },
  { name: 'clear.webp', hasOwn: false, make: () => sharp(plain).ensureAlpha(0.5).webp().toBuffer() },
  { name: 'big.tif', hasOwn: false, make: () => sharp(plain).tiff({ bigtiff: true }).toBuffer() },
  { name: 'own.gif', hasOwn: true, make: gifWithXmp },
  { name: 'plain.gif', hasOwn: false, make: () => sharp(plain).gif().toBuffer() },
  { name: 'own.psd', hasOwn: true, make: () => psdWith({ 1060: packet, 2999: Buffer.from('path') }) },
  { name: 'plain.psd', hasOwn: false, make: () => psdWith({}) },
  { name: 'plain.heic', hasOwn: false, make: () => fixture('halves.heic') },
  {
    name: 'own.jp2',
    hasOwn: true,
    make: () => withBox(fixture('halves.jp2'), 'jp2c', uuidOf(XMP_UUID, packet)),
  },
  { name: 'plain.jp2', hasOwn: false, make: () => fixture('halves.jp2') },
  {
    name: 'own.jxl',
    hasOwn: true,
    make: () => withBox(fixture('halves.jxl'), 'jxlc', boxOf('xml ', packet)),
  },
  { name: 'plain.jxl', hasOwn: false, make: () => fixture('halves.jxl') },
  { name: 'bare.jxl', hasOwn: false, make: () => fixture('clear.jxl') },
  { name: 'deep.jxl', hasOwn: false, make: () => fixture('deep.jxl') },
  {
    name: 'plain.svg',
    hasOwn: false,
    make: () =>
      Buffer.from(
        '<?xml version="1.0"?><!-- <svg> --><svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="teal"/></svg>',
      ),
  },
  { name: 'own.mp4', hasOwn: true, make: () => filmOf(uuidOf(XMP_UUID, packet)) },
  { name: 'plain.mp4', hasOwn: false, make: () => filmOf() },
  { name: 'fragments.mp4', hasOwn: false, make: () => filmOf(boxOf('mfra', Buffer.alloc(8))) },
  { name: 'own.mov', hasOwn: true, make: quickTime },
]

/** The start of a C2PA manifest store (C2PA 2.1, 11.1.4.2). */
const MANIFEST = boxOf(
  'jumb',
  boxOf('jumd', Buffer.from('6332706100110010800000aa00389b71', 'hex'), Buffer.from('\x03c2pa\0', 'latin1')),
)

/** Files with a C2PA manifest, where each format has it (C2PA 2.1, A.3 and A.5), which no stamp may break. */
export const WITH_MANIFEST: Readonly<Record<string, () => Promise<Buffer>>> = {
  'manifest.jpg': async () => {
    const jpeg = await sharp(plain).jpeg().toBuffer()
    const data = Buffer.concat([Buffer.from('JP\0\x01\0\0\0\x01', 'latin1'), MANIFEST])
    const segment = Buffer.concat([Buffer.of(0xff, 0xeb, 0, data.length + 2), data])
    return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)])
  },
  'manifest.webp': async () => {
    const webp = await makePicture({ ...OWN, format: 'webp' })
    const padding = Buffer.alloc(MANIFEST.length % 2)
    const chunk = Buffer.concat([Buffer.from('C2PA'), Buffer.of(MANIFEST.length, 0, 0, 0), MANIFEST, padding])
    webp.writeUInt32LE(webp.length + chunk.length - 8, 4)
    return Buffer.concat([webp, chunk])
  },
  'manifest.mp4': async () => Buffer.concat([mp4(), uuidOf(C2PA_UUID, MANIFEST)]),
  'manifest.png': async () => {
    const png = await sharp(plain).png().toBuffer()
    const header = 8 + 25
    return Buffer.concat([png.subarray(0, header), pngChunk('caBX', MANIFEST), png.subarray(header)])
  },
  'manifest.tif': async () => tiffOf([[0xcd41, 7, MANIFEST]], { withPixel: true }),
  'manifest.avif': async () => {
    const avif = await sharp(plain).avif().toBuffer()
    return Buffer.concat([avif, uuidOf(C2PA_UUID, MANIFEST)])
  },
  'manifest.jxl': async () => withBox(fixture('deep.jxl'), 'jxlc', MANIFEST),
  'manifest.svg': async () =>
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="6" height="4"><metadata><c2pa:manifest xmlns:c2pa="http://c2pa.org/manifest">AAAA</c2pa:manifest></metadata></svg>',
    ),
}
