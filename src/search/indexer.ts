import { changesAfter, recordsPosition } from '../catalogue/changes.ts'
import { type Db, waitUntilDurable } from '../db/database.ts'
import type { ChangeSubject, RecordsPosition } from '../db/tables/changes.ts'
import { toDocuments } from './documents.ts'
import { toIndexEvents } from './event-documents.ts'
import { KeywordParts } from './keyword-parts.ts'
import type { IndexBatch, IndexDocument, SearchIndexWriter } from './search-index.ts'

/** As many changes are read at once; other work can run in between. */
const CHANGES_PER_READ = 500

/** The keywords that were read for the index of a database, as of a point of the change log. */
type ReadKeywords = { parts: KeywordParts; readonly revision: number; position: number }
const readKeywords = new WeakMap<Db, ReadKeywords>()

type Change = Awaited<ReturnType<typeof changesAfter>>[number]

/**
 * Updates the index to the end of the change log, in batches between which other work can run. An index that is ahead
 * of the log, or of another revision, belongs to other records (a snapshot was restored) and is rebuilt. Calls `onPosition`
 * after each batch with the position and the end of the log. Returns whether everything up to that end is searchable: not if
 * `signal` was aborted before, or if a server that updates the index makes no progress.
 */
export async function catchUp(
  { db, index }: { db: Db; index: SearchIndexWriter },
  {
    onPosition = () => {},
    signal,
  }: { readonly onPosition?: (position: number, last: number) => void; readonly signal?: AbortSignal } = {},
): Promise<boolean> {
  const { revision, position: last } = await recordsPosition(db)
  const isReached = await index.untilUpdatedElsewhere({ revision, position: last }, (position) =>
    onPosition(position, last),
  )
  if (isReached !== null) return isReached
  let position = await index.position()
  const isOfOtherRecords = position > last || (await index.revision()) !== revision
  if (position === last && !isOfOtherRecords) return true
  if (isOfOtherRecords) {
    await index.clear(revision, last)
    position = 0
  }
  const keywords = keywordsAt(db, { revision, position })
  const { minChanges, maxChanges, targetMs } = index.batchSize
  let limit = Math.min(maxChanges, CHANGES_PER_READ)
  while (!signal?.aborted) {
    const startedMs = performance.now()
    const changes = await changesAfter(db, { position, limit })
    const newest = changes.at(-1)
    if (!newest) break
    position = newest.seq
    if (changes.some(({ subject }) => subject === 'keyword')) keywords.parts.forget()
    keywords.position = position
    const described = await describe(db, changes, keywords.parts)
    // NOTE: if the index were ahead of the log after a power cut, it would skip new changes with the same numbers.
    await waitUntilDurable(db)
    await index.apply({ ...described, position })
    onPosition(position, last)
    const tookMs = performance.now() - startedMs
    limit = Math.round(Math.min(maxChanges, Math.max(minChanges, (changes.length * targetMs) / tookMs)))
    await new Promise(setImmediate)
  }
  return position >= last
}

/** Returns the keywords that were read last, unless the index has come to this point of the change log in another way. */
function keywordsAt(db: Db, { revision, position }: RecordsPosition): ReadKeywords {
  const found = readKeywords.get(db)
  if (found?.revision === revision && found.position === position) return found
  const none = { parts: new KeywordParts(), revision, position }
  readKeywords.set(db, none)
  return none
}

/** Returns what the index stores of everything that has changed. */
async function describe(
  db: Db,
  changes: readonly Change[],
  keywords: KeywordParts,
): Promise<Omit<IndexBatch, 'position'>> {
  const idsOf = (...subjects: ChangeSubject[]) => [
    ...new Set(changes.filter(({ subject }) => subjects.includes(subject)).map(({ subjectId }) => subjectId)),
  ]
  const [documents, removed]: [IndexDocument[], number[]] = [[], []]
  const assets = idsOf('asset', 'popularity')
  for (let from = 0; from < assets.length; from += CHANGES_PER_READ) {
    const some = await toDocuments(db, assets.slice(from, from + CHANGES_PER_READ), keywords)
    for (const document of some.documents) documents.push(document)
    removed.push(...some.removed)
    await new Promise(setImmediate)
  }
  const events = await toIndexEvents(db, idsOf('event'))
  return { documents, removed, events: events.documents, removedEvents: events.removed }
}

/** Returns how many changes the index does not have yet. */
export async function countUnindexed({
  db,
  index,
}: {
  db: Db
  index: Pick<SearchIndexWriter, 'position' | 'revision'>
}): Promise<number> {
  const { revision, position: last } = await recordsPosition(db)
  if ((await index.revision()) !== revision) return last
  return Math.max(0, last - (await index.position()))
}

/** Returns a function that tells whether the index has had all changes that there are now; from then on, without asking. */
export async function catchingUp(library: {
  db: Db
  index: Pick<SearchIndexWriter, 'position' | 'revision'>
}): Promise<() => Promise<boolean>> {
  const { index } = library
  const wanted = await recordsPosition(library.db)
  let isCaughtUp = false
  return async () => {
    if (isCaughtUp) return true
    const revision = await index.revision()
    isCaughtUp =
      revision > wanted.revision ||
      (revision === wanted.revision && (await index.position()) >= wanted.position)
    return isCaughtUp
  }
}
