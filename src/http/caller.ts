import type { IncomingHttpHeaders } from 'node:http'
import { type Ability, abilitiesOf } from '../access/abilities.ts'
import type { Client } from '../access/clients.ts'
import type { Customer, Person } from '../access/identity.ts'
import type { RateLeft } from '../access/throttle.ts'
import type { FoundToken } from '../access/tokens.ts'
import { countryCode } from '../catalogue/territories.ts'
import type { Clock } from '../lib/clock.ts'
import { Problem } from '../lib/problem.ts'
import { cleanSizes, type GalleryClean } from '../renditions/display-sizes.ts'
import type { RenditionName } from '../renditions/ladder.ts'
import { isCovered, type Licensable } from '../rights/coverage.ts'
import type { Rights, RightsBook } from '../rights/rights-book.ts'

/** What public answers may depend on about the caller. */
export type PublicCaller = {
  readonly abilities: ReadonlySet<Ability>
  /** Returns the display sizes of an asset that are shown without a watermark. */
  readonly cleanSizes: (asset: Licensable) => ReadonlySet<RenditionName>
  /** ISO 3166 alpha-3; null when unknown. */
  readonly country: string | null
  /** What the customer may license; null without an access token. */
  readonly rights: Rights | null
  /** Identifies all of the above: callers with equal states get equal public answers. */
  readonly state: string
}

/** The caller of an operation: a client of the API, possibly of a customer, possibly on behalf of a person. */
export type Caller = PublicCaller & {
  readonly credential: Client
  readonly customer: Customer | null
  readonly person: Person | null
  /** Whether an access token was sent with the key. */
  readonly hasToken: boolean
  /** What is left of the rate of the key; null if it has no limit. */
  readonly rate: RateLeft | null
}

/** The part of a caller that public operations see. */
export const publicPart = ({ abilities, cleanSizes, country, rights, state }: Caller): PublicCaller => ({
  abilities,
  cleanSizes,
  country,
  rights,
  state,
})

/** Where the country of a request comes from, besides its key. */
export type CountryOfProxy = { readonly countryHeader: string | null; readonly isBehindProxy: boolean }

/** The settings that decide what callers may see. */
export type CallerSettings = {
  readonly proxy: CountryOfProxy
  readonly galleryClean: GalleryClean
  /** Returns whether a request with the gallery's key has the pass of an open page. */
  readonly isFromGalleryPage: (headers: IncomingHttpHeaders) => boolean
  readonly rightsBook: RightsBook
  readonly now: Clock
}

/**
 * The country that a trusted proxy names in the configured header; null when there is none. Nothing else is known about
 * a caller without a key.
 */
export function countryByProxy(
  headers: IncomingHttpHeaders,
  { countryHeader, isBehindProxy }: CountryOfProxy,
): string | null {
  if (!isBehindProxy || countryHeader === null) return null
  return countryCode(String(headers[countryHeader.toLowerCase()] ?? ''))
}

/**
 * Returns the caller with a key, and what they may see. The country (contract 16) is GI-Country-Code if the key may send
 * it, otherwise that of the proxy's header, otherwise that of the client's customer. `found` is the access
 * token that came with the request.
 *
 * @throws Problem InvalidParameterValue when a key that may name a country names one that does not exist.
 */
export function callerOf(
  { client, headers, rate }: Pick<Caller, 'rate'> & { client: Client; headers: IncomingHttpHeaders },
  settings: CallerSettings,
  found: FoundToken | null = null,
): Caller {
  const abilities = abilitiesOf(client)
  const home = found === null ? client.country : found.customer.country
  const country = countryOf(client, headers, { proxy: settings.proxy, home })
  const rights = found && settings.rightsBook.of(found.customer.id, settings.now())
  const galleryClean =
    client.gallery === 1 && settings.isFromGalleryPage(headers) ? settings.galleryClean : null
  return {
    abilities,
    cleanSizes: (asset) =>
      cleanSizes({ abilities, galleryClean, isCovered: rights !== null && isCovered(rights, asset) }),
    country,
    rights,
    state: `${client.abilities} ${country} ${galleryClean} ${rights?.state}`,
    credential: client,
    customer: found?.customer ?? null,
    person: found?.person ?? null,
    hasToken: found !== null,
    rate,
  }
}

/** `home` is the country of the customer. */
function countryOf(
  client: Client,
  headers: IncomingHttpHeaders,
  { proxy, home }: { proxy: CountryOfProxy; home: string | null },
): string | null {
  const requested = headers['gi-country-code']
  return requested !== undefined && requested !== '' && abilitiesOf(client).has('country')
    ? readCountry(String(requested))
    : (countryByProxy(headers, proxy) ?? home)
}

function readCountry(text: string): string {
  const country = countryCode(text)
  if (country !== null) return country
  throw new Problem(
    'InvalidParameterValue',
    `Invalid value '${text.slice(0, 40)}' for header 'GI-Country-Code': it must be a country code from GET /v3/countries, such as USA.`,
  )
}
