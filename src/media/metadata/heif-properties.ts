import { type Box, boxesOf, inside } from './boxes.ts'
import { latin1, viewOf } from './bytes.ts'

/** What the header of a HEIF says of its primary picture. */
export type HeifPicture = {
  /** Upright. */
  readonly width: number
  readonly height: number
  readonly icc: Uint8Array | null
}

/** The primary picture of a HEIF, by its properties (ISO 23008-12, 6.5); null if the header is damaged. */
export function heifPicture(file: Uint8Array): HeifPicture | null {
  const properties = primaryProperties(file)
  const data = (type: string) => properties.find((box) => box.type === type)?.data
  const [extent, aperture] = [data('ispe'), data('clap')]
  if (!extent || extent.length < 12) return null
  const cut = aperture && aperture.length >= 32 ? viewOf(aperture) : null
  const width = cut ? ratio(cut, 0) : viewOf(extent).getUint32(4)
  const height = cut ? ratio(cut, 8) : viewOf(extent).getUint32(8)
  const isTurned = ((data('irot')?.[0] ?? 0) & 1) === 1
  const profile = properties.find(
    (box) => box.type === 'colr' && /prof|rICC/.test(latin1(box.data.subarray(0, 4))),
  )
  const icc = profile?.data.subarray(4) ?? null
  return isTurned ? { width: height, height: width, icc } : { width, height, icc }
}

/** A length as a fraction. */
const ratio = (view: DataView, at: number) =>
  Math.max(1, Math.round(view.getUint32(at) / Math.max(1, view.getUint32(at + 4))))

/** The properties that "ipma" associates with the item that "pitm" names (ISO 23008-12, 9.3). */
function primaryProperties(file: Uint8Array): Box[] {
  const meta = inside(file, 'meta').subarray(4)
  const item = inside(meta, 'pitm')
  const all = [...boxesOf(inside(meta, 'iprp', 'ipco'))]
  const associations = inside(meta, 'iprp', 'ipma')
  try {
    const id = item[0] === 0 ? viewOf(item).getUint16(4) : viewOf(item).getUint32(4)
    return [...indexesOf(associations, id)].flatMap((index) => all[index - 1] ?? [])
  } catch (error) {
    if (error instanceof RangeError) return []
    throw error
  }
}

/** The numbers of the properties of an item, from 1. */
function* indexesOf(ipma: Uint8Array, wanted: number): Generator<number> {
  const view = viewOf(ipma)
  const [version, isWide] = [ipma[0]!, (ipma[3]! & 1) === 1]
  let at = 8
  for (let entry = view.getUint32(4); entry > 0; entry--) {
    const id = version < 1 ? view.getUint16(at) : view.getUint32(at)
    at += version < 1 ? 2 : 4
    for (let left = view.getUint8(at++); left > 0; left--) {
      const index = isWide ? view.getUint16(at) & 0x7fff : view.getUint8(at) & 0x7f
      at += isWide ? 2 : 1
      if (id === wanted) yield index
    }
  }
}
