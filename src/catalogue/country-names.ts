import type { Language } from '../lib/languages.ts'
import { COUNTRIES } from './data/countries.ts'

const alpha2ByAlpha3 = new Map(COUNTRIES.map(({ alpha2, alpha3 }) => [alpha3, alpha2]))
const namesByLanguage = new Map<string, Intl.DisplayNames>()

/** What Unicode calls the country with these three letters, in a language; null when there is none. */
export function nameOfCountry(alpha3: string, language: Language): string | null {
  const alpha2 = alpha2ByAlpha3.get(alpha3)
  if (alpha2 === undefined) return null
  const names = namesByLanguage.get(language) ?? new Intl.DisplayNames(language, { type: 'region' })
  namesByLanguage.set(language, names)
  return names.of(alpha2) ?? null
}
