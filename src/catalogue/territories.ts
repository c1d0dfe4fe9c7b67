import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { COUNTRIES } from './data/countries.ts'

/** Where something is offered: only in these countries, or everywhere except in these (ISO 3166-1 alpha-3). */
export type Territories = { readonly allow: readonly string[] } | { readonly deny: readonly string[] }

const byAlpha3 = new Map(COUNTRIES.map(({ alpha3 }, index) => [alpha3, index + 1]))
const alpha3ByAlpha2 = new Map(COUNTRIES.map(({ alpha2, alpha3 }) => [alpha2, alpha3]))

/** Returns the alpha-3 code for an alpha-2 or alpha-3 code; null if there is no such country. */
export function countryCode(text: string | null): string | null {
  const upper = text?.trim().toUpperCase() ?? ''
  return byAlpha3.has(upper) ? upper : (alpha3ByAlpha2.get(upper) ?? null)
}

/** Returns the number of a country in indexes; null for no country. */
export function countryNumber(alpha3: string | null): number | null {
  return alpha3 === null ? null : (byAlpha3.get(alpha3) ?? null)
}

/** Parses the territories of a record. */
export function territoriesOf(json: string | null): Territories | null {
  return json === null ? null : (JSON.parse(json) as Territories)
}

/** Returns whether something is offered in no country at all, because the list of allowed countries is empty. */
export function isOfferedNowhere(territories: Territories | null): boolean {
  return territories !== null && 'allow' in territories && territories.allow.length === 0
}

/** Returns whether something is offered in a country, or in any country if the country is not known. */
export function isOffered(territories: Territories | null, country: string | null): boolean {
  if (isOfferedNowhere(territories)) return false
  if (territories === null || country === null) return true
  return 'allow' in territories ? territories.allow.includes(country) : !territories.deny.includes(country)
}

/** Returns where both are offered: an asset is offered where it and its collection are. */
export function intersectTerritories(one: Territories | null, other: Territories | null): Territories | null {
  if (one === null || other === null) return one ?? other
  if ('allow' in one) return { allow: one.allow.filter((country) => isOffered(other, country)) }
  if ('allow' in other) return intersectTerritories(other, one)
  return { deny: [...new Set([...one.deny, ...other.deny])] }
}

const ALLOWS = '{"allow":%'
const EVERY_COUNTRY = sql.raw(COUNTRIES.map(({ alpha3 }) => `('${alpha3}')`).join(', '))

/** The SQL form of `isOffered` for the intersection of two territories, which are columns with JSON. */
export function compileIsOffered(
  one: RawBuilder<unknown>,
  other: RawBuilder<unknown>,
  country: string | null,
): RawBuilder<SqlBool> {
  if (country !== null) {
    const code = sql`${country}`
    return sql`(${offersIn(one, code)} and ${offersIn(other, code)})`
  }
  // The intersection can be empty only if one of them lists allowed countries.
  const code = sql`country.column1`
  return sql`((coalesce(${one}, '') not like ${ALLOWS} and coalesce(${other}, '') not like ${ALLOWS})
    or exists (select 1 from (values ${EVERY_COUNTRY}) as country
      where ${offersIn(one, code)} and ${offersIn(other, code)}))`
}

/** Whether a country is listed as allowed, or not listed as denied. */
const offersIn = (territories: RawBuilder<unknown>, code: RawBuilder<unknown>) =>
  sql`(${territories} is null or (${territories} like ${ALLOWS}) = (${territories} like '%"' || ${code} || '"%'))`
