import { hasText, latin1, viewOf } from '../../media/metadata/bytes.ts'
import type { Carrier, Content, Insertion, Overwrite, Places, ReadAt } from './carrier.ts'
import { uint32LE } from './numbers.ts'

const FIRST_CHUNK = 12
const MAX_CHUNKS = 100_000
const MAX_PACKET_BYTES = 8 * 1024 * 1024
const MAX_FILE_BYTES = 2 ** 32 - 2
/** What an XMP chunk becomes when it is hidden: readers ignore chunks that they do not know (RFC 9649, 2.7.1.6). */
const HIDDEN = Buffer.from('viXM', 'latin1')
const MANIFEST = 'C2PA'
/** Flags of the VP8X chunk. */
const [HAS_XMP, HAS_ALPHA] = [0x04, 0x10]

type Chunk = { readonly type: string; readonly at: number; readonly length: number }

/**
 * WebP: XMP in a chunk at the end, of which the chunk at the start tells (RFC 9649, 2.7). A file that consists of a picture
 * only gets both in front of it: metadata may be anywhere. A C2PA manifest is in a chunk as well (C2PA 2.1, A.3.4).
 */
export const webpCarrier: Carrier = { findPlaces }

async function findPlaces({ read, bytes }: Content): Promise<Places | null> {
  const chunks = await chunksOf(read, bytes)
  const [first] = chunks ?? []
  if (!chunks || !first || chunks.some(({ type }) => type === MANIFEST)) return null
  const last = chunks.at(-1)!
  const end = last.at + 8 + last.length + (last.length % 2)
  const xmp = chunks.find(({ type }) => type === 'XMP ')
  if (end > bytes || (xmp && xmp.length > MAX_PACKET_BYTES)) return null
  const isExtended = first.type === 'VP8X'
  const start = isExtended ? await withXmpFlag(read, first) : await extendedHeader(read, first)
  if (start === null) return null
  return {
    insertAt: isExtended ? end : FIRST_CHUNK,
    packet: xmp ? await read(xmp.at + 8, xmp.length) : null,
    embed: (packet): Insertion | null => {
      const ofXmp = chunkOf('XMP ', packet)
      const block = start instanceof Uint8Array ? Buffer.concat([start, ofXmp]) : ofXmp
      const total = end + block.length
      if (total > MAX_FILE_BYTES) return null
      const size = { at: 4, bytes: uint32LE(total - 8) }
      const flag = start instanceof Uint8Array ? [] : [start]
      return { block, overwrites: [size, ...flag, ...(xmp ? [{ at: xmp.at, bytes: HIDDEN }] : [])] }
    },
  }
}

/** The chunks of a file; null for one that is damaged. */
async function chunksOf(read: ReadAt, bytes: number): Promise<Chunk[] | null> {
  const head = await read(0, FIRST_CHUNK)
  if (head.length < FIRST_CHUNK) return null
  const end = Math.min(8 + viewOf(head).getUint32(4, true), bytes)
  const chunks: Chunk[] = []
  for (let at = FIRST_CHUNK; at + 8 <= end; ) {
    const chunk = await read(at, 8)
    if (chunk.length < 8 || chunks.length === MAX_CHUNKS) return null
    const length = viewOf(chunk).getUint32(4, true)
    chunks.push({ type: latin1(chunk.subarray(0, 4)), at, length })
    at += 8 + length + (length % 2)
  }
  return chunks
}

async function withXmpFlag(read: ReadAt, { at }: Chunk): Promise<Overwrite | null> {
  const [flags] = await read(at + 8, 1)
  return flags === undefined ? null : { at: at + 8, bytes: Uint8Array.of(flags | HAS_XMP) }
}

/** The VP8X chunk for a picture that has none (RFC 9649, 2.7, by 2.5 and 2.6); null for one that is damaged. */
async function extendedHeader(read: ReadAt, { type, at }: Chunk): Promise<Uint8Array | null> {
  const head = await read(at + 8, 10)
  if (head.length < 10) return null
  const view = viewOf(head)
  if (type === 'VP8 ' && hasText(head, 3, '\x9d\x01\x2a'))
    return vp8x(HAS_XMP, (view.getUint16(6, true) & 0x3fff) - 1, (view.getUint16(8, true) & 0x3fff) - 1)
  if (type !== 'VP8L' || head[0] !== 0x2f) return null
  const bits = view.getUint32(1, true)
  const alpha = (bits >>> 28) & 1 ? HAS_ALPHA : 0
  return vp8x(HAS_XMP | alpha, bits & 0x3fff, (bits >>> 14) & 0x3fff)
}

function vp8x(flags: number, widthMinusOne: number, heightMinusOne: number): Uint8Array {
  const data = Buffer.alloc(10)
  data.writeUInt8(flags)
  data.writeUIntLE(widthMinusOne, 4, 3)
  data.writeUIntLE(heightMinusOne, 7, 3)
  return chunkOf('VP8X', data)
}

const chunkOf = (type: string, data: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from(type, 'latin1'), uint32LE(data.length), data, Buffer.alloc(data.length % 2)])
