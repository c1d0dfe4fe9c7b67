import { countryNamed } from '../../catalogue/country-names.ts'
import { DEFAULT_LANGUAGE, type Language } from '../../lib/languages.ts'
import { asCountryCode } from './readings.ts'
import type { Values } from './values.ts'

/** Reads where a picture was taken or an event happens; the country code follows from the name if it is not given. */
export function places(
  values: Values<'city' | 'state' | 'country' | 'country_code'>,
  language: Language = DEFAULT_LANGUAGE,
) {
  const countryName = values.text('country')
  const code = values.readLeniently('country_code', asCountryCode)
  return {
    city: values.text('city'),
    provinceState: values.text('state'),
    countryName,
    countryCode: code ?? (countryName === null ? null : countryNamed(countryName, language)),
  }
}
