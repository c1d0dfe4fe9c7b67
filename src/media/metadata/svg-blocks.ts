import { rootOf, takeProlog } from '../svg-text.ts'
import type { EmbeddedBlocks } from './embedded-blocks.ts'

const METADATA = /<((?:[\w.-]+:)?metadata)\b[^>]*>[\s\S]*?<\/\1\s*>/g

/** What an SVG says in its metadata elements (SVG 2, 5.10), each below a root that declares the same namespaces. */
export function svgBlocks(file: Uint8Array): EmbeddedBlocks {
  const text = takeProlog(file)
  const root = rootOf(text)
  if (!root) return { xmp: [], iim: [], exif: [] }
  const packets = [...text.matchAll(METADATA)].map(([element]) => `${root.text}${element}</${root.name}>`)
  return { xmp: packets.map((packet) => Buffer.from(packet)), iim: [], exif: [] }
}
