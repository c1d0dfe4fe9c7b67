import type { EmbeddedBlocks } from './blocks.ts'
import { boxesOf } from './boxes.ts'
import { hasText, latin1, viewOf } from './bytes.ts'

const XMP_TYPE = 'application/rdf+xml'
const MAX_ITEMS = 4096

type ItemLocation = {
  readonly inData: boolean
  readonly extents: readonly (readonly [at: number, length: number])[]
}

/**
 * The items of an AVIF that carry metadata: "mime" with XMP, and "Exif" behind a pointer to its start (ISO 14496-12,
 * 8.11.3 iloc, 8.11.6 iinf; ISO 23008-12, A.2.1).
 */
export function avifBlocks(file: Uint8Array): EmbeddedBlocks {
  const xmp: Uint8Array[] = []
  const exif: Uint8Array[] = []
  const meta = [...boxesOf(file)].find(({ type }) => type === 'meta')?.data.subarray(4)
  const parts = new Map([...boxesOf(meta ?? new Uint8Array())].map(({ type, data }) => [type, data]))
  const places = itemLocations(parts.get('iloc'))
  for (const { id, type, contentType } of itemInfos(parts.get('iinf'))) {
    if (type !== 'Exif' && contentType !== XMP_TYPE) continue
    const place = places.get(id)
    const within = place?.inData ? parts.get('idat') : file
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

/** Where the bytes of each item are stored: in the file, or in the "idat" box. */
function itemLocations(iloc: Uint8Array | undefined): Map<number, ItemLocation> {
  const places = new Map<number, ItemLocation>()
  if (!iloc || iloc.length < 8) return places
  const view = viewOf(iloc)
  let at = 6
  const take = (bytes: number) => {
    const from = at
    at += bytes
    if (bytes === 8) return Number(view.getBigUint64(from))
    return bytes === 4 ? view.getUint32(from) : bytes === 2 ? view.getUint16(from) : 0
  }
  const version = iloc[0]!
  const [offsetBytes, lengthBytes] = [iloc[4]! >> 4, iloc[4]! & 15]
  const [baseBytes, indexBytes] = [iloc[5]! >> 4, version > 0 ? iloc[5]! & 15 : 0]
  const items = take(version < 2 ? 2 : 4)
  for (let item = 0; item < Math.min(items, MAX_ITEMS); item++) {
    const id = take(version < 2 ? 2 : 4)
    const inData = version > 0 && (take(2) & 15) === 1
    take(2)
    const base = take(baseBytes)
    const extents: [number, number][] = []
    for (let extent = take(2); extent > 0; extent--) {
      take(indexBytes)
      extents.push([base + take(offsetBytes), take(lengthBytes)])
    }
    places.set(id, { inData, extents })
  }
  return places
}

function joined(within: Uint8Array | undefined, place: ItemLocation | undefined): Uint8Array {
  if (!within || !place) return new Uint8Array()
  const parts = place.extents.map(([at, length]) =>
    within.subarray(at, length === 0 ? undefined : at + length),
  )
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
}
