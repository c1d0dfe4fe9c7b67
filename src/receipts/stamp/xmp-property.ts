import type { XmpProperty } from './xmp-packet.ts'

const NAMESPACES = {
  dc: 'http://purl.org/dc/elements/1.1/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  plus: 'http://ns.useplus.org/ldf/xmp/1.0/',
  vitrine: 'https://vitrine.example/ns/stamp/1.0/',
} as const

/** The prefix of a namespace that is written. */
export type Prefix = keyof typeof NAMESPACES

/** A property with this XML as its value. */
export function property(prefix: Prefix, name: string, content: string): XmpProperty {
  const xml = `<${prefix}:${name}>${content}</${prefix}:${name}>`
  return { namespace: NAMESPACES[prefix], prefix, name, xml }
}
