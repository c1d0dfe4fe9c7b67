import { crc32, inflateSync } from 'node:zlib'
import { hasText, latin1, viewOf } from '../../media/metadata/bytes.ts'
import type { Carrier, PacketBlock, Places, ReadAt } from './carrier.ts'

const KEYWORD = 'XML:com.adobe.xmp\0'
/** A private, ancillary chunk that may be copied (W3C PNG, 5.4): readers skip it. */
const HIDDEN = 'viXm'
/** C2PA 2.1, A.3.2. */
const MANIFEST = 'caBX'
const AFTER_HEADER = 8 + 12 + 13
const MAX_PACKET_BYTES = 1_000_000

/** PNG: XMP in an iTXt chunk (XMP specification part 3, 1.1.5), right behind the header. */
export const pngCarrier: Carrier = {
  findPlaces,
  wrap: (packet) =>
    packet.length > MAX_PACKET_BYTES
      ? null
      : chunk('iTXt', Buffer.concat([Buffer.from(`${KEYWORD}\0\0\0\0`, 'latin1'), packet])),
  hide: (block) => chunk(HIDDEN, dataOf(block)),
  reveal: (block) => chunk('iTXt', dataOf(block)),
  lengthOf: (block) => 12 + viewOf(block).getUint32(0),
}

async function findPlaces(read: ReadAt): Promise<Places | null> {
  let packet: PacketBlock | null = null
  let at = 8
  for (;;) {
    const head = await read(at, 8 + KEYWORD.length)
    if (head.length < 8) return null
    const length = viewOf(head).getUint32(0)
    const type = latin1(head.subarray(4, 8))
    if (type === MANIFEST || (at === 8 && type !== 'IHDR')) return null
    if (type === 'IEND') return { insertAt: AFTER_HEADER, packet }
    if (packet === null && type === 'iTXt' && hasText(head, 8, KEYWORD)) {
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
  if (block.length < 12 + length || !Buffer.from(block).equals(chunk('iTXt', dataOf(block)))) return null
  const xmp = textOf(dataOf(block).subarray(KEYWORD.length))
  return xmp && { at, block, xmp }
}

/** The text of an iTXt chunk, behind compression flag and method, language and translated keyword. */
function textOf(data: Uint8Array): Uint8Array | null {
  const language = data.indexOf(0, 2)
  const translated = language === -1 ? -1 : data.indexOf(0, language + 1)
  if (translated === -1) return null
  const text = data.subarray(translated + 1)
  if (data[0] === 0) return text
  try {
    return inflateSync(text, { maxOutputLength: MAX_PACKET_BYTES })
  } catch {
    return null
  }
}

const dataOf = (block: Uint8Array) => block.subarray(8, block.length - 4)

function chunk(type: string, data: Uint8Array): Uint8Array {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  checksum.writeUInt32BE(crc32(typed))
  return Buffer.concat([length, typed, checksum])
}
