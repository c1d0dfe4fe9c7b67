import { MediaProblem } from './media-problem.ts'

/** A start tag: the name and the attributes as written. */
export type SvgTag = {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  /** The whole tag, from "<" to ">". */
  readonly text: string
}

/** A piece of a document, and where it ends. Comments and declarations are left out; CDATA is text. */
export type SvgPart = { readonly end: number } & (
  | { readonly is: 'start'; readonly tag: SvgTag }
  | { readonly is: 'end'; readonly name: string }
  | { readonly is: 'text' | 'instruction'; readonly text: string }
)

const NAME = /[^\s/>!?"'=<]+/y
const SPACE = /[\s/]*/y
const KEY = /[^\s=/>"'<]+/y
const EQUALS = /\s*=\s*/y
const PROLOG = /\s+|<\?(?!xml-stylesheet)[\s\S]*?\?>|<!--[\s\S]*?-->/y
const DOCTYPE = /<!DOCTYPE\s[^[>]*(?:\[([\s\S]*?)\]\s*)?>/y
const ENTITY = /<!ENTITY\s+([\w:.-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>/g
const MAX_CHARACTERS = 32 * 1024 * 1024
const MAX_ENTITY_CHARACTERS = 2000

/**
 * The pieces of a document in order, looking at each character only a few times: a long document without any structure
 * takes no longer than any other. Stops where the document is not well-formed; the renderer refuses those.
 */
export function* partsOf(text: string): Generator<SvgPart> {
  let at = 0
  while (at < text.length) {
    const open = text.indexOf('<', at)
    const end = open === -1 ? text.length : open
    if (end > at) yield { is: 'text', text: text.slice(at, end), end }
    if (open === -1) return
    const part = partAt(text, open)
    if (part === null) return
    if (part.is !== 'comment') yield part
    at = part.end
  }
}

/** The start tag of the root element of a document without a prolog; null when there is none. */
export function rootOf(text: string): SvgTag | null {
  const root = partsOf(text).next().value
  return root?.is === 'start' ? root.tag : null
}

function partAt(text: string, at: number): SvgPart | { is: 'comment'; end: number } | null {
  const upTo = (mark: string, skipped: number) => {
    const end = text.indexOf(mark, at + skipped)
    return end === -1 ? null : { inside: text.slice(at + skipped, end), end: end + mark.length }
  }
  const [found, is] = text.startsWith('<!--', at)
    ? [upTo('-->', 4), 'comment' as const]
    : text.startsWith('<![CDATA[', at)
      ? [upTo(']]>', 9), 'text' as const]
      : text[at + 1] === '?'
        ? [upTo('?>', 2), 'instruction' as const]
        : text[at + 1] === '!'
          ? [upTo('>', 2), 'comment' as const]
          : text[at + 1] === '/'
            ? [upTo('>', 2), 'end' as const]
            : [null, 'start' as const]
  if (is === 'start') return tagAt(text, at)
  if (!found) return null
  if (is === 'end') return { is, name: found.inside.trim(), end: found.end }
  return is === 'comment' ? { is, end: found.end } : { is, text: found.inside, end: found.end }
}

function tagAt(text: string, at: number): SvgPart | null {
  const name = matchAt(NAME, text, at + 1)
  if (!name) return null
  const attributes = new Map<string, string>()
  let end = at + 1 + name.length
  for (;;) {
    end += matchAt(SPACE, text, end)!.length
    if (text[end] === '>') {
      end++
      return { is: 'start', tag: { name, attributes, text: text.slice(at, end) }, end }
    }
    const key = matchAt(KEY, text, end)
    if (!key) return null
    end += key.length
    const equals = matchAt(EQUALS, text, end)
    if (!equals) continue
    const from = end + equals.length + 1
    const quote = text[from - 1]
    end = quote === '"' || quote === "'" ? text.indexOf(quote, from) : -1
    if (end === -1) return null
    attributes.set(key, text.slice(from, end))
    end++
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

/**
 * The document from its root on. Entities that are plain text are substituted, because old drawing programs use them for
 * namespaces.
 *
 * @throws MediaProblem `svg_entities` for entities that name files or one another, `too_many_bytes`.
 */
export function takeProlog(file: Uint8Array): string {
  const text = decode(file)
  const entities = new Map<string, string>()
  let at = 0
  for (;;) {
    PROLOG.lastIndex = at
    DOCTYPE.lastIndex = at
    const doctype = DOCTYPE.exec(text)
    if (doctype) readEntities(doctype[1] ?? '', entities)
    const end = doctype ? DOCTYPE.lastIndex : PROLOG.test(text) ? PROLOG.lastIndex : at
    if (end === at) break
    at = end
  }
  const body = text.slice(at)
  return entities.size === 0 ? body : substituted(body, entities)
}

function readEntities(subset: string, entities: Map<string, string>): void {
  const rest = withoutComments(subset).replace(ENTITY, (_, name, double, single) => {
    const value: string = double ?? single
    if (/[&%<]/.test(value) || value.length > MAX_ENTITY_CHARACTERS) throw new MediaProblem('svg_entities')
    entities.set(name, value.replaceAll('"', '&quot;'))
    return ''
  })
  if (/<!ENTITY|%/.test(rest)) throw new MediaProblem('svg_entities')
}

function withoutComments(text: string): string {
  const [before, ...rest] = text.split('<!--')
  return [
    before,
    ...rest.map((part) => (part.includes('-->') ? part.slice(part.indexOf('-->') + 3) : '')),
  ].join('')
}

function substituted(body: string, entities: ReadonlyMap<string, string>): string {
  let grown = body.length
  return body.replace(/&([A-Za-z_][\w:.-]*);/g, (reference, name) => {
    const value = entities.get(name)
    grown += value?.length ?? 0
    if (grown > MAX_CHARACTERS) throw new MediaProblem('svg_entities')
    return value ?? reference
  })
}

/** Decodes by byte order mark, else by the declared encoding, else as UTF-8. */
function decode(file: Uint8Array): string {
  if (file.length > MAX_CHARACTERS) throw new MediaProblem('too_many_bytes')
  const head = Buffer.from(file.subarray(0, 200)).toString('latin1')
  const declared = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)["']/.exec(head)?.[1]
  const marked = head.startsWith('\xfe\xff') ? 'utf-16be' : head.startsWith('\xff\xfe') ? 'utf-16le' : null
  try {
    return new TextDecoder(marked ?? declared ?? 'utf-8').decode(file)
  } catch {
    return new TextDecoder().decode(file)
  }
}
