import { type Box, boxesOf } from '../../media/metadata/boxes.ts'
import { hasText, latin1, viewOf } from '../../media/metadata/bytes.ts'
import type { Extent, ItemLocation } from '../../media/metadata/item-locations.ts'
import { boxOf } from './file-boxes.ts'
import { readLocations, writeLocations } from './heif-locations.ts'
import { uint16, uint32 } from './numbers.ts'

const XMP_TYPE = 'application/rdf+xml'
const MAX_ID = 0xffff
const FULL_BOX_BYTES = 4

/** The `meta` box of a HEIF: its boxes, and what has to change in them (ISO 14496-12, 8.11). */
export type HeifMeta = {
  /** Version and flags. */
  readonly head: Uint8Array
  readonly boxes: readonly Box[]
  readonly locations: readonly ItemLocation[]
  readonly primaryId: number
  /** Where the XMP packet is; null if there is none. */
  readonly xmp: ItemLocation | null
}

/** Reads the content of a `meta` box; null for one that is damaged or unusual. */
export function readHeifMeta(content: Uint8Array): HeifMeta | null {
  const boxes = [...boxesOf(content.subarray(FULL_BOX_BYTES))]
  const dataOf = (wanted: string) => boxes.find(({ type }) => type === wanted)?.data
  const [iloc, iinf, pitm, iref] = ['iloc', 'iinf', 'pitm', 'iref'].map(dataOf)
  if (!iloc || !iinf || !pitm || (iref && iref[0] !== 0)) return null
  try {
    const locations = readLocations(iloc)
    const primaryId = pitm[0] === 0 ? viewOf(pitm).getUint16(4) : viewOf(pitm).getUint32(4)
    const xmpId = findXmpId(iinf)
    const xmp = locations.find(({ id }) => id === xmpId) ?? null
    return xmpId !== null && xmp === null
      ? null
      : { head: content.subarray(0, FULL_BOX_BYTES), boxes, locations, primaryId, xmp }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/**
 * Writes a `meta` box whose XMP item is this packet, with the positions after an insertion of `shift` bytes at `from`. Null
 * where a position does not fit, or there is no id left for a new item.
 */
export function metaWithXmp(
  { head, boxes, locations, primaryId, xmp }: HeifMeta,
  { from, shift, packet }: { readonly from: number; readonly shift: number; readonly packet: Extent },
): Uint8Array | null {
  const id = xmp?.id ?? Math.max(primaryId, ...locations.map((item) => item.id)) + 1
  if (id > MAX_ID) return null
  const moved = locations
    .filter((item) => item.id !== id)
    .map((item) => (item.method === 0 ? { ...item, extents: shifted(item.extents, from, shift) } : item))
  const iloc = writeLocations([...moved, { id, method: 0, extents: [packet] }])
  if (iloc === null) return null
  const changed = boxes.map(({ type, data }) => {
    if (type === 'iloc') return iloc
    if (xmp === null && type === 'iinf') return boxOf(type, withItem(data, id))
    if (xmp === null && type === 'iref') return boxOf(type, data, reference(id, primaryId))
    return boxOf(type, data)
  })
  const hasReferences = xmp !== null || boxes.some(({ type }) => type === 'iref')
  const references = hasReferences ? [] : [boxOf('iref', Buffer.alloc(4), reference(id, primaryId))]
  return boxOf('meta', head, ...changed, ...references)
}

const shifted = (extents: readonly Extent[], from: number, shift: number): Extent[] =>
  extents.map(({ offset, length }) => ({ offset: offset >= from ? offset + shift : offset, length }))

/** The id of the item with XMP; null if there is none. */
function findXmpId(iinf: Uint8Array): number | null {
  for (const { type, data } of boxesOf(iinf.subarray(iinf[0] === 0 ? 6 : 8))) {
    if (type !== 'infe' || data[0] !== 2 || latin1(data.subarray(8, 12)) !== 'mime') continue
    const name = data.indexOf(0, 12)
    if (name !== -1 && hasText(data, name + 1, XMP_TYPE)) return viewOf(data).getUint16(4)
  }
  return null
}

/** The list of items with one more: XMP (ISO 14496-12, 8.11.6). */
function withItem(iinf: Uint8Array, id: number): Uint8Array {
  const isWide = iinf[0] !== 0
  const count = isWide ? viewOf(iinf).getUint32(4) : viewOf(iinf).getUint16(4)
  const counted = isWide ? uint32(count + 1) : uint16(count + 1)
  const content = Buffer.from(`mime\0${XMP_TYPE}\0`, 'latin1')
  const entry = boxOf('infe', Buffer.of(2, 0, 0, 0), uint16(id), uint16(0), content)
  return Buffer.concat([iinf.subarray(0, 4), counted, iinf.subarray(4 + counted.length), entry])
}

/** States that an item describes another (ISO 14496-12, 8.11.12). */
const reference = (from: number, to: number): Uint8Array => boxOf('cdsc', uint16(from), uint16(1), uint16(to))
