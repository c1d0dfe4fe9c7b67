import { DEFAULT_LANGUAGE, type Language, languageOf } from '../lib/languages.ts'

const known = new Map<string, Language>()

/**
 * The language that an Accept-Language header prefers among ours (RFC 9110, 12.5.4, and lookup of RFC 4647),
 * en-US when it names none of them.
 */
export function negotiateLanguage(header: string | undefined): Language {
  if (header === undefined) return DEFAULT_LANGUAGE
  const found = known.get(header)
  if (found) return found
  const language = preferred(header)
  if (known.size > 500) known.clear()
  known.set(header, language)
  return language
}

function preferred(header: string): Language {
  const ranges = header
    .slice(0, 500)
    .split(',')
    .map((range, index) => {
      const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
      const q = Number(parameters.find((part) => part.startsWith('q='))?.slice(2) ?? 1)
      return { tag, q: Number.isNaN(q) ? 0 : q, index }
    })
  for (const { tag } of ranges.filter(({ q }) => q > 0).sort((a, b) => b.q - a.q || a.index - b.index)) {
    const language = languageOf(tag)
    if (language) return language
  }
  return DEFAULT_LANGUAGE
}
