import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { recordsPosition } from '../../../src/catalogue/changes.ts'
import type { Db } from '../../../src/db/database.ts'
import { buildSegment } from '../../../src/search/embedded/build/build-segment.ts'
import { KnownTerms } from '../../../src/search/embedded/build/known-terms.ts'
import { EVENT_SCHEMA, eventDocument } from '../../../src/search/embedded/event-schema.ts'
import { mergeSegments } from '../../../src/search/embedded/merge/merge-segments.ts'
import { Snapshots } from '../../../src/search/embedded/store/snapshot.ts'
import { toIndexEvents } from '../../../src/search/event-documents.ts'
import { runHere } from '../processes.ts'
import { say } from '../report.ts'

/** Builds the index of a library from its records, in several processes (`build-index-part.ts`), and saves it as one segment. */
export async function buildIndex(data: string, db: Db, processes: number): Promise<void> {
  say('Building the index …')
  const { revision, position } = await recordsPosition(db)
  const ids = (await db.selectFrom('asset').select('id').orderBy('id').execute()).map(({ id }) => id)
  const size = Math.ceil(ids.length / processes)
  const parts = Array.from({ length: Math.ceil(ids.length / size) }, (_, part) => ({
    folder: join(data, `index-part-${part}`),
    from: ids[part * size]!,
    to: ids[Math.min((part + 1) * size, ids.length) - 1]!,
  }))
  await Promise.all(
    parts.map(({ folder, from, to }) =>
      runHere('search-http/build-index-part.ts', [data, folder, String(from), String(to)]),
    ),
  )
  const built = await Promise.all(parts.map(({ folder }) => new Snapshots(folder).load(1)))
  const segment = mergeSegments(
    built.flatMap((it) => it!.assets),
    1,
  )
  const eventIds = (await db.selectFrom('event').select('id').execute()).map(({ id }) => id)
  const { documents } = await toIndexEvents(db, eventIds)
  const events = buildSegment(documents.map(eventDocument), {
    schema: EVENT_SCHEMA,
    threads: 1,
    known: new KnownTerms(),
  })
  await new Snapshots(join(data, 'index')).save({
    revision,
    position,
    assets: [{ segment, deleted: null }],
    events: [{ segment: events, deleted: null }],
  })
  for (const { folder } of parts) await rm(folder, { recursive: true })
}
