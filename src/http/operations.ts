import type { Db } from '../db/database.ts'
import type { Clock } from '../lib/clock.ts'
import type { SearchIndex } from '../search/search-index.ts'
import type { Operation } from './operation.ts'
import { countryOperations } from './operations/countries.ts'
import { imageOperations } from './operations/images.ts'
import { searchCreativeImages } from './operations/search-creative-images.ts'

/** Every operation of the API: the router, the OpenAPI document and the tests walk this list. */
export const allOperations = (services: { db: Db; index: SearchIndex; now: Clock }): Operation[] => [
  searchCreativeImages(services),
  ...imageOperations(services),
  ...countryOperations(),
]
