import type { SearchQuery } from '../query.ts'
import { freshnessSteps } from '../ranking.ts'
import type { Sql } from './sql.ts'

/** The factor by which the score of a document `d` is multiplied: `liftOf` of `ranking.ts`. */
export function compileLift({
  boostedCountry = null,
  freshOn = null,
}: Pick<SearchQuery, 'boostedCountry' | 'freshOn'>): Sql {
  return {
    sql: `lift(d.qualityRank, d.popularity, ? is not null and d.country is ?, iif(d.family = 'editorial', d.createdMs, null), ?)`,
    values: [boostedCountry, boostedCountry, freshOn],
  }
}

/** Finds a row if any document may be lifted in a query. Indexes make these fast. */
export function compileLifted({ boostedCountry = null, freshOn = null }: SearchQuery): Sql[] {
  return [
    { sql: 'select 1 from document where popularity > 0 or qualityRank < 3 limit 1', values: [] },
    ...(boostedCountry === null
      ? []
      : [{ sql: 'select 1 from document where country = ? limit 1', values: [boostedCountry] }]),
    ...(freshOn === null
      ? []
      : [
          {
            sql: `select 1 from document where family = 'editorial' and createdMs >= ? limit 1`,
            values: [freshnessSteps(freshOn).at(-1)!.sinceMs],
          },
        ]),
  ]
}
