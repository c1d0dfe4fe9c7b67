import { changesAfter, lastPosition } from '../catalogue/changes.ts'
import { type Db, waitUntilDurable } from '../db/database.ts'
import { revisionOf } from '../db/revisions.ts'
import type { ChangeSubject } from '../db/tables/changes.ts'
import { toDocuments } from './documents.ts'
import { toIndexEvents } from './event-documents.ts'
import type { SearchIndexWriter } from './search-index.ts'

/**
 * The target duration of a batch, and the limits of its size. Larger batches cost less per change, but changes should
 * be searchable within a second, and another process that writes has to wait for one batch.
 */
const BATCH_MS = 200
const MIN_CHANGES = 8
const MAX_CHANGES = 500

/**
 * Updates the index to the end of the change log, in batches between which other work can run. An index that is ahead
 * of the log, or of another revision, belongs to other records (a snapshot was restored) and is rebuilt. Calls `onPosition` after each batch.
 * Returns whether there was anything to do.
 */
export async function catchUp(
  { db, index }: { db: Db; index: SearchIndexWriter },
  onPosition: (position: number) => void = () => {},
): Promise<boolean> {
  const [revision, last] = [await revisionOf(db, 'records'), await lastPosition(db)]
  if (await index.isUpdatedElsewhere(revision, last)) return true
  let position = await index.position()
  const isOfOtherRecords = position > last || (await index.revision()) !== revision
  if (position === last && !isOfOtherRecords) return false
  if (isOfOtherRecords) {
    await index.clear(revision)
    position = 0
  }
  let limit = MAX_CHANGES
  for (;;) {
    const startedMs = performance.now()
    const changes = await changesAfter(db, { position, limit })
    const newest = changes.at(-1)
    if (!newest) return true
    const idsOf = (...subjects: ChangeSubject[]) => [
      ...new Set(
        changes.filter(({ subject }) => subjects.includes(subject)).map(({ subjectId }) => subjectId),
      ),
    ]
    const assets = await toDocuments(db, idsOf('asset', 'popularity'))
    const events = await toIndexEvents(db, idsOf('event'))
    position = newest.seq
    // NOTE: if the index were ahead of the log after a power cut, it would skip new changes with the same numbers.
    await waitUntilDurable(db)
    await index.apply({
      documents: assets.documents,
      removed: assets.removed,
      events: events.documents,
      removedEvents: events.removed,
      position,
    })
    onPosition(position)
    const tookMs = performance.now() - startedMs
    limit = Math.round(Math.min(MAX_CHANGES, Math.max(MIN_CHANGES, (changes.length * BATCH_MS) / tookMs)))
    await new Promise(setImmediate)
  }
}

/** Returns how many changes the index does not have yet. */
export async function countUnindexed({
  db,
  index,
}: {
  db: Db
  index: Pick<SearchIndexWriter, 'position' | 'revision'>
}): Promise<number> {
  const [revision, last] = [await revisionOf(db, 'records'), await lastPosition(db)]
  if ((await index.revision()) !== revision) return last
  return Math.max(0, last - (await index.position()))
}
