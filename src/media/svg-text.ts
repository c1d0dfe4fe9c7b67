import { MediaProblem } from './media-problem.ts'

/** The start of an element: its name and its attributes as written. */
export type SvgTag = {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  /** The whole of it, from "<" to ">". */
  readonly text: string
}

const TAG = /<([^\s/>!?"'=]+)((?:[^"'>]|"[^"]*"|'[^']*')*)>/g

const ATTRIBUTE = /([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const PROLOG = /\s+|<\?(?!xml-stylesheet)[\s\S]*?\?>|<!--[\s\S]*?-->/y
const DOCTYPE = /<!DOCTYPE\s[^[>]*(?:\[([\s\S]*?)\]\s*)?>/y
const ENTITY = /<!ENTITY\s+([\w:.-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>/g
const MAX_CHARACTERS = 32 * 1024 * 1024
const MAX_ENTITY_CHARACTERS = 2000

/** The starts of all elements, in their order. Comments and CDATA sections are the caller's to take away first. */
export function* tagsOf(text: string): Generator<SvgTag> {
  for (const [whole, name, rest] of text.matchAll(TAG)) {
    const pairs = rest!
      .matchAll(ATTRIBUTE)
      .map(([, key, double, single]) => [key!, double ?? single!] as const)
    yield { name: name!, attributes: new Map(pairs), text: whole }
  }
}

/** The start of the outermost element of a document without a prolog; null when it has none. */
export function rootOf(text: string): SvgTag | null {
  const root = text.startsWith('<') ? tagsOf(text).next().value : undefined
  return root && text.startsWith(root.text) ? root : null
}

/**
 * The document from its root on. Entities that are plain texts are put in where they are named, as old drawing
 * programs use them for namespaces.
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
  const rest = subset.replace(/<!--[\s\S]*?-->/g, '').replace(ENTITY, (_, name, double, single) => {
    const value: string = double ?? single
    if (/[&%<]/.test(value) || value.length > MAX_ENTITY_CHARACTERS) throw new MediaProblem('svg_entities')
    entities.set(name, value.replaceAll('"', '&quot;'))
    return ''
  })
  if (/<!ENTITY|%/.test(rest)) throw new MediaProblem('svg_entities')
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

/** In the encoding of its byte order mark, else in the one that it declares, else in UTF-8. */
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
