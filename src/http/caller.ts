import type { IncomingHttpHeaders } from 'node:http'
import { type Ability, abilitiesOf } from '../access/abilities.ts'
import type { Client } from '../access/clients.ts'
import type { Customer, Person } from '../access/identity.ts'
import { countryCode } from '../catalogue/territories.ts'
import { Problem } from '../lib/problem.ts'
import { cleanSizes, type GalleryClean } from '../renditions/display-sizes.ts'
import type { RenditionName } from '../renditions/ladder.ts'

/** What answers that everybody may keep can depend on of who asks. */
export type PublicCaller = {
  readonly abilities: ReadonlySet<Ability>
  /** The display sizes that are shown without a watermark. */
  readonly clean: ReadonlySet<RenditionName>
  /** ISO 3166 alpha-3; null when nobody says it. */
  readonly country: string | null
  /** Names all of the above: callers of equal state get equal public answers. */
  readonly state: string
}

/** Who asks: a client of the API, perhaps one of a customer, perhaps on behalf of a person. */
export type Caller = PublicCaller & {
  readonly credential: Client
  readonly customer: Customer | null
  readonly person: Person | null
  /** Whether an access token came along with the key. */
  readonly hasToken: boolean
}

/** The caller as operations see it whose answers everybody may keep. */
export const publicPart = ({ abilities, clean, country, state }: Caller): PublicCaller => ({
  abilities,
  clean,
  country,
  state,
})

/** How the country of a request is known besides what its key says. */
export type CountryOfProxy = { readonly countryHeader: string | null; readonly isBehindProxy: boolean }

/** What callers are shown that depends on the settings. */
export type CallerSettings = {
  readonly proxy: CountryOfProxy
  readonly galleryClean: GalleryClean
  /** Whether a request with the gallery's key has the pass of a page that is open. */
  readonly isFromGalleryPage: (headers: IncomingHttpHeaders) => boolean
}

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
 * Who asks with a key, and what they may see. The country (contract 16) is GI-Country-Code where the key may send it, else
 * what a trusted proxy says in the header that the owner named, else the client's own. Access tokens are not issued yet,
 * so no request names a customer or a person.
 *
 * @throws Problem InvalidParameterValue when a key that may say its country says one that does not exist.
 */
export function callerOf(client: Client, headers: IncomingHttpHeaders, settings: CallerSettings): Caller {
  const abilities = abilitiesOf(client)
  const country = countryOf(client, headers, settings.proxy)
  const galleryClean =
    client.gallery === 1 && settings.isFromGalleryPage(headers) ? settings.galleryClean : null
  return {
    abilities,
    clean: cleanSizes(abilities, galleryClean),
    country,
    state: `${client.abilities} ${country} ${galleryClean}`,
    credential: client,
    customer: null,
    person: null,
    hasToken: false,
  }
}

function countryOf(client: Client, headers: IncomingHttpHeaders, proxy: CountryOfProxy): string | null {
  const asked = headers['gi-country-code']
  return asked !== undefined && asked !== '' && abilitiesOf(client).has('country')
    ? askedCountry(String(asked))
    : (countryByProxy(headers, proxy) ?? client.country)
}

function askedCountry(text: string): string {
  const country = countryCode(text)
  if (country !== null) return country
  throw new Problem(
    'InvalidParameterValue',
    `Invalid value '${text.slice(0, 40)}' for header 'GI-Country-Code': it must be a code of GET /v3/countries, such as USA.`,
  )
}
