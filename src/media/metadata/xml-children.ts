/** A child element of the root: its local name, its outer XML and its inner XML. */
export type XmlChild = { readonly name: string; readonly outer: string; readonly inner: string }

/**
 * The children of a document's root with one of these names, in one pass. `text` begins with the root's start tag.
 * Damaged markup ends it.
 */
export function* childrenOf(text: string, names: ReadonlySet<string>): Generator<XmlChild> {
  let depth = 0
  let open: { name: string; from: number; inside: number } | null = null
  for (let at = text.indexOf('<'); at !== -1; ) {
    const end = endOfMarkup(text, at)
    if (end === -1) return
    const isEnd = text[at + 1] === '/'
    const isElement = isEnd || /[^!?]/.test(text[at + 1] ?? '!')
    if (isEnd) {
      depth--
      if (open && depth === 1) {
        yield { name: open.name, outer: text.slice(open.from, end), inner: text.slice(open.inside, at) }
        open = null
      }
      if (depth <= 0) return
    } else if (isElement && text[end - 2] !== '/') {
      const name = depth === 1 ? nameAt(text, at + 1) : ''
      if (names.has(name)) open = { name, from: at, inside: end }
      depth++
    }
    at = text.indexOf('<', end)
  }
}

/** Where a tag, comment, CDATA section or processing instruction ends; -1 when it does not. */
function endOfMarkup(text: string, at: number): number {
  if (text.startsWith('<!--', at)) return after(text, '-->', at + 4)
  if (text.startsWith('<![CDATA[', at)) return after(text, ']]>', at + 9)
  if (text.startsWith('<?', at)) return after(text, '?>', at + 2)
  for (let here = at + 1; here < text.length; here++) {
    const sign = text[here]
    if (sign === '>') return here + 1
    if (sign !== '"' && sign !== "'") continue
    here = text.indexOf(sign, here + 1)
    if (here === -1) return -1
  }
  return -1
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found === -1 ? -1 : found + mark.length
}

/** A name without its prefix. */
function nameAt(text: string, at: number): string {
  const end = /[\s/>]/g
  end.lastIndex = at
  const name = text.slice(at, end.exec(text)?.index ?? at)
  return name.slice(name.indexOf(':') + 1)
}
