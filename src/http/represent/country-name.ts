import { nameOfCountry } from '../../catalogue/country-names.ts'
import { DEFAULT_LANGUAGE, type Language } from '../../lib/languages.ts'

/** In English the name given by the source; in other languages the name of the country code in Unicode CLDR. */
export function countryName(
  { countryName, countryCode }: { countryName: string | null; countryCode: string | null },
  language: Language,
): string | null {
  if (language === DEFAULT_LANGUAGE || countryCode === null) return countryName
  return nameOfCountry(countryCode, language) ?? countryName
}
