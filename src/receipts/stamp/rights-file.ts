import { hash } from 'node:crypto'
import type { OpenFile } from '../../blobs/open-file.ts'
import type { StatedCredit } from '../stated-credit.ts'
import { CARRIERS } from './carriers.ts'
import { assembled, piecesOf, windowed, withShortSpans } from './pieces.ts'
import { rightsProperties } from './rights-properties.ts'
import { EMPTY_PACKET, withProperties } from './xmp-packet.ts'

/** The XMP that states rights, and what identifies it. */
export type RightsPacket = { readonly packet: Uint8Array; readonly tag: string }

const TAG_DIGITS = 12

/** The XMP that states these rights; null if none are stated. */
export function rightsPacket(credit: StatedCredit): RightsPacket | null {
  const properties = rightsProperties(credit, new Map())
  if (properties.length === 0) return null
  const packet = Buffer.from(withProperties(EMPTY_PACKET, properties)!)
  return { packet, tag: hash('sha256', packet).slice(0, TAG_DIGITS) }
}

/**
 * A file that has no metadata, with XMP that is put in while it is read. `type` is the extension of its format. A file whose
 * format has no place for it stays as it is.
 */
export async function withRights(
  file: OpenFile,
  type: string | undefined,
  { packet }: RightsPacket,
): Promise<OpenFile> {
  const { bytes } = file
  const read = windowed(file)
  const places = await CARRIERS[type ?? '']?.findPlaces({ read, bytes })
  const insertion = places?.embed(packet, () => null)
  if (!places || !insertion) return file
  return assembled(
    await withShortSpans(piecesOf(insertion, { insertAt: places.insertAt, bytes }), read),
    file,
  )
}
