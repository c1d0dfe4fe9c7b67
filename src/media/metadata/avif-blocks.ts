import type { EmbeddedBlocks } from './blocks.ts'
import { boxesOf } from './boxes.ts'
import { hasText, latin1, viewOf } from './bytes.ts'
import { type ItemLocation, readItemLocations } from './item-locations.ts'

const XMP_TYPE = 'application/rdf+xml'
const MAX_ITEMS = 4096

/**
 * The items of an AVIF that carry metadata: "mime" with XMP, and "Exif" behind a pointer to its start (ISO 14496-12,
 * 8.11.3 iloc, 8.11.6 iinf; ISO 23008-12, A.2.1).
 */
export function avifBlocks(file: Uint8Array): EmbeddedBlocks {
  const xmp: Uint8Array[] = []
  const exif: Uint8Array[] = []
  const meta = [...boxesOf(file)].find(({ type }) => type === 'meta')?.data.subarray(4)
  const parts = new Map([...boxesOf(meta ?? new Uint8Array())].map(({ type, data }) => [type, data]))
  const iloc = parts.get('iloc')
  const located = iloc && iloc.length >= 8 ? readItemLocations(iloc, MAX_ITEMS) : []
  const places = new Map(located.map((item) => [item.id, item]))
  for (const { id, type, contentType } of itemInfos(parts.get('iinf'))) {
    if (type !== 'Exif' && contentType !== XMP_TYPE) continue
    const place = places.get(id)
    const within = place?.method === 1 ? parts.get('idat') : file
    const bytes = joined(within, place)
    if (type === 'Exif') exif.push(bytes.subarray(4 + (bytes.length < 4 ? 0 : viewOf(bytes).getUint32(0))))
    else xmp.push(bytes)
  }
  return { xmp, iim: [], exif }
}

/** The type of each item; `contentType` only for "mime" items. */
function* itemInfos(
  iinf: Uint8Array | undefined,
): Generator<{ id: number; type: string; contentType: string }> {
  if (!iinf || iinf.length < 8) return
  let count = 0
  for (const { type, data } of boxesOf(iinf.subarray(iinf[0] === 0 ? 6 : 8))) {
    if (type !== 'infe' || data[0]! < 2 || ++count > MAX_ITEMS) continue
    const view = viewOf(data)
    const wide = data[0] === 3 ? 2 : 0
    const id = wide ? view.getUint32(4) : view.getUint16(4)
    const at = 8 + wide
    const name = data.indexOf(0, at + 4)
    const isXmp = name !== -1 && hasText(data, name + 1, XMP_TYPE)
    yield { id, type: latin1(data.subarray(at, at + 4)), contentType: isXmp ? XMP_TYPE : '' }
  }
}

function joined(within: Uint8Array | undefined, place: ItemLocation | undefined): Uint8Array {
  if (!within || !place) return new Uint8Array()
  const parts = place.extents.map(({ offset, length }) =>
    within.subarray(offset, length === 0 ? undefined : offset + length),
  )
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
}
