import { XMLParser } from 'fast-xml-parser'
import { decodeDocument } from './text.ts'

/** A value of the XMP data model (ISO 16684-1, clause 6): text, an ordered list, alternatives by language, a structure. */
export type XmpValue = string | XmpList | XmpLanguages | XmpStruct
/** An ordered or unordered list. */
export type XmpList = { readonly list: readonly XmpValue[] }
/** Alternatives by language. */
export type XmpLanguages = { readonly languages: ReadonlyMap<string, string> }
/** A structure. */
export type XmpStruct = { readonly members: ReadonlyMap<string, XmpValue> }

/** The prefixes used here for known namespaces, whatever prefix the file uses. */
const PREFIXES: Readonly<Record<string, string>> = {
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://ns.adobe.com/photoshop/1.0/': 'photoshop',
  'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/': 'Iptc4xmpCore',
  'http://iptc.org/std/Iptc4xmpExt/2008-02-29/': 'Iptc4xmpExt',
  'http://ns.adobe.com/xap/1.0/': 'xmp',
  'http://ns.adobe.com/xap/1.0/mm/': 'xmpMM',
  'http://ns.adobe.com/xap/1.0/rights/': 'xmpRights',
  'http://ns.useplus.org/ldf/xmp/1.0/': 'plus',
  'http://www.metadataworkinggroup.com/schemas/collections/': 'mwg-coll',
  'http://ns.adobe.com/exif/1.0/': 'exif',
  'http://ns.adobe.com/lightroom/1.0/': 'lr',
  'http://www.digikam.org/ns/1.0/': 'digiKam',
  'http://ns.microsoft.com/photo/1.0/': 'MicrosoftPhoto',
  'http://ns.microsoft.com/photo/1.0': 'MicrosoftPhoto',
  'http://ns.microsoft.com/photo/1.2/': 'MP',
  'http://ns.microsoft.com/photo/1.2/t/RegionInfo#': 'MPRI',
  'http://ns.microsoft.com/photo/1.2/t/Region#': 'MPReg',
  'http://ns.iview-multimedia.com/mediapro/1.0/': 'mediapro',
  'http://www.metadataworkinggroup.com/schemas/regions/': 'mwg-rs',
  'http://www.metadataworkinggroup.com/schemas/keywords/': 'mwg-kw',
  'http://creativecommons.org/ns#': 'cc',
  'http://web.resource.org/cc/': 'cc',
  'adobe:ns:meta/': 'x',
}
const OURS = new Set(Object.values(PREFIXES))
/** Settings of raw converters: hundreds of numbers that do not describe the picture. */
const UNREAD = new Set(['http://ns.adobe.com/camera-raw-settings/1.0/'])
/** How many packets of a file are read: there is one, or a few that a program failed to join. */
export const MAX_PACKETS = 4

/** Elements that are typed nodes (RDF 1.1 XML Syntax, 2.13), as used in the metadata of SVG. */
const TYPED = new Set(['rdf:Description', 'cc:Work', 'cc:Agent'])
const MAX_PACKET_CHARACTERS = 8 * 1024 * 1024
const MAX_DEPTH = 24

type Node = { readonly [name: string]: unknown }
type Scope = ReadonlyMap<string, string>

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
})

/** The properties of an XMP packet by prefix and name ("dc:title"). Invalid XML or RDF has none. */
export function readXmp(packet: Uint8Array): ReadonlyMap<string, XmpValue> {
  const properties = new Map<string, XmpValue>()
  try {
    const tree = parser.parse(decodePacket(packet)) as Node
    for (const [node, scope] of descriptions(tree, new Map(), 0)) {
      for (const [name, value] of members(node, scope, 0))
        if (!properties.has(name)) properties.set(name, value)
    }
  } catch {
    // NOTE: a packet that cannot be parsed yields nothing; the other blocks of the file may still be used.
  }
  return properties
}

/** Returns whether a packet has RDF that also ends, whatever it says. */
export const isWholeXmp = (packet: Uint8Array): boolean =>
  /<\/(?:\w+:)?RDF\s*>|<(?:\w+:)?RDF(?:\s[^<>]*)?\/>/.test(decodePacket(packet))

/** XMP may be UTF-16, recognised by byte order mark or by its first "<"; nearly all is UTF-8 (ISO 16684-1, 7.3.2). */
function decodePacket(packet: Uint8Array): string {
  const [first, second] = packet
  const text =
    (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)
      ? new TextDecoder('utf-16be').decode(packet)
      : (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)
        ? new TextDecoder('utf-16le').decode(packet)
        : decodeDocument(packet)
  return text.replaceAll('\0', '').slice(0, MAX_PACKET_CHARACTERS)
}

/** Every description directly below an rdf:RDF, with the namespaces in scope. */
function* descriptions(node: Node, outer: Scope, depth: number): Generator<[Node, Scope]> {
  if (depth > 4) return
  for (const [key, child] of elements(node)) {
    const scope = declared(child, outer)
    const name = canonical(key, scope)
    if (name !== 'rdf:RDF') yield* descriptions(child, scope, depth + 1)
    else
      for (const [inner, description] of elements(child)) {
        const within = declared(description, scope)
        if (TYPED.has(canonical(inner, within) ?? '')) yield [description, within]
      }
  }
}

/** The properties of a node: its attributes and child elements, except RDF's own. */
function members(node: Node, outer: Scope, depth: number): Map<string, XmpValue> {
  const found = new Map<string, XmpValue>()
  for (const [key, value] of Object.entries(node)) {
    const name = attributeName(key, outer)
    if (name && !name.startsWith('rdf:') && !name.startsWith('xml:') && typeof value === 'string')
      found.set(name, value)
  }
  for (const [key, child] of elements(node)) {
    const scope = declared(child, outer)
    const name = canonical(key, scope)
    if (name && !name.startsWith('rdf:') && !found.has(name))
      found.set(name, toValue(child, scope, depth + 1))
  }
  return found
}

function toValue(node: Node, scope: Scope, depth: number): XmpValue {
  if (depth > MAX_DEPTH) return ''
  for (const [key, child] of elements(node)) {
    const inner = declared(child, scope)
    const name = canonical(key, inner)
    if (name === 'rdf:Bag' || name === 'rdf:Seq')
      return { list: items(child, inner).map((item) => toValue(item, inner, depth + 1)) }
    if (name === 'rdf:Alt') return alternatives(child, inner, depth)
    if (name !== null && TYPED.has(name)) return { members: members(child, inner, depth) }
    if (name === 'rdf:value') return toValue(child, inner, depth + 1)
  }
  const own = members(node, scope, depth)
  if (own.size > 0) return { members: own }
  const resource = Object.entries(node).find(([key]) => attributeName(key, scope) === 'rdf:resource')
  return resource ? String(resource[1]) : textOf(node)
}

function alternatives(node: Node, scope: Scope, depth: number): XmpValue {
  const all = items(node, scope)
  const languages = all.map((item) => item['@xml:lang'])
  if (languages.every((language) => language === undefined))
    return { list: all.map((item) => toValue(item, scope, depth + 1)) }
  return {
    languages: new Map(
      all.map((item, index) => [String(languages[index] ?? 'x-default').toLowerCase(), textOf(item)]),
    ),
  }
}

function items(node: Node, scope: Scope): Node[] {
  return [...elements(node)].filter(([key]) => canonical(key, scope) === 'rdf:li').map(([, item]) => item)
}

/** Child elements in order; one without attributes or children is text, which is wrapped in a node here. */
function* elements(node: Node): Generator<[string, Node]> {
  for (const [key, value] of Object.entries(node)) {
    if (key.startsWith('@') || key === '#text') continue
    for (const one of Array.isArray(value) ? value : [value]) {
      yield [key, typeof one === 'object' && one !== null ? (one as Node) : { '#text': String(one) }]
    }
  }
}

function textOf(node: Node): string {
  const text = node['#text']
  return typeof text === 'string' ? text : ''
}

/** The name of an attribute; without a prefix it has no namespace. Null for child elements too. */
function attributeName(key: string, scope: Scope): string | null {
  return /^@(?!xmlns:).+:/.test(key) ? canonical(key.slice(1), scope) : null
}

function declared(node: Node, outer: Scope): Scope {
  const own = Object.entries(node).filter(([key]) => key === '@xmlns' || key.startsWith('@xmlns:'))
  return own.length === 0
    ? outer
    : new Map([...outer, ...own.map(([key, uri]) => [key.slice(7), String(uri)] as const)])
}

/**
 * The name under our own prefix, or the file's prefix for an unknown namespace; null without a namespace. A name without
 * a prefix is in the default namespace.
 */
function canonical(name: string, scope: Scope): string | null {
  const colon = name.indexOf(':')
  const prefix = name.slice(0, Math.max(colon, 0))
  if (prefix === 'xml') return name
  const namespace = scope.get(prefix)
  if (namespace === undefined || UNREAD.has(namespace)) return null
  const known = PREFIXES[namespace] ?? (OURS.has(prefix) ? '' : prefix)
  return known === '' ? null : `${known}:${name.slice(colon + 1)}`
}
