import { MediaProblem } from './media-problem.ts'
import { partsOf, type SvgTag } from './svg-text.ts'

/** Elements that run, or bring in, what is no drawing. */
const ACTIVE = new Set(['script', 'handler', 'listener', 'iframe', 'object', 'embed'])
/** A part of the same document, or a font that it carries in itself. */
const INSIDE = /^\s*(?:$|#|data:(?:font|application)\/[\w.+-]*(?:font|otf|ttf|woff|truetype|opentype))/i
/** A picture that the drawing carries in itself, of a kind that the renderer draws. */
const EMBEDDED = /^\s*data:(?:image\/(?:png|jpe?g|gif|webp|svg\+xml))?[;,]/i
/** Where a link may lead that somebody clicks; it is not followed when the picture is drawn. */
const LINK = /^\s*(?:(?:[^:&]|&amp;)*$|#|(?:https?|mailto|tel|ftp):)/i
/** What CSS loads from elsewhere. A namespace is a name and loads nothing. */
const CSS_OUTSIDE = /@import\b[^;]{0,200}|url\(\s{0,20}(?:["']|&quot;)?(?!["'#\s)]|&quot;|data:)[^)]{1,60}/i
const CSS_NAMESPACE = /@namespace\b[^;]{0,200};/gi
/** What CSS writes around an address. */
const AROUND_ADDRESS = /^@import|url\(|["')]|&quot;/gi

/**
 * Refuses an SVG that would not be the same everywhere, or would do something where it is shown: what it is drawn of
 * must lie inside it. Fonts and pictures that it carries as data do, and so does what its metadata and its links name.
 * The renderer loads nothing from outside either, for it is given bytes and no address; this says why the picture
 * would lack a part, and keeps scripts from whoever downloads the file.
 *
 * @returns the pictures that it carries, as data addresses.
 * @throws MediaProblem `svg_outside` or `svg_active`.
 */
export function refuseOutside(text: string): string[] {
  const embedded = new Set<string>()
  let within: string | null = null
  for (const part of partsOf(text)) {
    if (part.is === 'instruction' && part.text.startsWith('xml-stylesheet'))
      throw new MediaProblem('svg_outside', 'a style sheet')
    if (part.is === 'end' && part.name === within) within = null
    if (part.is === 'text' && localName(within) === 'style') refuseStyle(part.text)
    if (part.is !== 'start') continue
    const { tag } = part
    refuseActive(tag)
    if (localName(within) !== 'metadata') for (const picture of picturesIn(tag)) embedded.add(picture)
    const isPlace = ['metadata', 'style'].includes(localName(tag.name))
    if (within === null && isPlace && !tag.text.endsWith('/>')) within = tag.name
  }
  return [...embedded]
}

function refuseActive({ name, attributes }: SvgTag): void {
  const element = localName(name)
  if (ACTIVE.has(element.toLowerCase())) throw new MediaProblem('svg_active', element)
  const handler = [...attributes.keys()].find((key) => /^on[a-z]+$/i.test(key))
  if (handler) throw new MediaProblem('svg_active', handler)
}

function* picturesIn({ name, attributes }: SvgTag): Generator<string> {
  for (const [key, value] of attributes) {
    if (value.includes('(')) refuseStyle(value)
    if (localName(key) !== 'href' && key !== 'src') continue
    if (EMBEDDED.test(value)) yield value
    else if (localName(name) === 'a' ? !LINK.test(value) : !INSIDE.test(value))
      throw new MediaProblem('svg_outside', shown(value))
  }
}

function refuseStyle(css: string): void {
  const outside = CSS_OUTSIDE.exec(css.replace(CSS_NAMESPACE, ''))
  if (outside) throw new MediaProblem('svg_outside', shown(outside[0].replaceAll(AROUND_ADDRESS, '')))
}

const localName = (name: string | null) => name?.slice(name.indexOf(':') + 1) ?? ''

/** The last part of an address: enough to recognise it, and nothing of the folders of whoever drew it. */
const shown = (address: string) => address.trim().split(/[\\/]/).at(-1)!.slice(0, 60)
