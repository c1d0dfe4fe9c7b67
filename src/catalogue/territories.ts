import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { COUNTRIES } from './data/countries.ts'

/** Where something is offered: in these countries alone, or everywhere but in them (ISO 3166-1 alpha-3). */
export type Territories = { readonly allow: readonly string[] } | { readonly deny: readonly string[] }

const byAlpha3 = new Map(COUNTRIES.map(({ alpha3 }, index) => [alpha3, index + 1]))
const alpha3ByAlpha2 = new Map(COUNTRIES.map(({ alpha2, alpha3 }) => [alpha2, alpha3]))

/** The three letters of a country that is written with two or three; null when there is none. */
export function countryCode(text: string | null): string | null {
  const upper = text?.trim().toUpperCase() ?? ''
  return byAlpha3.has(upper) ? upper : (alpha3ByAlpha2.get(upper) ?? null)
}

/** The number by which indexes know a country; null for none. */
export function countryNumber(alpha3: string | null): number | null {
  return alpha3 === null ? null : (byAlpha3.get(alpha3) ?? null)
}

/** Reads what the records keep. */
export function territoriesOf(json: string | null): Territories | null {
  return json === null ? null : (JSON.parse(json) as Territories)
}

/** Returns whether something is offered in no country at all: it is to be offered in those of an empty list alone. */
export function isOfferedNowhere(territories: Territories | null): boolean {
  return territories !== null && 'allow' in territories && territories.allow.length === 0
}

/** Returns whether something is offered in a country; where the country is not known, what is offered anywhere is. */
export function isOffered(territories: Territories | null, country: string | null): boolean {
  if (isOfferedNowhere(territories)) return false
  if (territories === null || country === null) return true
  return 'allow' in territories ? territories.allow.includes(country) : !territories.deny.includes(country)
}

/** What both leave over: an asset is offered where its collection is and it is itself. */
export function both(one: Territories | null, other: Territories | null): Territories | null {
  if (one === null || other === null) return one ?? other
  if ('allow' in one) return { allow: one.allow.filter((country) => isOffered(other, country)) }
  if ('allow' in other) return both(other, one)
  return { deny: [...new Set([...one.deny, ...other.deny])] }
}

const ALLOWS = '{"allow":%'
const EVERY_COUNTRY = sql.raw(COUNTRIES.map(({ alpha3 }) => `('${alpha3}')`).join(', '))

/** `isOffered` of `both` as a condition: the columns hold territories as the records keep them. */
export function areBothOffered(
  one: RawBuilder<unknown>,
  other: RawBuilder<unknown>,
  country: string | null,
): RawBuilder<SqlBool> {
  if (country !== null) {
    const code = sql`${country}`
    return sql`(${offersIn(one, code)} and ${offersIn(other, code)})`
  }
  // Only where one of them has a list of countries to offer something in may there be none left.
  const code = sql`country.column1`
  return sql`((coalesce(${one}, '') not like ${ALLOWS} and coalesce(${other}, '') not like ${ALLOWS})
    or exists (select 1 from (values ${EVERY_COUNTRY}) as country
      where ${offersIn(one, code)} and ${offersIn(other, code)}))`
}

/** Whether territories offer something in a country: it is named among those to offer in, or not among the others. */
const offersIn = (territories: RawBuilder<unknown>, code: RawBuilder<unknown>) =>
  sql`(${territories} is null or (${territories} like ${ALLOWS}) = (${territories} like '%"' || ${code} || '"%'))`
