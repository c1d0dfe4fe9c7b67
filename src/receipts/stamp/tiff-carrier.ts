import { TAG } from '../../media/metadata/tiff.ts'
import type { Carrier, Content, Insertion, Places, WithRights } from './carrier.ts'
import { resourcesWithRights } from './photoshop-block.ts'
import { placeOf, readEntries, type TiffFile, writeDirectory } from './tiff-entries.ts'

/** C2PA 2.1, A.3.3. */
const MANIFEST = 0xcd41
const [BYTE, LONG, UNDEFINED] = [1, 4, 7]
const MAX_VALUE_BYTES = 8 * 1024 * 1024

/**
 * TIFF and BigTIFF: a copy of the first directory at the end of the file, with XMP and IIM, to which the header points
 * instead of the original's. Nothing of the original moves, so all its offsets stay right. The same for DNG, which is TIFF
 * by its specification, but not for other raw files, whose readers may expect directories at fixed places.
 */
export const tiffCarrier: Carrier = {
  async findPlaces(content) {
    const found = await readEntries(content)
    if (!found || found.entries.some(({ tag }) => tag === MANIFEST)) return null
    const own = await readOwn(content, found)
    return own && placesIn(content, found, own)
  },
}

/** The metadata of a file; null for a field that it does not have. */
type Own = Readonly<Record<'xmp' | 'iim' | 'photoshop', Uint8Array | null>>

/** Null for a file whose metadata is damaged or too long. */
async function readOwn({ read, bytes }: Content, { file, entries }: TiffFile): Promise<Own | null> {
  const own = { xmp: null, iim: null, photoshop: null } as Record<keyof Own, Uint8Array | null>
  for (const name of ['xmp', 'iim', 'photoshop'] as const) {
    const entry = entries.find(({ tag }) => tag === TAG[name])
    if (!entry) continue
    const value = placeOf(entry, file)
    if (value.length > MAX_VALUE_BYTES || value.at + value.length > bytes) return null
    own[name] = await read(value.at, value.length)
  }
  return own
}

function placesIn({ bytes }: Content, found: TiffFile, own: Own): Places {
  const { file, entries } = found
  // Directories begin at even offsets.
  const padding = bytes % 2
  return {
    insertAt: bytes,
    packet: own.xmp,
    embed(packet, withRights): Insertion | null {
      const fields = [{ tag: TAG.xmp, type: BYTE, data: packet }, ...iimFields(own, withRights)]
      const kept = entries.filter(({ tag }) => !fields.some((field) => field.tag === tag))
      const written = writeDirectory(file, { at: bytes + padding, kept, fields, next: found.next })
      if (written === null) return null
      return {
        block: Buffer.concat([Buffer.alloc(padding), written.bytes]),
        overwrites: [{ at: file.pointerAt, bytes: written.pointer }],
      }
    },
  }
}

type Field = { readonly tag: number; readonly type: number; readonly data: Uint8Array }

/**
 * IIM in its own field, where Photoshop and others expect numbers of four bytes without swapping them (exiftool, Exif.pm);
 * its digest is among the image resources.
 */
function iimFields({ iim, photoshop }: Own, withRights: WithRights): Field[] {
  const written = withRights(iim)
  if (written === null) return []
  const padded = Buffer.concat([written, Buffer.alloc((4 - (written.length % 4)) % 4)])
  const ofIim = { tag: TAG.iim, type: LONG, data: padded }
  if (photoshop === null) return [ofIim]
  const resources = resourcesWithRights(photoshop, () => written)
  return resources === null ? [] : [ofIim, { tag: TAG.photoshop, type: UNDEFINED, data: resources }]
}
