import { type ItemLocation, readItemLocations } from '../../media/metadata/item-locations.ts'
import { boxOf } from './file-boxes.ts'
import { uint16, uint32 } from './numbers.ts'

const MAX_OFFSET = 2 ** 32 - 1
const MAX_ITEMS = 65_535

/**
 * Reads the content of an `iloc` box that `writeLocations` can write again.
 *
 * @throws RangeError for one that is damaged, or has items in other files or other items.
 */
export function readLocations(iloc: Uint8Array): ItemLocation[] {
  const [version = 0, , , , , sizes = 0] = iloc
  if (version > 2 || (version > 0 && (sizes & 15) > 0)) throw new RangeError('unusual item locations')
  return readItemLocations(iloc, MAX_ITEMS).map(({ isElsewhere, ...item }) => {
    if (isElsewhere || item.method > 1) throw new RangeError('an item is in another file or item')
    return item
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
