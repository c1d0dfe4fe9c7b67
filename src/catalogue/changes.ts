import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import { prepared } from '../db/prepared.ts'
import { beginReading } from '../db/recent-reads.ts'
import type { ChangeKind, ChangeSubject, RecordsPosition, RevisionName } from '../db/tables/changes.ts'

/** A change of one or more records of a kind. */
export type Change = {
  readonly subject: ChangeSubject
  readonly ids: readonly number[]
  readonly kind: ChangeKind
  readonly at: Date
}

/** Rows per statement: SQLite allows 32,766 parameters. */
const ROWS_PER_STATEMENT = 500

/**
 * Writes to the change log. Call it in the transaction of the change. The log is append-only, has no other writer, and
 * is followed by the index and the answer memory. The kinds are documented with `ChangeKind`. Entries
 * become visible in the order of their numbers, so a follower never misses an earlier one
 * (docs/decisions/0018-order-of-the-change-log.md).
 */
export async function logChange(tx: Db, { subject, ids, kind, at }: Change): Promise<void> {
  for (let from = 0; from < ids.length; from += ROWS_PER_STATEMENT) {
    const rows = ids
      .slice(from, from + ROWS_PER_STATEMENT)
      .map((subjectId) => ({ subject, subjectId, kind, atMs: at.getTime() }))
    await insertRows(tx, 'change', rows)
  }
}

/** Returns at most `limit` changes after `position`, oldest first. */
export async function changesAfter(
  db: Db,
  { position, limit }: { position: number; limit: number },
): Promise<{ seq: number; subject: ChangeSubject; subjectId: number; atMs: number }[]> {
  return db
    .selectFrom('change')
    .select(['seq', 'subject', 'subjectId', 'atMs'])
    .where('seq', '>', position)
    .orderBy('seq')
    .limit(limit)
    .execute()
}

/** Returns the position of the newest change, 0 if there is none. */
export async function lastPosition(db: Db): Promise<number> {
  const { seq } = await db
    .selectFrom('change')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .executeTakeFirstOrThrow()
  return seq ?? 0
}

/** Returns the position of the newest change, and the revision of the records to which the log belongs, as of one moment. */
export async function recordsPosition(db: Db): Promise<RecordsPosition> {
  const [found] = await positionAndRevision(db, {})
  return { revision: found?.revision ?? 0, position: found?.position ?? 0 }
}

/** What the followers of a thread compare: all revisions, and the position of the newest change, as of one moment. */
export type FollowedState = {
  revisionOf(name: RevisionName): number
  /** Identifies a state of the records. */
  readonly records: string
}

/** Reads it in one query. */
export async function readFollowedState(db: Db): Promise<FollowedState> {
  const rows = await revisionsAndPosition(db, {})
  const values = new Map(rows.map(({ name, value }) => [name, value ?? 0]))
  const revisionOf = (name: RevisionName) => values.get(name) ?? 0
  return { revisionOf, records: `${revisionOf('records')} ${values.get(POSITION)}` }
}

/** No revision has this name. */
const POSITION = ''

const revisionsAndPosition = prepared<object, { name: string; value: number | null }>((db) =>
  db
    .selectFrom('revision')
    .select((eb) => [eb.ref('name').$castTo<string>().as('name'), 'value'])
    .unionAll(
      db.selectFrom('change').select((eb) => [sql.lit(POSITION).as('name'), eb.fn.max('seq').as('value')]),
    ),
)

type Asked = { readonly position: Promise<RecordsPosition>; readonly isRecent: () => boolean }
const asked = new WeakMap<Db, Asked>()

/**
 * The same, for what is kept of the records. Calls share a query as long as its answer is recent enough (db/recent-reads.ts): what this
 * process has changed is always seen, what other nodes or commands have changed after a moment.
 */
export function currentPosition(db: Db): Promise<RecordsPosition> {
  if (db.isTransaction) return recordsPosition(db)
  const known = asked.get(db)
  if (known?.isRecent()) return known.position
  const isRecent = beginReading(db)
  const position = recordsPosition(db)
  asked.set(db, { position, isRecent })
  position.catch(() => asked.delete(db))
  return position
}

const positionAndRevision = prepared<object, { revision: number | null; position: number | null }>((db) =>
  db.selectNoFrom((eb) => [
    eb.selectFrom('revision').select('value').where('name', '=', 'records').as('revision'),
    eb
      .selectFrom('change')
      .select((change) => change.fn.max('seq').as('seq'))
      .as('position'),
  ]),
)
