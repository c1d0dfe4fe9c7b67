import type { IncomingHttpHeaders } from 'node:http'
import { type Ability, abilitiesOf } from '../access/abilities.ts'
import type { Client } from '../access/clients.ts'
import { countryCode } from '../catalogue/territories.ts'
import { Problem } from '../lib/problem.ts'
import { CLEAN_UP_TO, type RenditionName } from '../renditions/ladder.ts'

/** Who asks, as far as it decides what is answered. */
export type Caller = {
  readonly abilities: ReadonlySet<Ability>
  /** The display sizes that are shown without a watermark. */
  readonly clean: ReadonlySet<RenditionName>
  /** ISO 3166 alpha-3; null when nobody says it. */
  readonly country: string | null
  /** Callers of equal state get equal answers. */
  readonly state: string
}

/** How the country of a request is known besides what its key says. */
export type CountryOfProxy = { readonly countryHeader: string | null; readonly isBehindProxy: boolean }

/** What callers are shown that depends on the settings. */
export type CallerSettings = {
  readonly proxy: CountryOfProxy
  /** The largest size that the gallery's page shows without a watermark. */
  readonly galleryClean: 'thumb' | 'preview' | 'comp'
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
 * Who asks: abilities, sizes without a watermark, and the country (contract 16), which is GI-Country-Code where the key
 * may send it, else what a trusted proxy says in the header that the owner named, else the customer's own.
 *
 * @throws Problem with `invalidCode` when a key that may say its country says one that does not exist.
 */
export function callerOf(client: Client, headers: IncomingHttpHeaders, settings: CallerSettings): Caller {
  const abilities = abilitiesOf(client)
  const country = countryOf(client, headers, settings.proxy)
  const clean = largestClean(client, headers, settings)
  return { abilities, country, clean: CLEAN_UP_TO[clean], state: `${client.abilities} ${country} ${clean}` }
}

function largestClean(
  client: Client,
  headers: IncomingHttpHeaders,
  { galleryClean, isFromGalleryPage }: CallerSettings,
): keyof typeof CLEAN_UP_TO {
  if (abilitiesOf(client).has('unwatermarked')) return 'all'
  return client.gallery === 1 && isFromGalleryPage(headers) ? galleryClean : 'thumb'
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
