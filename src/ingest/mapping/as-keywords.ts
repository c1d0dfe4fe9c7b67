import {
  enumeratedCodes,
  enumeratedKeywordNamed,
  KEYWORD_TYPES,
  type KeywordLabel,
  type KeywordType,
} from '../../catalogue/keywords.ts'
import { line } from '../../media/metadata/text.ts'
import { asChoice, asInteger, asText, shown, WrongValue } from './readings.ts'

/**
 * Words, or objects with a word, what it is said of, and how much (per cent): `{"text": "warm", "type": "Mood",
 * "relevance": 90}`. A type whose values a filter lists has these alone (contract 16).
 */
export function asKeywords(value: unknown, usual: KeywordType): KeywordLabel[] {
  const isObject = (entry: unknown) => typeof entry === 'object' && entry !== null
  const entries = [value].flat()
  return entries.flatMap((entry) => asKeyword(isObject(entry) ? entry : { text: entry }, usual))
}

function asKeyword(
  entry: { readonly text?: unknown; readonly type?: unknown; readonly relevance?: unknown },
  usual: KeywordType,
): KeywordLabel[] {
  const text = line(asText(entry.text))
  if (text === null) return []
  const type = entry.type == null ? usual : asChoice(entry.type, KEYWORD_TYPES)
  const label = { type, text: ofItsType(type, text) }
  return [entry.relevance == null ? label : { ...label, relevance: asInteger(entry.relevance, 0, 100) }]
}

/** The vocabulary's own word for a value that a filter lists; any other word as it is. */
function ofItsType(type: KeywordType, text: string): string {
  const codes = enumeratedCodes(type)
  if (codes.length === 0) return text
  const found = enumeratedKeywordNamed(type, text)
  if (found === null) throw new WrongValue(`${shown(text)} must be one of ${type}: ${codes.join(', ')}.`)
  return found.labels[0]!
}
