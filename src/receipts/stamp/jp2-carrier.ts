import { XMP_UUID } from '../../media/metadata/raw-blocks.ts'
import type { Carrier, Content, Places } from './carrier.ts'
import { boxesOfFile, contentOfBox, hidingBox } from './file-boxes.ts'
import { xmpBox } from './mp4-carrier.ts'

/** Boxes of JPX with positions in the file, which an insertion would move (ISO 15444-2, M.11). */
const WITH_POSITIONS = new Set(['ftbl', 'flst', 'cref'])
/** JUMBF, in which C2PA is kept. */
const MANIFEST = 'jumb'

/** JPEG 2000: XMP in a `uuid` box (XMP specification part 3, 1.1.4) in front of the picture. */
export const jp2Carrier: Carrier = { findPlaces }

async function findPlaces(content: Content): Promise<Places | null> {
  const boxes = await boxesOfFile(content)
  const picture = boxes?.find(({ type }) => type === 'jp2c')
  if (!boxes || !picture) return null
  if (boxes.some(({ type }) => type === MANIFEST || WITH_POSITIONS.has(type))) return null
  const found = boxes.find(({ uuid }) => uuid === XMP_UUID)
  const packet = found ? await contentOfBox(content.read, found) : null
  if (found && packet === null) return null
  return {
    insertAt: Math.min(picture.at, found?.at ?? picture.at),
    packet,
    embed: (xmp) => ({ block: xmpBox(xmp), overwrites: found ? [hidingBox(found)] : [] }),
  }
}
