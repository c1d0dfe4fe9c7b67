import type { Generated } from 'kysely'

/** Tables of the change log and of counters. */
export type ChangesTables = {
  change: ChangeTable
  /** The last id given of each kind (catalogue/next-id.ts), and the last download counted (catalogue/popularity.ts). */
  counter: { name: string; value: number }
  /** How often data changed that processes keep in memory (db/revisions.ts). */
  revision: { name: RevisionName; value: number }
}

/** An entry of the change log. */
export type ChangeTable = {
  seq: Generated<number>
  subject: ChangeSubject
  subjectId: number
  kind: ChangeKind
  atMs: number
}

/** The records whose changes are logged, and the `popularity` of an asset, which is not a change of its record. */
export type ChangeSubject = 'asset' | 'event' | 'collection' | 'keyword' | 'popularity'

/**
 * What happened to a record:
 * - `added`: it is new.
 * - `updated`: the record or its file changed, by an ingest or by an edit.
 * - `collection_changed`: the record is unchanged, but the name, brand or territories of its collection changed, so it
 *   may appear in some countries and disappear in others.
 * - `keyword_changed`: the record is unchanged, but the labels of one of its keywords, or of a broader one, changed.
 * - `event_changed`: the record is unchanged, but the name of one of its events changed.
 * - `withdrawn`, `restored`: its owner hid it from everybody, or made it visible again.
 * - `purged`: it was removed for good; its id is never reused.
 *
 * The end of an embargo and an expiry do not change a record and are not logged: see `nextTurnAfter`
 * (catalogue/visibility.ts).
 */
export type ChangeKind =
  | 'added'
  | 'updated'
  | 'collection_changed'
  | 'keyword_changed'
  | 'event_changed'
  | 'withdrawn'
  | 'restored'
  | 'purged'

/**
 * Data that processes keep in memory and whose changes are not in the change log: API keys, the rights of customers, all
 * records at once, which are replaced together with their change log when a snapshot is restored, and answers, for what they
 * show besides records: which sizes of videos have been made, and what searches by sight find.
 */
export type RevisionName = 'answers' | 'keys' | 'records' | 'rights'

/** A position in the change log, and the revision of the records to which the log belongs: another one after they were replaced. */
export type RecordsPosition = {
  readonly revision: number
  /** The newest change; 0 if there is none. */
  readonly position: number
}
