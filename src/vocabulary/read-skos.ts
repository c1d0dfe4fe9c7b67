import type { KeywordType } from '../catalogue/keywords.ts'
import { DEFAULT_LANGUAGE, type Language, textLanguageOf } from '../lib/languages.ts'
import { type FileLocation, type KeywordEntry, type Refusal, refuse } from './keyword-entry.ts'
import { cleanLabel, findLabelFault, parseKeywordId, parseKeywordType, unknownType } from './parse-values.ts'

/** The namespace of SKOS. */
export const SKOS = 'http://www.w3.org/2004/02/skos/core#'
/** Prefix of the keyword type, which is a further type of a concept: "vitrine:Location". */
export const TYPES = 'urn:vitrine:type:'
/** Prefix of the URI of an exported concept, followed by the keyword id. */
export const KEYWORDS = 'urn:vitrine:keyword:'

type Node = Readonly<Record<string, unknown>>
/** Expands a name to its IRI. */
type Expand = (name: string) => string

const isNode = (it: unknown): it is Node => typeof it === 'object' && it !== null && !Array.isArray(it)
const listOf = (it: unknown): unknown[] => (it === undefined || it === null ? [] : [it].flat())

/**
 * Reads the concepts of a SKOS vocabulary in JSON-LD (W3C SKOS Reference, JSON-LD 1.1): prefLabel, altLabel, broader,
 * narrower, notation. Names may be full IRIs, have a prefix, or be aliases from a context in the document. A context
 * that is only referred to is not fetched. @throws SyntaxError if the text is not JSON.
 */
export function* readSkos(text: string): Generator<KeywordEntry | Refusal> {
  const document: unknown = JSON.parse(text)
  const nodes = listOf(isNode(document) ? (document['@graph'] ?? document) : document).filter(isNode)
  const toIri = expanderOf(isNode(document) ? document['@context'] : undefined)
  const expanded = nodes.map((node) => expand(node, toIri))
  const concepts = expanded.filter((node) => listOf(node['@type']).includes(`${SKOS}Concept`))
  const broader = invertNarrower(concepts)
  for (const [index, node] of concepts.entries()) {
    const uri = uriOf(node)
    yield toEntry(node, { concept: index + 1, uri }, (uri !== null && broader.get(uri)) || [])
  }
}

/**
 * Expands the names of members, types and references. Labels stay as they are, because their members may be languages.
 */
function expand(node: Node, toIri: Expand): Node {
  const members = Object.entries(node).map(([name, value]) => {
    const key = toIri(name)
    if (key === '@type') return [key, listOf(value).map((type) => toIri(String(type)))] as const
    const isReference = key === `${SKOS}broader` || key === `${SKOS}narrower`
    return [
      key,
      isReference ? listOf(value).map((it) => (isNode(it) ? expand(it, toIri) : it)) : value,
    ] as const
  })
  return Object.fromEntries(members)
}

function expanderOf(context: unknown): Expand {
  const terms = new Map<string, string>([
    ...(['type', 'id', 'graph'] as const).map((name) => [name, `@${name}`] as const),
    ...['Concept', 'prefLabel', 'altLabel', 'broader', 'narrower', 'notation'].map(
      (name) => [name, SKOS + name] as const,
    ),
    ['skos', SKOS],
    ['vitrine', TYPES],
  ])
  for (const part of listOf(context).filter(isNode))
    for (const [name, meaning] of Object.entries(part)) {
      const iri = isNode(meaning) ? meaning['@id'] : meaning
      if (typeof iri === 'string' && !name.startsWith('@')) terms.set(name, iri)
    }
  const toIri = (name: string, depth = 0): string => {
    const alias = terms.get(name)
    if (alias !== undefined && alias !== name && depth < 5) return toIri(alias, depth + 1)
    const [prefix, local] = name.split(/:(.*)/s)
    const base = local === undefined || local.startsWith('//') ? undefined : terms.get(prefix!)
    return base === undefined ? name : base + local
  }
  return (name) => toIri(name)
}

const uriOf = (node: Node) => (typeof node['@id'] === 'string' ? node['@id'] : null)

/** The broader concepts of each concept, according to the `narrower` members of the others. */
function invertNarrower(concepts: readonly Node[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const node of concepts) {
    const uri = uriOf(node)
    if (uri === null) continue
    for (const narrower of referencesOf(node, 'narrower'))
      found.set(narrower, [...(found.get(narrower) ?? []), uri])
  }
  return found
}

function referencesOf(node: Node, member: 'broader' | 'narrower'): string[] {
  return listOf(node[SKOS + member]).flatMap((it) => {
    const uri = isNode(it) ? it['@id'] : it
    return typeof uri === 'string' ? [uri] : []
  })
}

function toEntry(node: Node, location: FileLocation, moreBroader: readonly string[]): KeywordEntry | Refusal {
  const types = listOf(node['@type'])
    .filter((type) => String(type).startsWith(TYPES))
    .map((type) => String(type).slice(TYPES.length))
  const type: KeywordType | null = types[0] === undefined ? null : parseKeywordType(types[0])
  if (types[0] !== undefined && type === null) return refuse(location, '@type', unknownType(types[0]))
  const preferred = labelsOf(node, 'prefLabel')
  const labels = new Map<Language, string[]>()
  for (const { language, text } of [...preferred, ...labelsOf(node, 'altLabel')]) {
    const fault = findLabelFault(text)
    if (fault !== null) return refuse(location, `prefLabel or altLabel, ${language}`, fault)
    labels.set(language, [...(labels.get(language) ?? []), text])
  }
  const broader = [...new Set([...referencesOf(node, 'broader'), ...moreBroader])]
  return { location, name: uriOf(node), id: notationOf(node, type), type, labels, broader }
}

/**
 * NOTE: many vocabularies use small numbers as notations. These are taken for keyword ids only if the concept also has a
 * keyword type.
 */
function notationOf(node: Node, type: KeywordType | null): number | null {
  const ids = listOf(node[`${SKOS}notation`])
    .map((it) => parseKeywordId(String(isNode(it) ? it['@value'] : it)))
    .filter((id) => id !== null)
  return ids.find((id) => id >= 1000 || type !== null) ?? null
}

/** Labels in order, without those that have an unknown language tag. */
function labelsOf(node: Node, member: 'prefLabel' | 'altLabel'): { language: Language; text: string }[] {
  return listOf(node[SKOS + member]).flatMap((it) => {
    if (typeof it === 'string') return [{ language: DEFAULT_LANGUAGE, text: cleanLabel(it) }]
    if (!isNode(it)) return []
    const labels: [string, unknown][] =
      '@value' in it ? [[String(it['@language'] ?? DEFAULT_LANGUAGE), it['@value']]] : Object.entries(it)
    return labels.flatMap(([tag, texts]) => {
      const language = textLanguageOf(tag)
      if (language === null) return []
      return listOf(texts).map((text) => ({ language, text: cleanLabel(String(text)) }))
    })
  })
}
