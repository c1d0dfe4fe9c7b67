import { XMP_UUID } from '../../media/metadata/raw-blocks.ts'
import type { Carrier, Content, Places, ReadAt } from './carrier.ts'
import { boxesBetween, boxesOfFile, boxOf, contentOfBox, type FileBox, hidingBox } from './file-boxes.ts'

/** The UUID of a box with a C2PA manifest (C2PA 2.1, A.5.1). */
export const C2PA_UUID = 'd8fec3d61b0e483c92975828877ec481'

/**
 * MP4 and QuickTime: XMP in a `uuid` box (XMP specification part 3, 1.2.2) at the end of the file, where it moves nothing to
 * which the tables of the film point; only an index of fragments (`mfra`) has to remain last. The packet that QuickTime
 * keeps in `moov` is hidden.
 */
export const mp4Carrier: Carrier = { findPlaces }

async function findPlaces(content: Content): Promise<Places | null> {
  const { read, bytes } = content
  const boxes = await boxesOfFile(content)
  const last = boxes?.at(-1)
  if (!boxes || !last || last.isOpenEnded || boxes.some(({ uuid }) => uuid === C2PA_UUID)) return null
  const found = await findXmp(read, boxes)
  const packet = found && (await contentOfBox(read, found))
  if (found && packet === null) return null
  return {
    insertAt: last.type === 'mfra' ? last.at : bytes,
    packet,
    embed: (xmp) => ({
      block: xmpBox(xmp),
      overwrites: found ? [hidingBox(found)] : [],
    }),
  }
}

/** The box with the packet of a file: its own, or QuickTime's in `moov/udta` (XMP specification part 3, 1.2.3). */
async function findXmp(read: ReadAt, boxes: readonly FileBox[]): Promise<FileBox | null> {
  const own = boxes.find(({ uuid }) => uuid === XMP_UUID)
  if (own) return own
  let inside: readonly FileBox[] = boxes
  for (const wanted of ['moov', 'udta']) {
    const box = inside.find(({ type }) => type === wanted)
    inside = (box && (await boxesBetween(read, box.contentAt, box.end))) ?? []
  }
  return inside.find(({ type }) => type === 'XMP_') ?? null
}

/** A `uuid` box with a packet. */
export const xmpBox = (packet: Uint8Array): Uint8Array => boxOf('uuid', Buffer.from(XMP_UUID, 'hex'), packet)
