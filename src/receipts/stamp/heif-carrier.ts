import type { Carrier, Content, Insertion, Places } from './carrier.ts'
import { boxesOfFile, boxOf, contentOfBox, type FileBox, hidingBox } from './file-boxes.ts'
import { type HeifMeta, metaWithXmp, readHeifMeta } from './heif-meta.ts'
import { C2PA_UUID } from './mp4-carrier.ts'

/** JUMBF, in which C2PA may be kept. */
const MANIFEST = 'jumb'
const MAX_PACKET_BYTES = 8 * 1024 * 1024
const BOX_HEAD_BYTES = 8

/**
 * AVIF and HEIC: XMP as an item (ISO 23008-12, A.3), which a changed copy of the `meta` box names. The copy and the packet go
 * in front of the original's, which is hidden; the positions in the copy are those after the insertion. Sequences, whose
 * tables have positions of their own, get none.
 */
export const heifCarrier: Carrier = { findPlaces }

async function findPlaces(content: Content): Promise<Places | null> {
  const boxes = await boxesOfFile(content)
  const [own, ...more] = boxes?.filter(({ type }) => type === 'meta') ?? []
  if (!boxes || !own || more.length > 0 || own.isOpenEnded) return null
  if (boxes.some(({ type, uuid }) => type === MANIFEST || type === 'moov' || uuid === C2PA_UUID)) return null
  const bytes = await contentOfBox(content.read, own)
  const meta = bytes && readHeifMeta(bytes)
  if (!meta) return null
  const packet = await readPacket(content, meta)
  return packet === undefined ? null : { insertAt: own.at, packet, embed: (xmp) => embed(own, meta, xmp) }
}

/** The packet of a file; null if it has none, undefined if it is too long or not where it could be replaced. */
async function readPacket(
  { read, bytes }: Content,
  { xmp }: HeifMeta,
): Promise<Uint8Array | null | undefined> {
  if (xmp === null) return null
  const [extent, ...more] = xmp.extents
  if (!extent || more.length > 0 || xmp.method !== 0) return undefined
  const { offset, length } = extent
  return length > MAX_PACKET_BYTES || offset + length > bytes ? undefined : read(offset, length)
}

/** NOTE: the length of the `meta` box does not depend on the positions in it. */
function embed(own: FileBox, meta: HeifMeta, packet: Uint8Array): Insertion | null {
  const written = (shift: number, packetAt: number) =>
    metaWithXmp(meta, { from: own.at, shift, packet: { offset: packetAt, length: packet.length } })
  const sketch = written(0, 0)
  if (sketch === null) return null
  const ofXmp = boxOf('mdat', packet)
  const copy = written(sketch.length + ofXmp.length, own.at + sketch.length + BOX_HEAD_BYTES)
  return copy && { block: Buffer.concat([copy, ofXmp]), overwrites: [hidingBox(own)] }
}
