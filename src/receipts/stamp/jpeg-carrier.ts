import { hasText } from '../../media/metadata/bytes.ts'
import type { Carrier, Content, Insertion, Places, ReadAt, WithRights } from './carrier.ts'
import { resourcesWithRights } from './photoshop-block.ts'

const EXIF = 'Exif\0\0'
const XMP = 'http://ns.adobe.com/xap/1.0/\0'
const PHOTOSHOP = 'Photoshop 3.0\0'
/** Markers of application segments (ITU T.81, B.2.4.6). */
const [APP0, APP1, APP11, APP13] = [0xe0, 0xe1, 0xeb, 0xed]
/** Nobody is known to use APP9 for metadata: a block in it is skipped by readers. */
const HIDDEN = Uint8Array.of(0xe9)
const START_OF_SCAN = 0xda
const MAX_SEGMENT_BYTES = 0xffff
/** A JPEG with more segments before its scan is none that a camera or program has made. */
const MAX_SEGMENTS = 5000

type Segment = { readonly marker: number; readonly at: number; readonly data: Uint8Array }
type Found = { readonly xmp: Segment | null; readonly photoshop: readonly Segment[] }

/**
 * JPEG: XMP in an APP1 segment, IIM in the image resources of an APP13 segment (XMP specification part 3, 1.1.3); a C2PA
 * manifest in APP11 (C2PA 2.1, A.3.1).
 */
export const jpegCarrier: Carrier = { findPlaces }

async function findPlaces({ read }: Content): Promise<Places | null> {
  let insertAt = 2
  let isAtStart = true
  let xmp: Segment | null = null
  const photoshop: Segment[] = []
  for await (const segment of segments(read)) {
    if (segment === null) return null
    const { marker, at, data } = segment
    if (marker === START_OF_SCAN)
      return {
        insertAt: xmp?.at ?? insertAt,
        packet: xmp?.data.subarray(XMP.length) ?? null,
        embed: (packet, withRights) => embed({ xmp, photoshop }, packet, withRights),
      }
    // JUMBF, in which C2PA is kept.
    if (marker === APP11 && hasText(data, 0, 'JP')) return null
    if (marker === APP1 && hasText(data, 0, XMP)) xmp ??= segment
    if (marker === APP13 && hasText(data, 0, PHOTOSHOP)) photoshop.push(segment)
    // JFIF and EXIF have to come first.
    isAtStart &&= marker === APP0 || (marker === APP1 && hasText(data, 0, EXIF))
    if (isAtStart) insertAt = at + 4 + data.length
  }
  return null
}

/** NOTE: image resources that are split over several segments, or fill one, stay as they are. */
function embed({ xmp, photoshop }: Found, packet: Uint8Array, withRights: WithRights): Insertion | null {
  const ofXmp = segmentOf(APP1, XMP, packet)
  if (ofXmp === null) return null
  const [own, ...more] = photoshop
  const resources =
    more.length > 0
      ? null
      : resourcesWithRights(own?.data.subarray(PHOTOSHOP.length) ?? new Uint8Array(), withRights)
  const ofIim = resources && segmentOf(APP13, PHOTOSHOP, resources)
  const hidden = [xmp, ofIim && own].flatMap((segment) => segment ?? [])
  return {
    block: Buffer.concat(ofIim ? [ofXmp, ofIim] : [ofXmp]),
    overwrites: hidden.map(({ at }) => ({ at: at + 1, bytes: HIDDEN })),
  }
}

function segmentOf(marker: number, name: string, data: Uint8Array): Uint8Array | null {
  const length = 2 + name.length + data.length
  if (length > MAX_SEGMENT_BYTES) return null
  return Buffer.concat([
    Uint8Array.of(0xff, marker, length >> 8, length & 0xff),
    Buffer.from(name, 'latin1'),
    data,
  ])
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
