import type { RightsDefaults } from '../catalogue/stated-rights.ts'
import type { Db } from '../db/database.ts'
import type { Language } from '../lib/languages.ts'
import type { SearchViewer } from '../rights/find-licensable.ts'
import type { PhraseSettings } from './read-text.ts'
import type { SearchIndex } from './search-index.ts'

/** What a search for assets needs. */
export type AssetSearchServices = {
  readonly db: Db
  readonly index: SearchIndex
  readonly phrases: PhraseSettings
}

/** Who searches, in which language, and with which defaults for rights. */
export type SearchContext = {
  readonly viewer: SearchViewer
  readonly language: Language
  readonly rightsDefaults: RightsDefaults
}
