import type { KeywordType } from '../catalogue/keywords.ts'
import { DEFAULT_LANGUAGE, type Language, textLanguageOf } from '../lib/languages.ts'
import { type Place, type Refusal, refuse, type Term } from './term.ts'
import { cleanWord, faultOfWord, idOf, typeOf } from './words.ts'

/** The namespace of SKOS. */
export const SKOS = 'http://www.w3.org/2004/02/skos/core#'
/** Types of ours, as further types of a concept: "vitrine:Location". */
export const TYPES = 'urn:vitrine:type:'
/** Begins the name of a concept; its keyword id follows. */
export const KEYWORDS = 'urn:vitrine:keyword:'

type Node = Readonly<Record<string, unknown>>
type Names = (name: string) => string

const isNode = (it: unknown): it is Node => typeof it === 'object' && it !== null && !Array.isArray(it)
const listOf = (it: unknown): unknown[] => (it === undefined || it === null ? [] : [it].flat())

/**
 * The concepts of a SKOS vocabulary in JSON-LD (W3C SKOS reference, JSON-LD 1.1): prefLabel, altLabel, broader,
 * narrower, notation. Names may be whole, with a prefix, or aliases of a context that the document itself has; a
 * context elsewhere is not fetched. Throws when the text is not JSON.
 */
export function* readSkos(text: string): Generator<Term | Refusal> {
  const document: unknown = JSON.parse(text)
  const nodes = listOf(isNode(document) ? (document['@graph'] ?? document) : document).filter(isNode)
  const full = namesOf(isNode(document) ? document['@context'] : undefined)
  const expanded = nodes.map((node) => expand(node, full))
  const concepts = expanded.filter((node) => listOf(node['@type']).includes(`${SKOS}Concept`))
  const broader = broaderFromAbove(concepts)
  for (const [index, node] of concepts.entries()) {
    const uri = uriOf(node)
    yield toTerm(node, { concept: index + 1, uri }, (uri !== null && broader.get(uri)) || [])
  }
}

/** Members by their whole names, types and references too; labels stay, for their members may be languages. */
function expand(node: Node, full: Names): Node {
  const members = Object.entries(node).map(([name, value]) => {
    const key = full(name)
    if (key === '@type') return [key, listOf(value).map((type) => full(String(type)))] as const
    const isReference = key === `${SKOS}broader` || key === `${SKOS}narrower`
    return [
      key,
      isReference ? listOf(value).map((it) => (isNode(it) ? expand(it, full) : it)) : value,
    ] as const
  })
  return Object.fromEntries(members)
}

function namesOf(context: unknown): Names {
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
  const full = (name: string, depth = 0): string => {
    const alias = terms.get(name)
    if (alias !== undefined && alias !== name && depth < 5) return full(alias, depth + 1)
    const [prefix, local] = name.split(/:(.*)/s)
    const base = local === undefined || local.startsWith('//') ? undefined : terms.get(prefix!)
    return base === undefined ? name : base + local
  }
  return (name) => full(name)
}

const uriOf = (node: Node) => (typeof node['@id'] === 'string' ? node['@id'] : null)

/** What each concept is narrower than because that one says so. */
function broaderFromAbove(concepts: readonly Node[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const node of concepts) {
    const above = uriOf(node)
    if (above === null) continue
    for (const below of referencesOf(node, 'narrower')) found.set(below, [...(found.get(below) ?? []), above])
  }
  return found
}

function referencesOf(node: Node, member: 'broader' | 'narrower'): string[] {
  return listOf(node[SKOS + member]).flatMap((it) => {
    const uri = isNode(it) ? it['@id'] : it
    return typeof uri === 'string' ? [uri] : []
  })
}

function toTerm(node: Node, place: Place, above: readonly string[]): Term | Refusal {
  const types = listOf(node['@type'])
    .filter((type) => String(type).startsWith(TYPES))
    .map((type) => String(type).slice(TYPES.length))
  const type: KeywordType | null = types[0] === undefined ? null : typeOf(types[0])
  if (types[0] !== undefined && type === null)
    return refuse(place, '@type', `"${types[0]}" is not a type of keywords`)
  const preferred = labelsOf(node, 'prefLabel')
  const words = new Map<Language, string[]>()
  for (const { language, text } of [...preferred, ...labelsOf(node, 'altLabel')]) {
    const fault = faultOfWord(text)
    if (fault !== null) return refuse(place, `prefLabel or altLabel, ${language}`, fault)
    words.set(language, [...(words.get(language) ?? []), text])
  }
  const broader = [...new Set([...referencesOf(node, 'broader'), ...above])]
  return { place, name: uriOf(node), id: notationOf(node, type), type, words, broader }
}

/** NOTE: small numbers are notations of many vocabularies; they are ids of ours only where the type says so too. */
function notationOf(node: Node, type: KeywordType | null): number | null {
  const ids = listOf(node[`${SKOS}notation`])
    .map((it) => idOf(String(isNode(it) ? it['@value'] : it)))
    .filter((id) => id !== null)
  return ids.find((id) => id >= 1000 || type !== null) ?? null
}

/** Labels by their languages, in order; those whose tag is none are left out. */
function labelsOf(node: Node, member: 'prefLabel' | 'altLabel'): { language: Language; text: string }[] {
  return listOf(node[SKOS + member]).flatMap((it) => {
    if (typeof it === 'string') return [{ language: DEFAULT_LANGUAGE, text: cleanWord(it) }]
    if (!isNode(it)) return []
    const labels: [string, unknown][] =
      '@value' in it ? [[String(it['@language'] ?? DEFAULT_LANGUAGE), it['@value']]] : Object.entries(it)
    return labels.flatMap(([tag, texts]) => {
      const language = textLanguageOf(tag)
      if (language === null) return []
      return listOf(texts).map((text) => ({ language, text: cleanWord(String(text)) }))
    })
  })
}
