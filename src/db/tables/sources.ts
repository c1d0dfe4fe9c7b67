import type { Generated } from 'kysely'

/** Where records and files came from. */
export type SourcesTables = {
  source: { id: number; path: string; name: string }
  sourceFile: SourceFileTable
  /** Files of assets that were purged: an ingest does not take them in again by itself. */
  purgedFile: { sha256: string; bytes: number; purgedMs: number }
  manifestFile: ManifestFileTable
  /** Mapping files by which records of manifests were read. */
  mapping: { id: Generated<number>; text: string }
}

/** A file that a manifest's record names, whether it has come or not. */
export type ManifestFileTable = {
  /** Absolute. */
  path: string
  assetId: number
  source: string
  /** As of an external id. */
  recordHash: string
  /** JSON: the record as its manifest has it, read anew together with the file when that comes. */
  record: string
  mappingId: number
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
  /** When its asset was withdrawn because the file was not here any more. */
  withdrawnMs: Generated<number | null>
}
