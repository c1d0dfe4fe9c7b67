import { crc32 } from 'node:zlib'
import { latin1, viewOf } from '../../media/metadata/bytes.ts'
import { xmpOfChunk } from '../../media/metadata/png-blocks.ts'
import type { Carrier, PacketBlock, Places, ReadAt } from './carrier.ts'

const KEYWORD = 'XML:com.adobe.xmp\0'
/** How chunks with XMP begin: the standard's, and the profiles of ImageMagick. */
const OF_XMP = /^(?:XML:com\.adobe\.xmp|Raw profile type xmp)\0/i
const MAX_KEYWORD_BYTES = 79
/**
 * What text chunks become when they are hidden: private, ancillary chunks that may be copied (W3C PNG, 5.4), which readers
 * skip.
 */
const HIDDEN: Readonly<Record<string, string>> = { iTXt: 'viXm', zTXt: 'viXz', tEXt: 'viXt' }
const REVEALED = Object.fromEntries(Object.entries(HIDDEN).map(([type, hidden]) => [hidden, type]))
/** C2PA 2.1, A.3.2. */
const MANIFEST = 'caBX'
const AFTER_HEADER = 8 + 12 + 13
const MAX_PACKET_BYTES = 1_000_000

/**
 * PNG: XMP in an iTXt chunk (XMP specification part 3, 1.1.5), right behind the header. The file's own packet may be in a
 * text chunk of another type: libvips writes zTXt.
 */
export const pngCarrier: Carrier = {
  findPlaces,
  wrap: (packet) =>
    packet.length > MAX_PACKET_BYTES
      ? null
      : chunk('iTXt', Buffer.concat([Buffer.from(`${KEYWORD}\0\0\0\0`, 'latin1'), packet])),
  hide: (block) => chunk(HIDDEN[typeOf(block)] ?? 'viXm', dataOf(block)),
  reveal: (block) => chunk(REVEALED[typeOf(block)] ?? 'iTXt', dataOf(block)),
  lengthOf: (block) => 12 + viewOf(block).getUint32(0),
}

async function findPlaces(read: ReadAt): Promise<Places | null> {
  let packet: PacketBlock | null = null
  let at = 8
  for (;;) {
    const head = await read(at, 8 + MAX_KEYWORD_BYTES + 1)
    if (head.length < 8) return null
    const length = viewOf(head).getUint32(0)
    const type = typeOf(head)
    if (type === MANIFEST || (at === 8 && type !== 'IHDR')) return null
    if (type === 'IEND') return { insertAt: AFTER_HEADER, packet }
    if (packet === null && type in HIDDEN && OF_XMP.test(latin1(head.subarray(8)))) {
      packet = await readPacket(read, at, length)
      if (packet === null) return null
    }
    at += 12 + length
  }
}

/** Null for a chunk that is too long, damaged, or has a wrong checksum, which could not be restored. */
async function readPacket(read: ReadAt, at: number, length: number): Promise<PacketBlock | null> {
  if (length > MAX_PACKET_BYTES) return null
  const block = await read(at, 12 + length)
  const type = typeOf(block)
  if (block.length < 12 + length || !Buffer.from(block).equals(chunk(type, dataOf(block)))) return null
  const xmp = xmpOfChunk(type, dataOf(block), MAX_PACKET_BYTES)
  return xmp && { at, block, xmp }
}

const typeOf = (block: Uint8Array) => latin1(block.subarray(4, 8))

const dataOf = (block: Uint8Array) => block.subarray(8, block.length - 4)

function chunk(type: string, data: Uint8Array): Uint8Array {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  checksum.writeUInt32BE(crc32(typed))
  return Buffer.concat([length, typed, checksum])
}
