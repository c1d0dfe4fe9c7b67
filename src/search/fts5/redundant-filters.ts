import type { Filter } from '../query.ts'
import { NEVER_MS } from '../search-index.ts'
import type { Sql } from './sql.ts'

/**
 * Finds a document that a filter excludes, using an index made for this; null if finding one is as slow as filtering.
 * In most libraries nearly everything is visible to everybody, and a filter that excludes nothing need not be applied
 * to a hundred thousand documents.
 */
export function compileExcluded(filter: Filter): Sql | null {
  if ('offeredIn' in filter) return anyDocument('offered is not null', [])
  if (!('field' in filter)) return null
  if ((filter.field === 'family' || filter.field === 'mediaKind') && 'in' in filter) {
    // There are only two values of each, so excluded ones sort before or after the wanted ones.
    const [first, last = first] = filter.in.toSorted()
    return first === undefined
      ? null
      : anyDocument(`${filter.field} < ? or ${filter.field} > ?`, [first, last!])
  }
  if (filter.field === 'visibleFromMs' && 'to' in filter)
    return anyDocument('visibleFromMs > ? and visibleFromMs <> 0', [filter.to])
  if (filter.field === 'visibleUntilMs' && 'from' in filter)
    return anyDocument(`visibleUntilMs < ? and visibleUntilMs <> ${NEVER_MS}`, [filter.from])
  return null
}

const anyDocument = (condition: string, values: Sql['values']): Sql => ({
  sql: `select 1 from document where ${condition} limit 1`,
  values,
})
