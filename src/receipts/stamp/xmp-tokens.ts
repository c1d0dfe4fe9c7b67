/** A tag, or a piece of markup that is none (comment, CDATA, processing instruction), with its place in the text. */
export type XmlToken = {
  readonly kind: 'open' | 'close' | 'empty' | 'other'
  /** As written, with prefix; empty for `other`. */
  readonly name: string
  readonly attributes: readonly XmlAttribute[]
  readonly start: number
  readonly end: number
}

/** An attribute with its place in the text; the value is as written. */
export type XmlAttribute = {
  readonly name: string
  readonly value: string
  readonly start: number
  readonly end: number
}

const TOKEN =
  /<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<\/(?<closed>[^\s<>/]+)\s*>|<(?<opened>[^\s<>/!?]+)(?<rest>(?:\s+[^\s<>=/"']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<slash>\/?)>/gsu
const ATTRIBUTE = /\s+(?<name>[^\s<>=/"']+)\s*=\s*(?:"(?<double>[^"<]*)"|'(?<single>[^'<]*)')/gsu

/** Splits an XML document into its tags; null when it is not well-formed, or has a document type. */
export function xmlTokens(text: string): XmlToken[] | null {
  const tokens: XmlToken[] = []
  let at = 0
  for (const match of text.matchAll(TOKEN)) {
    if (text.slice(at, match.index).includes('<')) return null
    const end = match.index + match[0].length
    tokens.push({ ...describe(match), start: match.index, end })
    at = end
  }
  return text.slice(at).includes('<') ? null : tokens
}

function describe({ index, groups = {} }: RegExpExecArray): Omit<XmlToken, 'start' | 'end'> {
  const { closed, opened, rest = '', slash } = groups
  if (closed !== undefined) return { kind: 'close', name: closed, attributes: [] }
  if (opened === undefined) return { kind: 'other', name: '', attributes: [] }
  const from = index + 1 + opened.length
  const attributes = [...rest.matchAll(ATTRIBUTE)].map(({ index: at, 0: all, groups: parts = {} }) => ({
    name: parts.name!,
    value: parts.double ?? parts.single ?? '',
    start: from + at,
    end: from + at + all.length,
  }))
  return { kind: slash === '/' ? 'empty' : 'open', name: opened, attributes }
}
