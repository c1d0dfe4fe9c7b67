import type { EmbeddedBlocks } from './blocks.ts'
import { hasText, latin1, viewOf } from './bytes.ts'
import { photoshopResources } from './photoshop-resources.ts'
import { isTiff } from './tiff.ts'

const EXIF = 'Exif\0\0'
const XMP = 'http://ns.adobe.com/xap/1.0/\0'
const EXTENDED_XMP = 'http://ns.adobe.com/xmp/extension/\0'
/** Headers of Photoshop's resources: the current one and the one of version 2.5. */
const PHOTOSHOP = ['Photoshop 3.0\0', 'Adobe_Photoshop2.5:']
/** GUID, total length and offset of the part (XMP specification part 3, 1.1.3.1). */
const EXTENDED_HEADER = 32 + 4 + 4
const MAX_EXTENDED_BYTES = 32 * 1024 * 1024

type Part = {
  readonly guid: string
  readonly total: number
  readonly offset: number
  readonly bytes: Uint8Array
}

/** The application segments of a JPEG (ITU T.81, B.1.1): APP1 with EXIF or XMP, APP13 with Photoshop's resources. */
export function jpegBlocks(file: Uint8Array): EmbeddedBlocks {
  const xmp: Uint8Array[] = []
  const exif: Uint8Array[] = []
  const resources: Uint8Array[] = []
  const extended: Part[] = []
  for (const { marker, data } of segments(file)) {
    const header = marker === 0xed ? PHOTOSHOP.find((text) => hasText(data, 0, text)) : undefined
    if (header) resources.push(data.subarray(header.length))
    if (marker !== 0xe1) continue
    if (hasText(data, 0, EXIF)) exif.push(data.subarray(EXIF.length))
    else if (hasText(data, 0, XMP)) xmp.push(data.subarray(XMP.length))
    else if (hasText(data, 0, EXTENDED_XMP)) extended.push(toPart(data.subarray(EXTENDED_XMP.length)))
  }
  return { xmp: [...xmp, ...join(extended)], exif: joinExif(exif), ...photoshopResources(resources) }
}

/** A segment that does not start like EXIF continues the one before it, because a segment holds at most 64 KiB. */
function joinExif(segments: readonly Uint8Array[]): Uint8Array[] {
  const blocks: Uint8Array[][] = []
  for (const segment of segments) {
    if (isTiff(segment) || blocks.length === 0) blocks.push([segment])
    else blocks.at(-1)!.push(segment)
  }
  return blocks.map((parts) => (parts.length === 1 ? parts[0]! : Buffer.concat(parts)))
}

function* segments(file: Uint8Array): Generator<{ marker: number; data: Uint8Array }> {
  let at = 2
  while (at + 4 <= file.length) {
    if (file[at] !== 0xff) return
    const marker = file[at + 1]!
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === 0xda || marker === 0xd9) return
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2
      continue
    }
    const length = (file[at + 2]! << 8) | file[at + 3]!
    if (length < 2) return
    yield { marker, data: file.subarray(at + 4, at + 2 + length) }
    at += 2 + length
  }
}

function toPart(data: Uint8Array): Part {
  if (data.length < EXTENDED_HEADER) return { guid: '', total: 0, offset: 0, bytes: data.subarray(0, 0) }
  const view = viewOf(data)
  return {
    guid: latin1(data.subarray(0, 32)),
    total: view.getUint32(32),
    offset: view.getUint32(36),
    bytes: data.subarray(EXTENDED_HEADER),
  }
}

/** Joins the parts of each extended packet; a packet with missing parts is left out. */
function join(parts: readonly Part[]): Uint8Array[] {
  const packets: Uint8Array[] = []
  for (const own of Map.groupBy(parts, ({ guid }) => guid).values()) {
    const { total } = own[0]!
    const held = own.reduce((sum, { bytes }) => sum + bytes.length, 0)
    if (total === 0 || total > held || total > MAX_EXTENDED_BYTES) continue
    const packet = new Uint8Array(total)
    for (const { offset, bytes } of own) if (offset + bytes.length <= total) packet.set(bytes, offset)
    packets.push(packet)
  }
  return packets
}
