import { Type } from 'typebox'
import { nameOfCountry } from '../../catalogue/country-names.ts'
import { COUNTRIES } from '../../catalogue/data/countries.ts'
import type { Language } from '../../lib/languages.ts'
import { type Operation, publicOperation } from '../operation.ts'
import { Text } from '../schemas/nullable.ts'

const Country = Type.Object(
  {
    name: Text({ examples: ['Germany'] }),
    iso_alpha_2: Text({ examples: ['DE'] }),
    iso_alpha_3: Text({ examples: ['DEU'] }),
  },
  { title: 'Country' },
)
const CountriesList = Type.Object({ countries: Type.Array(Country) }, { title: 'CountriesList' })

/** The sorted list in each requested language, cached because sorting takes longer than all the rest. */
const lists = new Map<Language, ReturnType<typeof listIn>>()

/** The operation that lists countries. */
export const countryOperations = (): Operation[] => [
  publicOperation({
    url: '/v3/countries',
    operationId: 'getCountries',
    summary: 'Countries with their ISO codes',
    description: 'Sorted by name, in the language that Accept-Language prefers.',
    tag: 'Countries',
    path: Type.Object({}),
    query: Type.Object({}),
    answer: CountriesList,
    problems: ['InvalidParameterValue'],
    handle: async ({ language }) => {
      const list = lists.get(language) ?? listIn(language)
      lists.set(language, list)
      return list
    },
  }),
]

function listIn(language: Language) {
  const { compare } = new Intl.Collator(language)
  const countries = COUNTRIES.map(({ alpha2, alpha3 }) => ({
    name: nameOfCountry(alpha3, language) ?? alpha2,
    iso_alpha_2: alpha2,
    iso_alpha_3: alpha3,
  }))
  return { countries: countries.sort((a, b) => compare(a.name, b.name)) }
}
