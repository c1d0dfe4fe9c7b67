import { hasText } from '../../media/metadata/bytes.ts'
import type { Carrier, PacketBlock, Places, ReadAt } from './carrier.ts'

const EXIF = 'Exif\0\0'
const XMP = 'http://ns.adobe.com/xap/1.0/\0'
/** Markers of application segments (ITU T.81, B.2.4.6). */
const [APP0, APP1, APP11] = [0xe0, 0xe1, 0xeb]
/** Nobody is known to use APP9 for XMP: a packet in it is skipped by readers. */
const HIDDEN = 0xe9
const START_OF_SCAN = 0xda
const MAX_SEGMENT_BYTES = 0xffff
/** A JPEG with more segments before its scan is none that a camera or program has made. */
const MAX_SEGMENTS = 5000

type Segment = { readonly marker: number; readonly at: number; readonly data: Uint8Array }

/** JPEG: XMP in an APP1 segment (XMP specification part 3, 1.1.3), a C2PA manifest in APP11 (C2PA 2.1, A.3.1). */
export const jpegCarrier: Carrier = {
  findPlaces,
  wrap(packet) {
    const length = 2 + XMP.length + packet.length
    if (length > MAX_SEGMENT_BYTES) return null
    return Buffer.concat([
      Uint8Array.of(0xff, APP1, length >> 8, length & 0xff),
      Buffer.from(XMP, 'latin1'),
      packet,
    ])
  },
  hide: (block) => withMarker(block, HIDDEN),
  reveal: (block) => withMarker(block, APP1),
  lengthOf: (block) => 2 + ((block[2]! << 8) | block[3]!),
}

async function findPlaces(read: ReadAt): Promise<Places | null> {
  let insertAt = 2
  let isAtStart = true
  let packet: PacketBlock | null = null
  for await (const segment of segments(read)) {
    if (segment === null) return null
    const { marker, at, data } = segment
    if (marker === START_OF_SCAN) return { insertAt: packet?.at ?? insertAt, packet }
    // JUMBF, in which C2PA is kept.
    if (marker === APP11 && hasText(data, 0, 'JP')) return null
    const block = Buffer.concat([
      Uint8Array.of(0xff, marker),
      Uint8Array.of((data.length + 2) >> 8, (data.length + 2) & 0xff),
      data,
    ])
    if (marker === APP1 && hasText(data, 0, XMP)) packet ??= { at, block, xmp: data.subarray(XMP.length) }
    // JFIF and EXIF have to come first.
    isAtStart &&= marker === APP0 || (marker === APP1 && hasText(data, 0, EXIF))
    if (isAtStart) insertAt = at + block.length
  }
  return null
}

/** The segments up to the first scan; null where the file is damaged. */
async function* segments(read: ReadAt): AsyncGenerator<Segment | null> {
  let at = 2
  for (let count = 0; count < MAX_SEGMENTS; count++) {
    const head = await read(at, 4)
    const marker = head[1]!
    if (head.length < 4 || head[0] !== 0xff || marker < 0xc0 || marker === 0xd8 || marker === 0xff) break
    const length = (head[2]! << 8) | head[3]!
    const data = await read(at + 4, length - 2)
    if (length < 2 || data.length < length - 2) break
    yield { marker, at, data }
    if (marker === START_OF_SCAN) return
    at += 2 + length
  }
  yield null
}

const withMarker = (block: Uint8Array, marker: number) =>
  Buffer.concat([Uint8Array.of(0xff, marker), block.subarray(2)])
