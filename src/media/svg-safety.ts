import { MediaProblem } from './media-problem.ts'
import { tagsOf } from './svg-text.ts'

/** Elements that run, or bring in, what is no drawing. */
const ACTIVE = new Set(['script', 'handler', 'listener', 'iframe', 'object', 'embed'])
/** A part of the same document, or a picture that it carries in itself. */
const INSIDE = /^\s*(?:$|#|data:(?:image\/(?:png|jpe?g|gif|webp))?[;,])/i
/** Where a link may lead that somebody clicks; it is not followed when the picture is drawn. */
const LINK = /^\s*(?:[^:&]*$|#|https?:|mailto:)/i
/** What CSS writes around an address. */
const AROUND_ADDRESS = /^@import|url\(|["')]|&quot;/gi
const PASSED_OVER = /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>/g

/**
 * Refuses an SVG that would not be the same everywhere, or would do something where it is shown: what it refers to
 * must lie inside it. The renderer loads nothing from outside either, for it is given bytes and no address; this
 * says why the picture would lack a part, and keeps scripts from whoever downloads the file.
 *
 * @throws MediaProblem `svg_outside` or `svg_active`.
 */
export function refuseOutside(text: string): void {
  const plain = text.replace(PASSED_OVER, (_, data: string | undefined) =>
    (data ?? '').replaceAll('<', '&lt;'),
  )
  if (plain.includes('<?xml-stylesheet')) throw new MediaProblem('svg_outside', 'a style sheet')
  const style = /@import\b[^;]*|url\(\s*(?:["']|&quot;)?\s*(?!["'#\s]|&quot;|data:image\/)[^)]{1,60}/i.exec(
    plain,
  )
  if (style) throw new MediaProblem('svg_outside', shown(style[0].replaceAll(AROUND_ADDRESS, '')))
  for (const tag of tagsOf(plain)) {
    const element = localName(tag.name)
    if (ACTIVE.has(element.toLowerCase())) throw new MediaProblem('svg_active', element)
    for (const [name, value] of tag.attributes) {
      if (/^on[a-z]+$/i.test(name)) throw new MediaProblem('svg_active', name)
      if (localName(name) !== 'href' && name !== 'src') continue
      if (element === 'a' ? !LINK.test(value) : !INSIDE.test(value))
        throw new MediaProblem('svg_outside', shown(value))
    }
  }
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

/** The last part of an address: enough to recognise it, and nothing of the folders of whoever drew it. */
const shown = (address: string) => address.trim().split(/[\\/]/).at(-1)!.slice(0, 60)
