import { type XmlToken, xmlTokens } from './xmp-tokens.ts'

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
/** The name of an element or attribute: namespace and local name. */
type Name = string
type Scope = ReadonlyMap<string, string>
type Element = {
  readonly name: Name
  readonly written: string
  readonly scope: Scope
  readonly start: number
}
type Cut = { readonly start: number; readonly end: number }

/** A property to be written: its namespace and name, and its XML, in which the namespace has this prefix. */
export type XmpProperty = {
  readonly namespace: string
  readonly prefix: string
  readonly name: string
  readonly xml: string
}

/** A packet without properties (ISO 16684-1, 7.3). */
export const EMPTY_PACKET = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="${RDF}">
</rdf:RDF></x:xmpmeta>`

const [BEGIN, END] = ['<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n', '\n<?xpacket end="w"?>']

/**
 * Returns a packet in which these properties replace those of the same names; everything else stays as it is written.
 * The padding at the end is left out, to make room, and a missing wrapper is added. Null for what is no well-formed XMP.
 */
export function withProperties(packet: string, properties: readonly XmpProperty[]): string | null {
  const found = survey(packet, new Set(properties.map(({ namespace, name }) => namespace + name)))
  if (found === null) return null
  const namespaces = new Map(properties.map(({ prefix, namespace }) => [prefix, namespace]))
  const declared = [...namespaces].map(([prefix, namespace]) => ` xmlns:${prefix}="${namespace}"`).join('')
  const description =
    `<rdf:Description xmlns:rdf="${RDF}" rdf:about="${found.about}"${declared}>\n` +
    `${properties.map(({ xml }) => xml).join('\n')}\n</rdf:Description>\n`
  let [text, at] = ['', 0]
  for (const { start, end } of found.cuts) {
    text += packet.slice(at, start)
    at = end
  }
  const before = text + packet.slice(at, found.endOfRdf)
  const merged = before + description + packet.slice(found.endOfRdf)
  return packet.includes('<?x') ? merged.replace(/\s+(?=<\?xpacket end)/, '\n') : BEGIN + merged + END
}

/** Where the properties of these names are, where the end tag of rdf:RDF is, and the resource that it is about. */
function survey(
  packet: string,
  names: ReadonlySet<Name>,
): { cuts: Cut[]; endOfRdf: number; about: string } | null {
  const cuts: Cut[] = []
  let about: string | null = null
  let endOfRdf: number | null = null
  const open: Element[] = []
  const isProperty = () => open.at(-1)?.name === `${RDF}Description` && open.at(-2)?.name === `${RDF}RDF`
  for (const token of xmlTokens(packet) ?? []) {
    if (token.kind === 'other') continue
    if (token.kind === 'close') {
      const element = open.pop()
      if (element?.written !== token.name) return null
      if (isProperty() && names.has(element.name)) cuts.push({ start: element.start, end: token.end })
      if (element.name === `${RDF}RDF`) endOfRdf ??= token.start
      continue
    }
    const element = enter(token, open.at(-1)?.scope)
    if (token.kind === 'empty' && isProperty() && names.has(element.name)) cuts.push(token)
    if (element.name === `${RDF}Description` && open.at(-1)?.name === `${RDF}RDF`) {
      about ??= attribute(token, element.scope, `${RDF}about`)?.value ?? null
      cuts.push(...token.attributes.filter(({ name }) => names.has(nameOf(name, element.scope))))
    }
    if (token.kind === 'open') open.push(element)
  }
  return endOfRdf === null || open.length > 0 ? null : { cuts, endOfRdf, about: about ?? '' }
}

const attribute = ({ attributes }: XmlToken, scope: Scope, wanted: Name) =>
  attributes.find(({ name }) => nameOf(name, scope) === wanted)

function enter({ name, attributes, start }: XmlToken, outer: Scope = new Map()): Element {
  const declared = attributes.filter((it) => it.name.startsWith('xmlns:'))
  const scope =
    declared.length === 0
      ? outer
      : new Map([...outer, ...declared.map((it) => [it.name.slice('xmlns:'.length), it.value] as const)])
  return { name: nameOf(name, scope), written: name, scope, start }
}

/** Namespace and local name; a name without a known prefix is left as it is. */
function nameOf(written: string, scope: Scope): Name {
  const [prefix = '', local = ''] = written.split(':')
  return scope.has(prefix) ? scope.get(prefix)! + local : written
}
