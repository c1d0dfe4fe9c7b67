/** The languages of answers (contract 4.1), as `content-language` writes them. */
export const LANGUAGES = [
  ...[
    'cs',
    'de',
    'en-GB',
    'en-US',
    'es',
    'fi',
    'fr',
    'hu',
    'id',
    'it',
    'ja',
    'ko',
    'nl',
    'pl',
    'pt-BR',
    'pt-PT',
  ],
  ...['ro', 'ru', 'sv', 'th', 'tr', 'uk', 'vi', 'zh-HK'],
] as const

export type Language = (typeof LANGUAGES)[number] | (string & {})

export const DEFAULT_LANGUAGE: Language = 'en-US'

/** What a bare language stands for where the list has it only with a region. */
const REGIONS: Readonly<Record<string, Language>> = { en: 'en-US', pt: 'pt-BR', zh: 'zh-HK' }

const byName = new Map<string, Language>([
  ...LANGUAGES.map((language) => [language.toLowerCase(), language] as const),
  ...Object.entries(REGIONS),
])
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
    const language = byName.get(tag) ?? byName.get(tag.split('-')[0]!)
    if (language) return language
  }
  return DEFAULT_LANGUAGE
}
