/** The languages of API answers (contract 4.1), as `content-language` writes them. */
export const LANGUAGES = [
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
  'ro',
  'ru',
  'sv',
  'th',
  'tr',
  'uk',
  'vi',
  'zh-HK',
] as const

/** A language tag; of the answers' languages, or any other for texts. */
export type Language = (typeof LANGUAGES)[number] | (string & {})

/** The language of texts that do not name one. */
export const DEFAULT_LANGUAGE: Language = 'en-US'

/** The regional form that a bare language stands for, where the list has only that. */
const REGIONS: Readonly<Record<string, Language>> = { en: 'en-US', pt: 'pt-BR', zh: 'zh-HK' }

const byName = new Map<string, Language>([
  ...LANGUAGES.map((language) => [language.toLowerCase(), language] as const),
  ...Object.entries(REGIONS),
])

/** The supported language for a tag (lookup of RFC 4647): "de-AT" is de, "pt" is pt-BR; null when there is none. */
export function languageOf(tag: string): Language | null {
  const lower = tag.toLowerCase()
  return byName.get(lower) ?? byName.get(lower.split('-')[0]!) ?? null
}

const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
const textLanguages = new Map<string, Language | null>()
const MAX_KEPT_TAGS = 1000

/**
 * The language of texts with this tag, in canonical form (BCP 47) and without a redundant region: "el-GR" is el, "de-AT"
 * stays. Null when the tag is not a language known to Unicode. A bare language stands for its region, as in `languageOf`.
 */
export function textLanguageOf(tag: string): Language | null {
  const cached = textLanguages.get(tag)
  if (cached !== undefined) return cached
  const language = byName.get(tag.toLowerCase()) ?? canonical(tag)
  if (textLanguages.size >= MAX_KEPT_TAGS) textLanguages.clear()
  textLanguages.set(tag, language)
  return language
}

function canonical(tag: string): Language | null {
  try {
    const locale = new Intl.Locale(tag)
    if (names.of(locale.language) === undefined) return null
    const short = locale.minimize().toString()
    // The bare language is the one of Hong Kong here.
    if (short === 'zh') return 'zh-Hans'
    return byName.get(short.toLowerCase()) ?? short
  } catch {
    return null
  }
}

/** Returns the best available language for a requested one: the same tag, else the same script, else the same language. */
export function closestLanguage(requested: Language, available: readonly Language[]): Language | null {
  if (available.includes(requested)) return requested
  const wanted = likely(requested)
  const same = available.filter((it) => likely(it).language === wanted.language)
  return same.find((it) => likely(it).script === wanted.script) ?? same[0] ?? null
}

const likelies = new Map<Language, { language: string; script: string | undefined }>()

function likely(tag: Language) {
  const cached = likelies.get(tag)
  if (cached) return cached
  const { language, script } = new Intl.Locale(tag).maximize()
  // Readers of either form of Norwegian can read the other.
  const found = { language: /^n[bn]$/.test(language) ? 'no' : language, script }
  if (likelies.size >= MAX_KEPT_TAGS) likelies.clear()
  likelies.set(tag, found)
  return found
}
