import type { Generated } from 'kysely'

/** Tables of source folders, their files, and manifests. */
export type SourcesTables = {
  /** Source folders. A column `source` of other tables is the system whose ids a manifest uses. */
  source: { id: number; path: string; name: string }
  sourceFile: SourceFileTable
  /** Files of purged assets, which an ingest skips. */
  purgedFile: { sha256: string; bytes: number; purgedMs: number }
  manifestFile: ManifestFileTable
  /** Mapping files with which records of manifests were read. */
  mapping: { id: Generated<number>; text: string }
}

/** A file that a manifest's record names, whether it exists or is still missing. */
export type ManifestFileTable = {
  /** Absolute path. */
  path: string
  assetId: number
  source: string
  /** The same as that of the external id. */
  recordHash: string
  /** JSON: the record as it is in the manifest. It is mapped again, together with the file, when the file appears. */
  record: string
  mappingId: number
}

/** A file in a source folder that belongs to an asset. An asset has several if there are copies of its file. */
export type SourceFileTable = {
  /** The source folder. */
  sourceId: number
  /** Relative to the source folder, separated by "/". */
  path: string
  assetId: number
  sha256: string
  bytes: number
  modifiedMs: number
  documentId: string | null
  /** The state of the sidecar with which it was read (ingest/sidecar.ts). */
  sidecar: Generated<string | null>
  /** When its asset was withdrawn because the file was missing. */
  withdrawnMs: Generated<number | null>
}
