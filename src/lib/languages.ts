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

/** The language of ours that a tag means (lookup of RFC 4647): "de-AT" is de, "pt" is pt-BR; null when it is none. */
export function languageOf(tag: string): Language | null {
  const lower = tag.toLowerCase()
  return byName.get(lower) ?? byName.get(lower.split('-')[0]!) ?? null
}
