import { escapeHtml } from '../../lib/escape-html.ts'
import { structsOf, textOf, type XmpProperties } from '../../media/metadata/xmp-values.ts'
import type { StatedCredit } from '../stated-credit.ts'
import type { XmpProperty } from './xmp-packet.ts'
import { type Prefix, property } from './xmp-property.ts'

/**
 * The properties for the rights that are stated and that a packet does not have yet (IPTC Photo Metadata Standard 2023.1,
 * PLUS LDF 1.2.1). What it states in the same way stays as it is written, and so do its creators.
 */
export function rightsProperties(credit: StatedCredit, known: XmpProperties): XmpProperty[] {
  const { credit_line, copyright, web_statement, licensor, creator = null, copyright_owners = [] } = credit
  const text = (prefix: Prefix, name: string, value: string | null, wrap = escapeHtml) =>
    value === null || textOf(known.get(`${prefix}:${name}`))?.trim() === value
      ? []
      : [property(prefix, name, wrap(value))]
  const unlessKnown = (prefix: Prefix, name: string, xml: string) =>
    creator === null || known.has(`${prefix}:${name}`) ? [] : [property(prefix, name, xml)]
  return [
    ...text('photoshop', 'Credit', credit_line),
    ...text('dc', 'rights', copyright, inDefaultLanguage),
    ...text('xmpRights', 'WebStatement', web_statement),
    ...unlessKnown('dc', 'creator', `<rdf:Seq><rdf:li>${escapeHtml(creator ?? '')}</rdf:li></rdf:Seq>`),
    ...unlessKnown('plus', 'ImageCreator', sequence([{ ImageCreatorName: creator }])),
    ...structures(
      known,
      'CopyrightOwner',
      copyright_owners.map((name) => ({ CopyrightOwnerName: name })),
    ),
    ...structures(
      known,
      'Licensor',
      licensor ? [{ LicensorName: licensor.name, LicensorURL: licensor.url }] : [],
    ),
  ]
}

const inDefaultLanguage = (text: string) =>
  `<rdf:Alt><rdf:li xml:lang="x-default">${escapeHtml(text)}</rdf:li></rdf:Alt>`

/** The members of a structure of PLUS; null is not stated. */
type Members = Readonly<Record<string, string | null>>

function structures(known: XmpProperties, name: string, stated: readonly Members[]): XmpProperty[] {
  const structs = structsOf(known.get(`plus:${name}`))
  const isKnown = stated.every((members, index) =>
    Object.entries(members).every(
      ([member, value]) => (textOf(structs[index]?.members.get(`plus:${member}`))?.trim() ?? null) === value,
    ),
  )
  return isKnown ? [] : [property('plus', name, sequence(stated))]
}

function sequence(structs: readonly Members[]): string {
  const items = structs.map((members) => {
    const parts = Object.entries(members).map(([member, value]) =>
      value === null ? '' : `<plus:${member}>${escapeHtml(value)}</plus:${member}>`,
    )
    return `<rdf:li rdf:parseType="Resource">${parts.join('')}</rdf:li>`
  })
  return `<rdf:Seq>${items.join('')}</rdf:Seq>`
}
