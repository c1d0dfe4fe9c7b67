import type { Insertable } from 'kysely'
import type { AssetTable, Segment } from '../db/tables/assets.ts'
import type { Texts } from './asset.ts'
import type { KeywordLabel } from './keywords.ts'

type Named =
  | 'id'
  | 'version'
  | 'artistId'
  | 'artistWritten'
  | 'editorialSourceId'
  | 'collectionId'
  | 'dateSubmittedMs'
  | 'edits'

/** Everything that a source says of an asset; names in place of the ids of artist, source and collection. */
export type AssetDescription = Omit<Insertable<AssetTable>, Named | 'withdrawnMs'> & {
  readonly artist: string | null
  readonly editorialSource: string | null
  readonly collection: string
  readonly keywords: readonly KeywordLabel[]
  /** What the texts are in other languages than `language`. */
  readonly texts?: Readonly<Record<string, Partial<Texts>>>
  readonly segments?: readonly Segment[]
  readonly eventIds?: readonly number[]
}
