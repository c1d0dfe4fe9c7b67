import { rootOf, takeProlog } from '../svg-text.ts'
import type { EmbeddedBlocks } from './blocks.ts'
import { childrenOf } from './xml-children.ts'

const DESCRIPTIVE = new Set(['metadata', 'title', 'desc'])
/** Limit for one title or description, including its markup. */
const MAX_TEXT_CHARACTERS = 100_000

/**
 * The metadata of an SVG, from the children of its root (SVG 2, 5.8 and 5.10): each metadata element, wrapped in a root
 * that declares the same namespaces, and the first title and description.
 */
export function svgBlocks(file: Uint8Array): EmbeddedBlocks {
  const text = takeProlog(file)
  const root = rootOf(text)
  if (!root) return { xmp: [], iim: [], exif: [] }
  const packets: Uint8Array[] = []
  const texts: { title?: string; description?: string } = {}
  for (const { name, outer, inner } of childrenOf(text, DESCRIPTIVE)) {
    if (name === 'metadata') packets.push(Buffer.from(`${root.text}${outer}</${root.name}>`))
    else texts[name === 'title' ? 'title' : 'description'] ??= plain(inner)
  }
  return { xmp: packets, iim: [], exif: [], texts }
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The text of an element without its markup. */
function plain(inner: string): string {
  return inner
    .slice(0, MAX_TEXT_CHARACTERS)
    .replace(/<!\[CDATA\[|\]\]>|<[^<>]*>/g, '')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name) => {
      if (name) return ENTITIES[name] ?? whole
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    })
}
