import type { Language } from '../lib/languages.ts'
import { COUNTRIES } from './data/countries.ts'

const namesByLanguage = new Map<Language, ReadonlyMap<string, string | null>>()

/** What Unicode calls the country with these three letters, in a language; null when there is none. */
export function nameOfCountry(alpha3: string, language: Language): string | null {
  const names = namesByLanguage.get(language) ?? namesIn(language)
  namesByLanguage.set(language, names)
  return names.get(alpha3) ?? null
}

function namesIn(language: Language): Map<string, string | null> {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  return new Map(COUNTRIES.map(({ alpha2, alpha3 }) => [alpha3, names.of(alpha2) ?? null]))
}
