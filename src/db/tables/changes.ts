import type { Generated } from 'kysely'

/** The change log, and what counts up. */
export type ChangesTables = {
  change: ChangeTable
  counter: { name: string; value: number }
  /** How often something changed that processes keep a copy of (db/revisions.ts). */
  revision: { name: Revised; value: number }
}

/** The change log; `seq` is the position. */
export type ChangeTable = {
  seq: Generated<number>
  subject: ChangeSubject
  subjectId: number
  kind: ChangeKind
  atMs: number
}

/** The records whose changes are logged. */
export type ChangeSubject = 'asset' | 'event' | 'collection' | 'keyword'

/**
 * What happened to a record:
 * - `added`: it is new.
 * - `updated`: its own record changed, by its source or by hand, or its file did.
 * - `collection_changed`: its record is the same, but the name, brand or territories of its collection changed, so it
 *   may appear in some countries and disappear in others.
 * - `keyword_changed`: its record is the same, but a keyword that it carries, or a broader one, has other words.
 * - `withdrawn`, `restored`: its owner hid it from everybody, or showed it again.
 * - `purged`: it is gone, and its id is never given again.
 *
 * That an embargo begins or ends is no change of a record and is not logged: `turnedBetween` (catalogue/visibility.ts).
 */
export type ChangeKind =
  | 'added'
  | 'updated'
  | 'collection_changed'
  | 'keyword_changed'
  | 'withdrawn'
  | 'restored'
  | 'purged'

/**
 * What a process may keep a copy of beside the change log: API keys, and all records at once, which a snapshot replaces
 * together with their change log.
 */
export type Revised = 'keys' | 'records'
