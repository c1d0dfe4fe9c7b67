import { MediaProblem } from './media-problem.ts'
import { partsOf, type SvgTag } from './svg-text.ts'

/** Elements that run code or bring in content that is not drawing. */
const ACTIVE = new Set(['script', 'handler', 'listener', 'iframe', 'object', 'embed'])
/** Elements that show a picture by its address. */
const PICTURES = new Set(['image', 'feImage', 'img'])
/** The element that refers to a font by its address (SVG 1.1, 20.8.3). */
const FONT_ADDRESS = 'font-face-uri'
/** A part of the same document, or a font embedded in it. */
const INSIDE = /^\s*(?:$|#|data:(?:font|application)\/[\w.+-]*(?:font|otf|ttf|woff|truetype|opentype))/i
/** An embedded picture of a kind that the renderer draws. */
const EMBEDDED = /^\s*data:(?:image\/(?:png|jpe?g|gif|webp|svg\+xml))?[;,]/i
/** Where a link may point that somebody clicks; it is not followed when the picture is drawn. */
const LINK = /^\s*(?:(?:[^:&]|&amp;)*$|#|(?:https?|mailto|tel|ftp):)/i
/** Ways in which CSS loads external resources. A namespace is only a name and loads nothing. */
const CSS_OUTSIDE = /@import\b[^;]{0,200}|url\(\s{0,20}(?:["']|&quot;)?(?!["'#\s)]|&quot;|data:)[^)]{1,60}/i
const CSS_NAMESPACE = /@namespace\b[^;]{0,200};/gi
const CSS_FONT = /@font-face/i
/** A style sheet of a service for fonts, by the words in its address. */
const CSS_FONT_SHEET = /@import\b[^;]{0,200}(?:font|typekit)[^;]{0,200}(?:;|$)/gi
/** What CSS writes around a URL. */
const AROUND_ADDRESS = /^@import|url\(|["')]|&quot;/gi

/** Something outside the file without which a drawing can be shown. */
export type Missing = { readonly kind: 'picture' | 'font'; readonly name: string }

/** What a drawing refers to. */
export type Referred = {
  /** The embedded pictures, as data URLs. */
  readonly embedded: readonly string[]
  /** The first picture, else the first font, outside the file; null if there is none. */
  readonly missing: Missing | null
}

/**
 * Refuses an SVG that would not look the same everywhere, or would run something where it is shown: its styles and parts
 * must be inside it. Fonts and pictures embedded as data are allowed, and so are references in its metadata and links. It
 * is shown without a picture outside, which in most drawings is the scan that was traced, and hidden; and with another
 * font instead of one outside. The renderer loads nothing from outside, because it is given bytes and no base URL; this
 * check explains why a drawing would be incomplete, and keeps scripts from whoever downloads the file.
 *
 * @throws MediaProblem `svg_outside` or `svg_active`.
 */
export function refuseOutside(text: string): Referred {
  const embedded = new Set<string>()
  const missing: Record<Missing['kind'], string | null> = { picture: null, font: null }
  let within: string | null = null
  for (const part of partsOf(text)) {
    if (part.is === 'instruction' && part.text.startsWith('xml-stylesheet'))
      throw new MediaProblem('svg_outside', 'a style sheet')
    if (part.is === 'end' && part.name === within) within = null
    if (part.is === 'text' && localName(within) === 'style') missing.font ??= fontOutside(part.text)
    if (part.is !== 'start') continue
    const { tag } = part
    refuseActive(tag)
    if (localName(within) !== 'metadata')
      for (const { kind, address } of referredIn(tag))
        if (EMBEDDED.test(address)) embedded.add(address)
        else missing[kind] ??= shown(address)
    const isPlace = ['metadata', 'style'].includes(localName(tag.name))
    if (within === null && isPlace && !tag.text.endsWith('/>')) within = tag.name
  }
  const kind = missing.picture === null ? 'font' : 'picture'
  const name = missing[kind]
  return { embedded: [...embedded], missing: name === null ? null : { kind, name } }
}

function refuseActive({ name, attributes }: SvgTag): void {
  const element = localName(name)
  if (ACTIVE.has(element.toLowerCase())) throw new MediaProblem('svg_active', element)
  const handler = [...attributes.keys()].find((key) => /^on[a-z]+$/i.test(key))
  if (handler) throw new MediaProblem('svg_active', handler)
}

/** The pictures of an element, and the font that it refers to. @throws as `refuseOutside`. */
function* referredIn({ name, attributes }: SvgTag): Generator<{ kind: Missing['kind']; address: string }> {
  const element = localName(name)
  for (const [key, value] of attributes) {
    if (value.includes('(')) refuseStyle(value)
    if (localName(key) !== 'href' && key !== 'src') continue
    const isInside = INSIDE.test(value)
    if (EMBEDDED.test(value) || (PICTURES.has(element) && !isInside))
      yield { kind: 'picture', address: value }
    else if (element === FONT_ADDRESS && !isInside) yield { kind: 'font', address: value }
    else if (element === 'a' ? !LINK.test(value) : !isInside)
      throw new MediaProblem('svg_outside', shown(value))
  }
}

/** Returns the name of the first font outside to which a style sheet refers; null if there is none. @throws as `refuseOutside`. */
function fontOutside(css: string): string | null {
  let font: string | null = null
  const note = (rule: string) => {
    font ??= nameOutside(rule)
    return ''
  }
  const [before, ...faces] = css.replace(CSS_FONT_SHEET, note).split(CSS_FONT)
  refuseStyle(before!)
  for (const face of faces) {
    const end = face.indexOf('}')
    note(end === -1 ? face : face.slice(0, end))
    if (end !== -1) refuseStyle(face.slice(end))
  }
  return font
}

function refuseStyle(css: string): void {
  const name = nameOutside(css.replace(CSS_NAMESPACE, ''))
  if (name !== null) throw new MediaProblem('svg_outside', name)
}

/** The name of the first thing outside that some CSS loads; null if there is none. */
function nameOutside(css: string): string | null {
  const outside = CSS_OUTSIDE.exec(css)
  return outside && shown(outside[0].replaceAll(AROUND_ADDRESS, ''))
}

const localName = (name: string | null) => name?.slice(name.indexOf(':') + 1) ?? ''

/** The last part of a URL: enough to recognise it without revealing the author's folders. */
const shown = (address: string) => address.trim().split(/[\\/]/).at(-1)!.slice(0, 60)
