import { crc32 } from 'node:zlib'
import { latin1, viewOf } from '../../media/metadata/bytes.ts'
import { xmpOfChunk } from '../../media/metadata/png-blocks.ts'
import type { Carrier, Content, Insertion, Overwrite, Places, ReadAt } from './carrier.ts'

const KEYWORD = 'XML:com.adobe.xmp\0'
/** How chunks with XMP begin: the standard's, and the profiles of ImageMagick. */
const OF_XMP = /^(?:XML:com\.adobe\.xmp|Raw profile type xmp)\0/i
const MAX_KEYWORD_BYTES = 79
/**
 * What text chunks become when they are hidden: private, ancillary chunks that may be copied (W3C PNG, 5.4), which readers
 * skip.
 */
const HIDDEN: Readonly<Record<string, string>> = { iTXt: 'viXm', zTXt: 'viXz', tEXt: 'viXt' }
/** C2PA 2.1, A.3.2. */
const MANIFEST = 'caBX'
const AFTER_HEADER = 8 + 12 + 13
const MAX_PACKET_BYTES = 1_000_000

/** A chunk with the packet of the file. */
type PacketChunk = { readonly at: number; readonly chunk: Uint8Array; readonly xmp: Uint8Array }

/**
 * PNG: XMP in an iTXt chunk (XMP specification part 3, 1.1.5), right behind the header. The file's own packet may be in a
 * text chunk of another type: libvips writes zTXt.
 */
export const pngCarrier: Carrier = {
  findPlaces,
  withChecksums: (block) => chunkOf(typeOf(block), dataOf(block)),
}

async function findPlaces({ read }: Content): Promise<Places | null> {
  let found: PacketChunk | null = null
  let at = 8
  for (;;) {
    const head = await read(at, 8 + MAX_KEYWORD_BYTES + 1)
    if (head.length < 8) return null
    const length = viewOf(head).getUint32(0)
    const type = typeOf(head)
    if (type === MANIFEST || (at === 8 && type !== 'IHDR')) return null
    if (type === 'IEND') break
    if (found === null && type in HIDDEN && OF_XMP.test(latin1(head.subarray(8)))) {
      found = await readPacket(read, at, length)
      if (found === null) return null
    }
    at += 12 + length
  }
  const hidden = found ? hiding(found) : []
  return {
    insertAt: AFTER_HEADER,
    packet: found?.xmp ?? null,
    embed: (packet): Insertion | null =>
      packet.length > MAX_PACKET_BYTES
        ? null
        : {
            block: chunkOf('iTXt', Buffer.concat([Buffer.from(`${KEYWORD}\0\0\0\0`, 'latin1'), packet])),
            overwrites: hidden,
          },
  }
}

/** Null for a chunk that is too long or damaged. */
async function readPacket(read: ReadAt, at: number, length: number): Promise<PacketChunk | null> {
  if (length > MAX_PACKET_BYTES) return null
  const chunk = await read(at, 12 + length)
  const xmp = chunk.length < 12 + length ? null : xmpOfChunk(typeOf(chunk), dataOf(chunk), MAX_PACKET_BYTES)
  return xmp && { at, chunk, xmp }
}

/** A chunk becomes another by its type and its checksum. */
function hiding({ at, chunk }: PacketChunk): Overwrite[] {
  const hidden = chunkOf(HIDDEN[typeOf(chunk)]!, dataOf(chunk))
  return [
    { at: at + 4, bytes: hidden.subarray(4, 8) },
    { at: at + chunk.length - 4, bytes: hidden.subarray(-4) },
  ]
}

const typeOf = (chunk: Uint8Array) => latin1(chunk.subarray(4, 8))

const dataOf = (chunk: Uint8Array) => chunk.subarray(8, chunk.length - 4)

function chunkOf(type: string, data: Uint8Array): Uint8Array {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  checksum.writeUInt32BE(crc32(typed))
  return Buffer.concat([length, typed, checksum])
}
