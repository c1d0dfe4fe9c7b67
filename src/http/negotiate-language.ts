import {
  closestLanguage,
  DEFAULT_LANGUAGE,
  LANGUAGES,
  type Language,
  languageOf,
  textLanguageOf,
} from '../lib/languages.ts'

const LISTED: readonly Language[] = LANGUAGES
const MAX_KEPT_HEADERS = 500
const cached = new WeakMap<ReadonlySet<Language>, Map<string, Language>>()

/**
 * The language that an Accept-Language header prefers (RFC 9110, 12.5.4, and lookup of RFC 4647) among those of the
 * contract and those that the library has texts in; en-US when it names none of them.
 */
export function negotiateLanguage(header: string | undefined, ofTexts: ReadonlySet<Language>): Language {
  if (header === undefined) return DEFAULT_LANGUAGE
  const byHeader = cached.get(ofTexts) ?? new Map<string, Language>()
  cached.set(ofTexts, byHeader)
  const found = byHeader.get(header)
  if (found) return found
  const language = preferred(header, [...ofTexts])
  if (byHeader.size > MAX_KEPT_HEADERS) byHeader.clear()
  byHeader.set(header, language)
  return language
}

/** The value of `content-language`: the language of the answer if the contract lists it, otherwise en-US. */
export const contentLanguage = (language: Language): Language => languageOf(language) ?? DEFAULT_LANGUAGE

function preferred(header: string, ofTexts: readonly Language[]): Language {
  for (const tag of preferredTags(header)) {
    const language = textLanguageOf(tag)
    if (language !== null && (LISTED.includes(language) || ofTexts.includes(language))) return language
    const found = languageOf(tag) ?? (language && closestLanguage(language, ofTexts))
    if (found) return found
  }
  return DEFAULT_LANGUAGE
}

/** The language tags of an Accept-Language header in lower case, best first (RFC 9110, 12.5.4). */
export function preferredTags(header: string): string[] {
  const ranges = header
    .slice(0, 500)
    .split(',')
    .map((range, index) => {
      const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
      const q = Number(parameters.find((part) => part.startsWith('q='))?.slice(2) ?? 1)
      return { tag, q: Number.isNaN(q) ? 0 : q, index }
    })
  const wanted = ranges.filter(({ q }) => q > 0).sort((a, b) => b.q - a.q || a.index - b.index)
  return wanted.map(({ tag }) => tag)
}
