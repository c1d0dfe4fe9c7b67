import { changesAfter, lastPosition } from '../catalogue/changes.ts'
import type { Db } from '../db/database.ts'
import { toDocuments } from './documents.ts'
import { toIndexEvents } from './event-documents.ts'
import type { SearchIndex } from './search-index.ts'

/** Few enough that a request beside it does not wait for longer than some tens of milliseconds. */
const CHANGES_AT_ONCE = 60

/**
 * Brings the index to the end of the change log, in batches that leave room for requests between them. An index
 * that is ahead of the log belongs to other records (a restored library) and is made anew. Answers whether
 * there was anything to do.
 */
export async function catchUp({ db, index }: { db: Db; index: SearchIndex }): Promise<boolean> {
  let position = await index.position()
  const last = await lastPosition(db)
  if (position === last) return false
  if (position > last) {
    await index.clear()
    position = 0
  }
  for (;;) {
    const changes = await changesAfter(db, { position, limit: CHANGES_AT_ONCE })
    const newest = changes.at(-1)
    if (!newest) return true
    const idsOf = (subject: 'asset' | 'event') => [
      ...new Set(changes.filter((change) => change.subject === subject).map(({ subjectId }) => subjectId)),
    ]
    const assets = await toDocuments(db, idsOf('asset'))
    const events = await toIndexEvents(db, idsOf('event'))
    position = newest.seq
    await index.apply({
      documents: assets.documents,
      removed: assets.removed,
      events: events.documents,
      removedEvents: events.removed,
      position,
    })
    await new Promise(setImmediate)
  }
}
