import type { Lease } from '../../db/lease.ts'
import type { FollowedIndex, OpenedIndex, SearchIndexWriter } from '../search-index.ts'
import { UnreachableIndex } from '../unreachable-index.ts'
import { untilServerReaches } from '../until-server-reaches.ts'
import { updatingByThread } from '../updating-by-thread.ts'
import { compileClause, impactOfTerm } from './compile-text.ts'
import { completer } from './completions.ts'
import type { Place } from './connection.ts'
import { searchEvents } from './event-searcher.ts'
import { explainer } from './explainer.ts'
import { Generations } from './generations.ts'
import { BATCH_SIZE, IndexWriter } from './index-writer.ts'
import { nearWords } from './near-words.ts'
import { searcher } from './searcher.ts'

const POLL_MS = 50

/**
 * Opens the index of a library in OpenSearch, which all nodes search. One of them updates it, whoever has the lease; which one
 * does not matter, and two at once do no harm. Nothing is sent before the first use.
 */
export function openOpenSearchIndex(place: Place, lease: Lease): OpenedIndex {
  const { connection } = place
  const generations = new Generations(place)
  const [assets, events, words] = (['assets', 'events', 'words'] as const).map((part) =>
    generations.searched(part),
  ) as [string, string, string]
  const { search, count, weights } = searcher(connection, assets)
  const thread = updatingByThread(POLL_MS)
  return {
    ...writing(place, { generations, lease }),
    search,
    searchEvents: (query) => searchEvents(connection, events, query),
    countOf: async (clause) => (await count([compileClause(clause, impactOfTerm)]))[0]!,
    nearWords: (word, edits) => nearWords(connection, words, { word, edits }),
    complete: completer(connection, { assets, words }),
    explain: explainer(connection, assets, weights),
    unsaved: () => null,
    async untilUpdatedElsewhere(point, onPosition) {
      const isBehind = async () => {
        const { revision, position } = await generations.point()
        return revision !== point.revision || position < point.position
      }
      // A server answers as well while OpenSearch cannot be reached.
      if (await thread.untilUpdated(() => isBehind().catch(isUnreachable))) return true
      const isServed = async () => !(await lease.take())
      return untilServerReaches(point, { isServed, read: () => generations.point(), onPosition })
    },
    follow: thread.follow,
    async close() {
      await lease.release()
      await connection.close()
    },
  }
}

/** Opens the index in the thread of a server that updates it, as long as it has the lease. */
export function openFollowedOpenSearch(place: Place, lease: Lease): FollowedIndex {
  return {
    ...writing(place, { generations: new Generations(place), lease }),
    untilUpdatedElsewhere: async () => ((await lease.take()) ? null : false),
    async maintain() {},
    async close() {
      await lease.release()
      await place.connection.close()
    },
  }
}

function writing(
  { connection }: Place,
  { generations, lease }: { readonly generations: Generations; readonly lease: Lease },
): Omit<SearchIndexWriter, 'untilUpdatedElsewhere'> {
  const writer = new IndexWriter(connection, generations)
  return {
    batchSize: BATCH_SIZE,
    position: async () => (await writer.point()).position,
    revision: async () => (await writer.point()).revision,
    async apply(batch) {
      // Renews it: a library is filled in many batches.
      await lease.take()
      await writer.apply(batch)
    },
    clear: (revision, until = 0) => writer.clear(revision, until),
  }
}

function isUnreachable(error: unknown): true {
  if (error instanceof UnreachableIndex) return true
  throw error
}
