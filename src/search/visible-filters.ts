import { countryNumber } from '../catalogue/territories.ts'
import type { Viewer } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import type { MediaKind } from '../db/tables/assets.ts'
import type { SearchViewer } from '../rights/find-licensable.ts'
import { coveredFilters } from './covered-filters.ts'
import type { Filter } from './query.ts'

/**
 * Returns the filters of a search for one kind of media: what the viewer may see and, with an access token, what the
 * customer may license.
 */
export const searchFilters = async (
  db: Db,
  mediaKind: MediaKind,
  viewer: SearchViewer,
): Promise<Filter[]> => [...visibleFilters(mediaKind, viewer), ...(await coveredFilters(db, viewer.coverage))]

/**
 * Returns the rule of catalogue/visibility.ts as filters, for one kind of media, since no search is for both. Assets
 * that are hidden from everybody are not in the index.
 */
export function visibleFilters(mediaKind: MediaKind, { now, country }: Viewer): Filter[] {
  const number = countryNumber(country)
  return [
    { field: 'mediaKind', in: [mediaKind] },
    { field: 'visibleFromMs', to: now.getTime() },
    { field: 'visibleUntilMs', from: now.getTime() + 1 },
    ...(number === null ? [] : [{ offeredIn: number }]),
  ]
}
