import { viewOf } from '../../media/metadata/bytes.ts'
import { boxOf } from './file-boxes.ts'
import { uint16, uint32 } from './numbers.ts'

/** A part of an item. */
export type Extent = { readonly offset: number; readonly length: number }

/** Where an item is (ISO 14496-12, 8.11.3). */
export type ItemLocation = {
  readonly id: number
  /** 0: offsets in the file; 1: in the `idat` box; 2: in another item. */
  readonly method: number
  readonly extents: readonly Extent[]
}

const MAX_OFFSET = 2 ** 32 - 1
const MAX_ITEMS = 65_535

/**
 * Reads the content of an `iloc` box.
 *
 * @throws RangeError for one that is damaged, or has items in other files or other items.
 */
export function readLocations(iloc: Uint8Array): ItemLocation[] {
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
  if (indexBytes > 0 || version > 2) throw new RangeError('unusual item locations')
  return Array.from({ length: Math.min(take(version < 2 ? 2 : 4), MAX_ITEMS) }, () => {
    const id = take(version < 2 ? 2 : 4)
    const method = version > 0 ? take(2) & 15 : 0
    if (take(2) !== 0 || method > 1) throw new RangeError('an item is in another file or item')
    const base = take(baseBytes)
    const extents = Array.from({ length: take(2) }, () => ({
      offset: base + take(offsetBytes),
      length: take(lengthBytes),
    }))
    return { id, method, extents }
  })
}

/** Writes an `iloc` box; null where an offset does not fit. */
export function writeLocations(items: readonly ItemLocation[]): Uint8Array | null {
  const fits = items.every(({ extents }) =>
    extents.every(({ offset, length }) => offset <= MAX_OFFSET && length <= MAX_OFFSET),
  )
  if (!fits) return null
  const entries = items.flatMap(({ id, method, extents }) => [
    ...[id, method, 0, extents.length].map(uint16),
    ...extents.flatMap(({ offset, length }) => [uint32(offset), uint32(length)]),
  ])
  return boxOf('iloc', Buffer.of(1, 0, 0, 0, 0x44, 0), uint16(items.length), ...entries)
}
