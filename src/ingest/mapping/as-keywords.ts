import {
  enumeratedCodes,
  enumeratedKeywordNamed,
  KEYWORD_TYPES,
  type KeywordLabel,
  type KeywordType,
} from '../../catalogue/keywords.ts'
import { line } from '../../media/metadata/text.ts'
import { asChoice, asInteger, asText, InvalidValue, quoted } from './readings.ts'

/**
 * Reads keywords: texts, or objects with text, type and relevance in per cent: `{"text": "warm", "type": "Mood",
 * "relevance": 90}`. Types with a closed list of values accept only those (contract 16).
 */
export function asKeywords(value: unknown, defaultType: KeywordType): KeywordLabel[] {
  const isObject = (entry: unknown) => typeof entry === 'object' && entry !== null
  const entries = [value].flat()
  return entries.flatMap((entry) => asKeyword(isObject(entry) ? entry : { text: entry }, defaultType))
}

function asKeyword(
  entry: { readonly text?: unknown; readonly type?: unknown; readonly relevance?: unknown },
  defaultType: KeywordType,
): KeywordLabel[] {
  const text = line(asText(entry.text))
  if (text === null) return []
  const type = entry.type == null ? defaultType : asChoice(entry.type, KEYWORD_TYPES)
  const label = { type, text: asValueOf(type, text) }
  return [entry.relevance == null ? label : { ...label, relevance: asInteger(entry.relevance, 0, 100) }]
}

/** Types of which filters have only some values: pictures are also made in other techniques. */
const OPEN_TYPES: readonly KeywordType[] = ['ImageTechnique', 'Viewpoint']

/** Returns the vocabulary's own label for a value of a filter; texts of other types stay as they are. */
function asValueOf(type: KeywordType, text: string): string {
  const codes = enumeratedCodes(type)
  if (codes.length === 0) return text
  const found = enumeratedKeywordNamed(type, text)
  if (found === null && OPEN_TYPES.includes(type)) return text
  if (found === null) throw new InvalidValue(`${quoted(text)} must be one of ${type}: ${codes.join(', ')}.`)
  return found.labels[0]!
}
