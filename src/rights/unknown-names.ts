import type { Db } from '../db/database.ts'
import type { Terms } from './terms.ts'

const MAX_SHOWN = 10

/**
 * Says which collections and brands in the terms of a product the library does not have, one sentence for each, and what
 * would be right. They may be ingested later, so this is no mistake.
 */
export async function findUnknownNames(
  db: Db,
  { collections = [], brands = [] }: Pick<Terms, 'collections' | 'brands'>,
): Promise<string[]> {
  if (collections.length === 0 && brands.length === 0) return []
  const known = await db.selectFrom('collection').select(['code', 'name', 'brand']).orderBy('code').execute()
  const codes = new Set(known.map(({ code }) => code))
  const knownBrands: ReadonlySet<string> = new Set(known.map(({ brand }) => brand ?? 'gettyimages'))
  const hint = (wanted: string): string => {
    const named = known.find(({ name }) => name.toUpperCase() === wanted.toUpperCase())
    if (named) return `The collection "${named.name}" has the code ${named.code}.`
    if (known.length === 0) return 'There are no collections yet.'
    const shown = known.slice(0, MAX_SHOWN).map(({ code, name }) => `${code} (${name})`)
    const more = known.length > MAX_SHOWN ? `, and ${known.length - MAX_SHOWN} more` : ''
    return `There are ${shown.join(', ')}${more}.`
  }
  return [
    ...collections
      .filter((code) => !codes.has(code))
      .map((code) => `No collection has the code "${code}". ${hint(code)}`),
    ...brands
      .filter((brand) => !knownBrands.has(brand))
      .map((brand) => `No collection has the brand ${brand}.`),
  ]
}
