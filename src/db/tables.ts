import type { Generated } from 'kysely'

/**
 * The records, one type a table. Times are milliseconds since 1970 UTC and end in `Ms`; flags are 0 or 1.
 * The tables themselves are made in migrations/.
 */
export type Tables = {
  asset: AssetTable
  artist: { id: number; name: string; folded: string }
  /** Who supplied an asset: an agency, a desk, an archive. */
  editorialSource: { id: number; name: string }
  collection: { id: number; code: string; name: string }
  keyword: KeywordTable
  assetKeyword: { assetId: number; keywordId: number; position: number }
  source: { id: number; path: string; name: string }
  sourceFile: SourceFileTable
  rendition: RenditionTable
  change: { seq: Generated<number>; assetId: number; kind: 'added' | 'updated'; atMs: number }
  counter: { name: string; value: number }
  client: ClientTable
  secret: { name: string; value: string }
}

export type AssetTable = {
  id: number
  /** Counts up with each change of the record; the ETag and the renditions' links follow it. */
  version: number
  family: 'creative' | 'editorial'
  title: string
  caption: string | null
  objectName: string | null
  artistId: number | null
  artistTitle: string | null
  creditLine: string | null
  copyright: string | null
  usageTerms: string | null
  webStatement: string | null
  editorialSourceId: number | null
  collectionId: number
  licenseModel: 'royaltyfree' | 'rightsmanaged' | 'rightsready'
  releaseInfo: string | null
  graphicalStyle: 'photography' | 'illustration' | 'fine_art' | 'vector'
  colorType: 'color' | 'black_and_white'
  city: string | null
  provinceState: string | null
  countryName: string | null
  countryCode: string | null
  /** As the source gave it: ISO 8601, perhaps a year alone. */
  dateCreated: string | null
  dateCreatedMs: number | null
  dateCameraShotMs: number | null
  dateSubmittedMs: number
  qualityRank: number
  series: string | null
  width: number
  height: number
  fileType: 'jpg' | 'png' | 'webp' | 'tif'
  bytes: number
  blob: string
  rasterHash: string
}

export type KeywordTable = {
  id: number
  type: string
  /** The wire value of an enumerated keyword ("close_up"), else null. */
  code: string | null
  text: string
  folded: string
}

/** A place where an asset's file was seen: an asset has one or more. */
export type SourceFileTable = {
  sourceId: number
  /** Below the source folder, with "/" between the parts. */
  path: string
  assetId: number
  sha256: string
  bytes: number
  modifiedMs: number
  documentId: string | null
}

export type RenditionTable = {
  rasterHash: string
  name: string
  watermarked: number
  blob: string
  mediaType: string
  width: number
  height: number
  bytes: number
}

export type ClientTable = {
  id: string
  name: string
  keyPrefix: string
  keyHash: string
  /** Queries per second; null is no limit. */
  qps: number | null
  /** 1 for the gallery's own key, which everybody can read: see access/gallery-key.ts. */
  gallery: number
  createdMs: number
  expiresMs: number | null
  revokedMs: number | null
  lastUsedMs: number | null
}
