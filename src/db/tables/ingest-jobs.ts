import type { Generated } from 'kysely'

/** Folders that workers ingest. The rows of a run are deleted when its command has reported them. */
export type IngestJobsTables = {
  ingestRun: IngestRunTable
  ingestBatch: IngestBatchTable
  ingestFile: IngestFileTable
}

/** The ingest of one source folder. One worker at a time records its files, by a lease (db/lease.ts). */
export type IngestRunTable = {
  id: Generated<number>
  sourceId: number
  /** 1 if files are used where they are. */
  inPlace: number
  /** 1 if files of purged assets are ingested again. */
  again: number
  /** The mapping file (YAML). */
  mapping: string
  /** A blob by which workers see that they store pictures in the same place as everybody else. */
  mark: string
  /** All files up to this number have their outcomes. */
  recordedSeq: number
}

/** Files that one worker prepares: those of the run from `firstSeq` to `lastSeq`. It is deleted when all are prepared. */
export type IngestBatchTable = {
  runId: number
  firstSeq: number
  lastSeq: number
  /** How often preparing it was begun. */
  attempts: number
  /** The worker that prepares it, which has until `leasedUntilMs` unless it renews the lease. */
  leasedBy: string | null
  leasedUntilMs: number | null
}

/** A file of a run. Numbers count from 1, in the order in which the files are recorded. */
export type IngestFileTable = {
  runId: number
  seq: number
  /** Relative to the source folder, separated by "/". */
  path: string
  /** Where the file is, in the same form, if its path leads through a link; else null. */
  target: string | null
  /** How often reading it was begun apart from other files, because workers had ended while they prepared its batch. */
  attempts: number
  /** What a worker has read of it (ingest/jobs/prepared-file.ts), until it is recorded. */
  prepared: Uint8Array | null
  /** JSON of the outcome (ingest/outcome.ts); null until it is recorded. */
  outcome: string | null
}
