import type { Filter } from '../query.ts'
import { NEVER_MS } from '../search-index.ts'
import type { Sql } from './sql.ts'

/**
 * A document that a filter leaves out, by an index that is made for this question; null where to know takes as long as
 * to filter. In most libraries nearly everything may be seen by everybody, and a filter that leaves nothing out need
 * not be asked of each of a hundred thousand documents.
 */
export function compileLeftOut(filter: Filter): Sql | null {
  if ('offeredIn' in filter) return leftOut('offered is not null', [])
  if (!('field' in filter)) return null
  if ((filter.field === 'family' || filter.field === 'mediaKind') && 'in' in filter) {
    // There are two of each, so what is outside of those asked for sorts before or behind them.
    const [first, last = first] = filter.in.toSorted()
    return first === undefined ? null : leftOut(`${filter.field} < ? or ${filter.field} > ?`, [first, last!])
  }
  if (filter.field === 'visibleFromMs' && 'to' in filter)
    return leftOut('visibleFromMs > ? and visibleFromMs <> 0', [filter.to])
  if (filter.field === 'visibleUntilMs' && 'from' in filter)
    return leftOut(`visibleUntilMs < ? and visibleUntilMs <> ${NEVER_MS}`, [filter.from])
  return null
}

const leftOut = (condition: string, values: Sql['values']): Sql => ({
  sql: `select 1 from document where ${condition} limit 1`,
  values,
})
