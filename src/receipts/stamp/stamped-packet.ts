import { escapeHtml } from '../../lib/escape-html.ts'
import { readXmp } from '../../media/metadata/xmp.ts'
import type { Receipt } from '../receipt.ts'
import { rightsProperties } from './rights-properties.ts'
import { EMPTY_PACKET, withProperties } from './xmp-packet.ts'
import { property } from './xmp-property.ts'

/** The element with the stamp. */
const ELEMENT = 'Stamp'
/** How the stamp is marked in a file; a file may have several, if it was delivered more than once. */
export const STAMP_MARK = `<vitrine:${ELEMENT}>`
/** Stands for the stamp while the packet is put together. */
const PLACEHOLDER = '\0'

/**
 * Returns the XMP packet of a stamped file, as what comes before and after the signed stamp: the packet of the original,
 * if it can be read, with the stated rights, the id of the receipt as the licensor's transaction id and its time as the
 * date of that transaction (PLUS LDF 1.2.1).
 */
export function stampedPacket(
  original: Uint8Array | null,
  { id, time, credit }: Pick<Receipt, 'id' | 'time' | 'credit'>,
): { before: string; after: string } {
  const ours = [
    property('plus', 'LicensorTransactionID', `<rdf:Bag><rdf:li>${escapeHtml(id)}</rdf:li></rdf:Bag>`),
    property('plus', 'LicenseTransactionDate', time),
    property('vitrine', ELEMENT, PLACEHOLDER),
  ]
  const merged =
    original && withProperties(decode(original), [...rightsProperties(credit, readXmp(original)), ...ours])
  const packet = merged ?? withProperties(EMPTY_PACKET, [...rightsProperties(credit, new Map()), ...ours])!
  const at = packet.indexOf(STAMP_MARK + PLACEHOLDER) + STAMP_MARK.length
  return { before: packet.slice(0, at), after: packet.slice(at + PLACEHOLDER.length) }
}

const decode = (packet: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(packet)
