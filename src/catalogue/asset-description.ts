import type { Insertable } from 'kysely'
import type { AssetTable, Segment } from '../db/tables/assets.ts'
import type { Texts } from './asset.ts'
import type { KeywordLabel } from './keywords.ts'

/** Columns that ingest does not set directly: ids of other records, and what the library itself decides. */
type OtherColumns =
  | 'id'
  | 'version'
  | 'artistId'
  | 'artistWritten'
  | 'editorialSourceId'
  | 'collectionId'
  | 'dateSubmittedMs'
  | 'edits'

/** Everything that an ingest knows about an asset, with the names of artist, editorial source and collection. */
export type AssetDescription = Omit<Insertable<AssetTable>, OtherColumns | 'withdrawnMs'> & {
  readonly artist: string | null
  readonly editorialSource: string | null
  readonly collection: string
  readonly keywords: readonly KeywordLabel[]
  /** Texts in languages other than `language`, by language. */
  readonly texts?: Readonly<Record<string, Partial<Texts>>>
  readonly segments?: readonly Segment[]
  readonly eventIds?: readonly number[]
}
