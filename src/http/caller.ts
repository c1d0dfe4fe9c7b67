import type { IncomingHttpHeaders } from 'node:http'
import { type Ability, abilitiesOf } from '../access/abilities.ts'
import type { Client } from '../access/clients.ts'
import { countryCode } from '../catalogue/territories.ts'
import { Problem } from '../lib/problem.ts'

/** Who asks, as far as it decides what is answered. */
export type Caller = {
  readonly abilities: ReadonlySet<Ability>
  /** ISO 3166 alpha-3; null when nobody says it. */
  readonly country: string | null
  /** Callers of equal state get equal answers. */
  readonly state: string
}

/** How the country of a request is known besides what its key says. */
export type CountryOfProxy = { readonly countryHeader: string | null; readonly isBehindProxy: boolean }

/**
 * The country that a trusted proxy names in the header that the owner set; null where there is none. It is all that is
 * known of who asks without a key.
 */
export function countryByProxy(
  headers: IncomingHttpHeaders,
  { countryHeader, isBehindProxy }: CountryOfProxy,
): string | null {
  if (!isBehindProxy || countryHeader === null) return null
  return countryCode(String(headers[countryHeader.toLowerCase()] ?? ''))
}

/**
 * The country of a request (contract 16): GI-Country-Code where the key may send it, else what a trusted proxy says in
 * the header that the owner named, else the customer's own.
 *
 * @throws Problem with `invalidCode` when a key that may say its country says one that does not exist.
 */
export function callerOf(client: Client, headers: IncomingHttpHeaders, proxy: CountryOfProxy): Caller {
  const abilities = abilitiesOf(client)
  const asked = headers['gi-country-code']
  const country =
    asked !== undefined && asked !== '' && abilities.has('country')
      ? askedCountry(String(asked))
      : (countryByProxy(headers, proxy) ?? client.country)
  return { abilities, country, state: `${client.abilities} ${country}` }
}

function askedCountry(text: string): string {
  const country = countryCode(text)
  if (country !== null) return country
  throw new Problem(
    'InvalidParameterValue',
    `Invalid value '${text.slice(0, 40)}' for header 'GI-Country-Code': it must be a code of GET /v3/countries, such as USA.`,
  )
}
