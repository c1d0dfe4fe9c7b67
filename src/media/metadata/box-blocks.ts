import { brotliDecompressSync } from 'node:zlib'
import type { EmbeddedBlocks } from './blocks.ts'
import { boxesOf, hasUuid } from './boxes.ts'
import { hasText, latin1, viewOf } from './bytes.ts'
import { XMP_UUID } from './raw-blocks.ts'

/** The UUIDs of EXIF and of IPTC-IIM in a JPEG 2000, as Adobe and exiftool write them (exiftool, Jpeg2000.pm). */
const EXIF_UUIDS = ['4a706754696666457869662d3e4a5032', '0537cdab9d0c4431a72afa561f2a113e']
const IIM_UUIDS = ['33c7a4d2b81d4723a0baf1a3e097ad38', '09a14e97c0b442e0bebf36df6f0ce36f']
const XMP_START = /<x:xmpmeta|<\?xpacket|<rdf:RDF/
const MAX_INFLATED_BYTES = 16 * 1024 * 1024

/** The metadata of a JPEG 2000 file: "uuid" boxes, and "xml " boxes that hold XMP (ISO 15444-1, I.7). */
export function jp2Blocks(file: Uint8Array): EmbeddedBlocks {
  const boxes = [...boxesOf(file)]
  const ofUuid = (...uuids: readonly string[]) =>
    boxes
      .filter(({ type, data }) => type === 'uuid' && uuids.some((uuid) => hasUuid(data, uuid)))
      .map(({ data }) => data.subarray(16))
  const xml = boxes.filter(({ type, data }) => type === 'xml ' && isXmp(data)).map(({ data }) => data)
  return { xmp: [...ofUuid(XMP_UUID), ...xml], exif: ofUuid(...EXIF_UUIDS), iim: ofUuid(...IIM_UUIDS) }
}

/** The metadata of a JPEG XL in a container: "Exif" behind a pointer to its start, "xml ", and both compressed ("brob"). */
export function jxlBlocks(file: Uint8Array): EmbeddedBlocks {
  const boxes = [...boxesOf(file)].flatMap(({ type, data }) =>
    type === 'brob' ? inflated(data) : [{ type, data }],
  )
  const ofType = (wanted: string) => boxes.filter(({ type }) => type === wanted).map(({ data }) => data)
  return { xmp: ofType('xml ').filter(isXmp), exif: ofType('Exif').map(afterPointer), iim: [] }
}

const isXmp = (data: Uint8Array): boolean => XMP_START.test(latin1(data.subarray(0, 4096)))

/** A compressed box (ISO 18181-2, 9.7): its type, then its content by Brotli; nothing if that is damaged or too large. */
function inflated(data: Uint8Array): { type: string; data: Uint8Array }[] {
  if (!hasText(data, 0, 'xml ') && !hasText(data, 0, 'Exif')) return []
  try {
    const content = brotliDecompressSync(data.subarray(4), { maxOutputLength: MAX_INFLATED_BYTES })
    return [{ type: latin1(data.subarray(0, 4)), data: content }]
  } catch {
    return []
  }
}

const afterPointer = (bytes: Uint8Array): Uint8Array =>
  bytes.subarray(4 + (bytes.length < 4 ? 0 : viewOf(bytes).getUint32(0)))
