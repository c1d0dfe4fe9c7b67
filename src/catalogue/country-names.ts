import { DEFAULT_LANGUAGE, type Language } from '../lib/languages.ts'
import { foldName } from '../lib/text.ts'
import { COUNTRIES } from './data/countries.ts'

const namesByLanguage = new Map<Language, ReadonlyMap<string, string | null>>()

/** Returns the Unicode CLDR name of a country in a language; null if there is no such country. */
export function nameOfCountry(alpha3: string, language: Language): string | null {
  const names = namesByLanguage.get(language) ?? namesIn(language)
  namesByLanguage.set(language, names)
  return names.get(alpha3) ?? null
}

function namesIn(language: Language): Map<string, string | null> {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  return new Map(COUNTRIES.map(({ alpha2, alpha3 }) => [alpha3, names.of(alpha2) ?? null]))
}

const codesByLanguage = new Map<Language, ReadonlyMap<string, string>>()

/** Returns the alpha-3 code of the country with this name in English or the given language; null if there is none. */
export function countryNamed(name: string, language: Language = DEFAULT_LANGUAGE): string | null {
  const folded = foldName(name)
  for (const tag of [DEFAULT_LANGUAGE, language]) {
    const codes = codesByLanguage.get(tag) ?? codesIn(tag)
    codesByLanguage.set(tag, codes)
    const found = codes.get(folded)
    if (found) return found
  }
  return null
}

/** Country codes by folded full name, short name ("UK") and alpha-3 code. */
function codesIn(language: Language): Map<string, string> {
  const short = new Intl.DisplayNames(language, { type: 'region', style: 'short' })
  return new Map(
    COUNTRIES.flatMap(({ alpha2, alpha3 }) =>
      [alpha3, short.of(alpha2), nameOfCountry(alpha3, language)].flatMap((name) =>
        name ? [[foldName(name), alpha3] as const] : [],
      ),
    ),
  )
}
