import { hash } from 'node:crypto'
import { escapeHtml } from '../../lib/escape-html.ts'
import { readXmp } from '../../media/metadata/xmp.ts'
import { structsOf, textOf } from '../../media/metadata/xmp-values.ts'
import type { StatedCredit } from '../receipt.ts'
import { EMPTY_PACKET, withProperties, type XmpProperty } from './xmp-packet.ts'

/** The kind of statement that a stamp is, in the header of its signature. */
export const STAMP_TYPE = 'vitrine-stamp'

/** What a stamp states. It names nobody, because delivered files are published. */
export type StampClaims = {
  /** The id of the receipt. */
  readonly receipt: string
  readonly time: string
  /** SHA-256 of the file without the stamp. */
  readonly sha256: string
  /** Where the file without the stamp has the XMP packet that the stamped one has in another place; null is none. */
  readonly packet_at: number | null
  /** SHA-256 of the XMP packet of the stamped file, without the stamp in it. */
  readonly packet_sha256: string
}

const NAMESPACES = {
  dc: 'http://purl.org/dc/elements/1.1/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  plus: 'http://ns.useplus.org/ldf/xmp/1.0/',
  vitrine: 'https://vitrine.example/ns/stamp/1.0/',
} as const

/**
 * Returns the XMP packet of a stamped file: the one of the original, if it can be read, with credit, copyright, address
 * of the licence, licensor (IPTC Photo Metadata Standard 2023.1), the id of the receipt as the licensor's transaction id
 * (PLUS LDF) and the signed stamp. Rights that the packet states as the receipt does stay as they are written. `sign` gets
 * the SHA-256 of the packet without the stamp and returns the stamp.
 */
export function stampedPacket(
  original: Uint8Array | null,
  {
    receipt,
    credit,
    sign,
  }: { receipt: string; credit: StatedCredit; sign: (packetSha256: string) => string },
): Uint8Array {
  const id = `<rdf:Bag><rdf:li>${escapeHtml(receipt)}</rdf:li></rdf:Bag>`
  const transaction = property('plus', 'LicensorTransactionID', id)
  const withStamp = (jws: string): Uint8Array => {
    const properties = [transaction, property('vitrine', 'Stamp', jws)]
    const merged =
      original && withProperties(decode(original), [...creditProperties(credit, original), ...properties])
    return Buffer.from(
      merged ?? withProperties(EMPTY_PACKET, [...creditProperties(credit, null), ...properties])!,
    )
  }
  return withStamp(sign(hash('sha256', withStamp(''), 'hex')))
}

/** The stamp in an XMP packet, and the SHA-256 of the packet without it; null when it has none. */
export function stampIn(packet: Uint8Array): { jws: string; packetSha256: string } | null {
  const text = decode(packet)
  const match = /(?<=<vitrine:Stamp>)[\w.-]+(?=<\/vitrine:Stamp>)/.exec(text)
  if (!match) return null
  const [jws] = match
  const rest = text.slice(0, match.index) + text.slice(match.index + jws.length)
  return { jws, packetSha256: hash('sha256', rest, 'hex') }
}

/** The properties for what is stated and not yet in the packet. */
function creditProperties(
  { credit_line, copyright, web_statement, licensor }: StatedCredit,
  packet: Uint8Array | null,
): XmpProperty[] {
  const known = packet ? readXmp(packet) : new Map()
  const text = (prefix: keyof typeof NAMESPACES, name: string, value: string | null, wrap = escapeHtml) =>
    value === null || textOf(known.get(`${prefix}:${name}`))?.trim() === value
      ? []
      : [property(prefix, name, wrap(value))]
  return [
    ...text('photoshop', 'Credit', credit_line),
    ...text('dc', 'rights', copyright, inDefaultLanguage),
    ...text('xmpRights', 'WebStatement', web_statement),
    ...(licensor === null || isLicensor(structsOf(known.get('plus:Licensor'))[0], licensor)
      ? []
      : [property('plus', 'Licensor', licensorXml(licensor))]),
  ]
}

const inDefaultLanguage = (text: string) =>
  `<rdf:Alt><rdf:li xml:lang="x-default">${escapeHtml(text)}</rdf:li></rdf:Alt>`

type Licensor = NonNullable<StatedCredit['licensor']>

function isLicensor(known: ReturnType<typeof structsOf>[number] | undefined, { name, url }: Licensor) {
  const member = (of: string) => textOf(known?.members.get(`plus:${of}`))?.trim() ?? null
  return known !== undefined && member('LicensorName') === name && member('LicensorURL') === url
}

function licensorXml({ name, url }: Licensor): string {
  const part = (of: string, value: string | null) =>
    value === null ? '' : `<plus:${of}>${escapeHtml(value)}</plus:${of}>`
  const members = part('LicensorName', name) + part('LicensorURL', url)
  return `<rdf:Seq><rdf:li rdf:parseType="Resource">${members}</rdf:li></rdf:Seq>`
}

function property(prefix: keyof typeof NAMESPACES, name: string, content: string): XmpProperty {
  const xml = `<${prefix}:${name}>${content}</${prefix}:${name}>`
  return { namespace: NAMESPACES[prefix], prefix, name, xml }
}

const decode = (packet: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(packet)
