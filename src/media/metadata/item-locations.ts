import { viewOf } from './bytes.ts'

/** A part of an item. */
export type Extent = { readonly offset: number; readonly length: number }

/** Where an item is (ISO 14496-12, 8.11.3). */
export type ItemLocation = {
  readonly id: number
  /** 0: offsets in the file; 1: in the `idat` box; 2: in another item. */
  readonly method: number
  readonly extents: readonly Extent[]
}

/** More parts of items than any file has; parts may take no bytes in the box, so that its length does not limit them. */
const MAX_EXTENTS = 65_535

/**
 * Reads the content of an `iloc` box, at most `maxItems` items. `isElsewhere` tells that an item is in another file.
 *
 * @throws RangeError for one that is damaged.
 */
export function readItemLocations(
  iloc: Uint8Array,
  maxItems: number,
): (ItemLocation & { readonly isElsewhere: boolean })[] {
  const view = viewOf(iloc)
  let at = 6
  const take = (bytes: number): number => {
    const from = at
    at += bytes
    if (bytes === 8) return Number(view.getBigUint64(from))
    return bytes === 4 ? view.getUint32(from) : bytes === 2 ? view.getUint16(from) : 0
  }
  const version = view.getUint8(0)
  const [offsetBytes, lengthBytes] = [view.getUint8(4) >> 4, view.getUint8(4) & 15]
  const [baseBytes, indexBytes] = [view.getUint8(5) >> 4, version > 0 ? view.getUint8(5) & 15 : 0]
  let room = MAX_EXTENTS
  return Array.from({ length: Math.min(take(version < 2 ? 2 : 4), maxItems) }, () => {
    const id = take(version < 2 ? 2 : 4)
    const method = version > 0 ? take(2) & 15 : 0
    const isElsewhere = take(2) !== 0
    const base = take(baseBytes)
    const parts = take(2)
    room -= parts
    if (room < 0) throw new RangeError(`more than ${MAX_EXTENTS} parts of items`)
    const extents = Array.from({ length: parts }, () => {
      take(indexBytes)
      return { offset: base + take(offsetBytes), length: take(lengthBytes) }
    })
    return { id, method, isElsewhere, extents }
  })
}
