import { MediaProblem } from './media-problem.ts'
import { partsOf, type SvgTag } from './svg-text.ts'

/** Elements that run code or bring in content that is not drawing. */
const ACTIVE = new Set(['script', 'handler', 'listener', 'iframe', 'object', 'embed'])
/** Elements that show a picture by its address. */
const PICTURES = new Set(['image', 'feImage'])
/** A part of the same document, or a font embedded in it. */
const INSIDE = /^\s*(?:$|#|data:(?:font|application)\/[\w.+-]*(?:font|otf|ttf|woff|truetype|opentype))/i
/** An embedded picture of a kind that the renderer draws. */
const EMBEDDED = /^\s*data:(?:image\/(?:png|jpe?g|gif|webp|svg\+xml))?[;,]/i
/** Where a link may point that somebody clicks; it is not followed when the picture is drawn. */
const LINK = /^\s*(?:(?:[^:&]|&amp;)*$|#|(?:https?|mailto|tel|ftp):)/i
/** Ways in which CSS loads external resources. A namespace is only a name and loads nothing. */
const CSS_OUTSIDE = /@import\b[^;]{0,200}|url\(\s{0,20}(?:["']|&quot;)?(?!["'#\s)]|&quot;|data:)[^)]{1,60}/i
const CSS_NAMESPACE = /@namespace\b[^;]{0,200};/gi
/** What CSS writes around a URL. */
const AROUND_ADDRESS = /^@import|url\(|["')]|&quot;/gi

/** The pictures that a drawing refers to. */
export type ReferredPictures = {
  /** The embedded pictures, as data URLs. */
  readonly embedded: readonly string[]
  /** The name of the first picture outside the file; null if there is none. */
  readonly missing: string | null
}

/**
 * Refuses an SVG that would not look the same everywhere, or would run something where it is shown: its styles, fonts and
 * parts must be inside it. Fonts and pictures embedded as data are allowed, and so are references in its metadata and
 * links. A picture outside is left out of what is shown: in most drawings it is the scan that was traced, and hidden. The
 * renderer loads nothing from outside, because it is given bytes and no base URL; this check explains why a drawing would
 * be incomplete, and keeps scripts from whoever downloads the file.
 *
 * @throws MediaProblem `svg_outside` or `svg_active`.
 */
export function refuseOutside(text: string): ReferredPictures {
  const embedded = new Set<string>()
  let missing: string | null = null
  let within: string | null = null
  for (const part of partsOf(text)) {
    if (part.is === 'instruction' && part.text.startsWith('xml-stylesheet'))
      throw new MediaProblem('svg_outside', 'a style sheet')
    if (part.is === 'end' && part.name === within) within = null
    if (part.is === 'text' && localName(within) === 'style') refuseStyle(part.text)
    if (part.is !== 'start') continue
    const { tag } = part
    refuseActive(tag)
    if (localName(within) !== 'metadata')
      for (const picture of picturesIn(tag))
        if (EMBEDDED.test(picture)) embedded.add(picture)
        else missing ??= shown(picture)
    const isPlace = ['metadata', 'style'].includes(localName(tag.name))
    if (within === null && isPlace && !tag.text.endsWith('/>')) within = tag.name
  }
  return { embedded: [...embedded], missing }
}

function refuseActive({ name, attributes }: SvgTag): void {
  const element = localName(name)
  if (ACTIVE.has(element.toLowerCase())) throw new MediaProblem('svg_active', element)
  const handler = [...attributes.keys()].find((key) => /^on[a-z]+$/i.test(key))
  if (handler) throw new MediaProblem('svg_active', handler)
}

/** The addresses of the pictures of an element. @throws as `refuseOutside`. */
function* picturesIn({ name, attributes }: SvgTag): Generator<string> {
  for (const [key, value] of attributes) {
    if (value.includes('(')) refuseStyle(value)
    if (localName(key) !== 'href' && key !== 'src') continue
    const isOutside = PICTURES.has(localName(name)) && !INSIDE.test(value)
    if (isOutside || EMBEDDED.test(value)) yield value
    else if (localName(name) === 'a' ? !LINK.test(value) : !INSIDE.test(value))
      throw new MediaProblem('svg_outside', shown(value))
  }
}

function refuseStyle(css: string): void {
  const outside = CSS_OUTSIDE.exec(css.replace(CSS_NAMESPACE, ''))
  if (outside) throw new MediaProblem('svg_outside', shown(outside[0].replaceAll(AROUND_ADDRESS, '')))
}

const localName = (name: string | null) => name?.slice(name.indexOf(':') + 1) ?? ''

/** The last part of a URL: enough to recognise it without revealing the author's folders. */
const shown = (address: string) => address.trim().split(/[\\/]/).at(-1)!.slice(0, 60)
