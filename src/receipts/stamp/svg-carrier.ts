import { latin1 } from '../../media/metadata/bytes.ts'
import type { Carrier, Content, Places } from './carrier.ts'

/** Longer ones are delivered as they are. */
const MAX_BYTES = 32 * 1024 * 1024
/** What may come before the root element (XML 1.0, 2.8): declaration, comments, a document type. */
const PROLOG =
  /^(?:\xef\xbb\xbf)?(?:\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE\s[^[>]*(?:\[[\s\S]*?\]\s*)?>)*/
const ROOT = /^<((?:[\w.-]+:)?)svg(?:\s+[^\s=<>"'/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*>/
/** The element with a C2PA manifest (C2PA 2.1, A.3.5). */
const MANIFEST = /<(?:[\w.-]+:)?manifest[\s>][^<]*c2pa|c2pa:manifest/

/**
 * SVG: XMP in a `metadata` element (SVG 2, 5.10), the first child of the root, in front of the
 * original's own. Text of other encodings than UTF-8 and ASCII gets none.
 */
export const svgCarrier: Carrier = { findPlaces }

async function findPlaces({ read, bytes }: Content): Promise<Places | null> {
  if (bytes > MAX_BYTES) return null
  const text = latin1(await read(0, bytes))
  const prolog = PROLOG.exec(text)![0]
  const encoding = /^[^>]*encoding\s*=\s*["']([\w.-]+)/.exec(prolog)?.[1] ?? 'utf-8'
  const root = ROOT.exec(text.slice(prolog.length))
  if (!root || !/^(?:utf-?8|us-ascii)$/i.test(encoding) || MANIFEST.test(text)) return null
  const element = `${root[1]}metadata`
  return {
    insertAt: prolog.length + root[0].length,
    packet: null,
    embed: (packet) => ({
      block: Buffer.concat([Buffer.from(`<${element}>`), rdfOf(packet), Buffer.from(`</${element}>`)]),
      overwrites: [],
    }),
  }
}

/** The RDF of a packet, without its wrapper: what programs that draw put into SVG, and exiftool reads. */
const rdfOf = (packet: Uint8Array): Buffer =>
  Buffer.from(/<rdf:RDF[\s\S]*<\/rdf:RDF>/.exec(Buffer.from(packet).toString())![0])
