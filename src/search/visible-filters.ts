import { countryNumber } from '../catalogue/territories.ts'
import type { Viewer } from '../catalogue/visibility.ts'
import type { Filter } from './query.ts'

/** The rule of catalogue/visibility.ts as filters: what nobody may see is in no index. */
export function visibleFilters({ now, country }: Viewer): Filter[] {
  const number = countryNumber(country)
  return [
    { field: 'visibleFromMs', to: now.getTime() },
    { field: 'visibleUntilMs', from: now.getTime() + 1 },
    ...(number === null ? [] : [{ offeredIn: number }]),
  ]
}
