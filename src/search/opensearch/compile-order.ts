import type { SearchQuery } from '../query.ts'
import type { Query } from './compile-text.ts'
import { dailyOrder, differenceFrom } from './scripts.ts'

type Sort = Query | string

/** Newest first, also among equally good matches (contract 16, Order). The last value of each order is the id. */
const NEWEST: readonly Sort[] = [{ createdMs: { order: 'desc', missing: '_last' } }, { id: 'desc' }]

/** Returns the order of a query. `isScored` tells whether documents have scores. */
export function compileOrder(
  { sort, picturedFirst }: Pick<SearchQuery, 'sort' | 'picturedFirst'>,
  isScored: boolean,
): readonly Sort[] {
  return [...(picturedFirst ? [{ bare: 'asc' }] : []), ...orderBy(sort, isScored)]
}

function orderBy(sort: SearchQuery['sort'], isScored: boolean): readonly Sort[] {
  switch (sort.by) {
    case 'best':
      return isScored ? ['_score', ...NEWEST] : NEWEST
    case 'newest':
      return NEWEST
    case 'oldest':
      return [{ createdMs: { order: 'asc', missing: '_last' } }, { id: 'asc' }]
    case 'quality':
      return [{ bare: 'asc' }, { qualityRank: 'asc' }, ...NEWEST]
    case 'popular':
      return [{ popularity: 'desc' }, ...NEWEST]
    case 'random':
      return [byNumber(dailyOrder(sort.day)), { id: 'asc' }]
    case 'colour':
      return [byNumber(differenceFrom(sort.to)), ...NEWEST]
  }
}

const byNumber = (script: object): Sort => ({ _script: { type: 'number', order: 'asc', script } })
