import { ASSET_SCHEMA, assetDocument } from '../../../src/search/embedded/asset-schema.ts'
import { BATCH_SIZE } from '../../../src/search/embedded/index-writer.ts'
import { LiveIndex, type Merge } from '../../../src/search/embedded/live-index.ts'
import { mergeSegments } from '../../../src/search/embedded/merge/merge-segments.ts'
import { searchView } from '../../../src/search/embedded/query/search-view.ts'
import { Snapshots } from '../../../src/search/embedded/store/snapshot.ts'
import type { ViewedSegment } from '../../../src/search/embedded/view.ts'
import { PREFIX_MARK, type SearchQuery } from '../../../src/search/query.ts'
import { FACETS, filterOf, indexDocument } from './index-documents.ts'
import { type BenchQuery, QUERIES } from './queries.ts'
import { stockRecords } from './records.ts'
import type { Side } from './side.ts'

const ALONE: Merge = async (segments) => mergeSegments(segments, 1)

/** Our index of generated records. */
export type BuiltIndex = {
  readonly index: LiveIndex
  /** Processor time without making the records; null if a folder had the index. */
  readonly cpuMs: number | null
}

/** Opens our index of so many segments that a folder has, or builds and saves it. */
export async function openIndex(count: number, segments: number, folder: string): Promise<BuiltIndex> {
  const snapshots = new Snapshots(folder)
  const saved = await snapshots.load(1)
  const index = new LiveIndex(ASSET_SCHEMA, 1)
  if (saved) {
    index.restore(saved.assets)
    return { index, cpuMs: null }
  }
  const { parts, cpuMs } = await buildParts(count, segments)
  index.restore(parts)
  await snapshots.save({ revision: 1, position: 1, assets: parts, events: [] })
  return { index, cpuMs }
}

/** Builds segments of generated records as a follower of the change log does, merging them into so many. */
async function buildParts(count: number, segments: number) {
  const parts: ViewedSegment[] = []
  const size = Math.ceil(count / segments)
  let cpuMs = 0
  for (let first = 1; first <= count; first += size) {
    const built = await buildPart(first, Math.min(size, count - first + 1))
    parts.push(built.part)
    cpuMs += built.cpuMs
  }
  return { parts, cpuMs }
}

async function buildPart(first: number, count: number) {
  const index = new LiveIndex(ASSET_SCHEMA, 1)
  let cpuMs = 0
  for (let at = 0; at < count; at += BATCH_SIZE.maxChanges) {
    const documents = [...stockRecords(Math.min(BATCH_SIZE.maxChanges, count - at), first + at)].map(
      indexDocument,
    )
    cpuMs += await cpuMsOf(async () => {
      index.apply(documents.map(assetDocument), [])
      while (await index.merge(ALONE));
    })
  }
  let part = index.segments[0]!
  cpuMs += await cpuMsOf(async () => {
    if (index.segments.length > 1) part = { segment: await ALONE(index.segments), deleted: null }
  })
  return { part, cpuMs }
}

async function cpuMsOf(work: () => Promise<void>): Promise<number> {
  const before = process.threadCpuUsage()
  await work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

/**
 * Keeps the segments of an index from being merged with each other, as if that merge took for ever. Those of later changes
 * are merged.
 */
export function holdSegments(index: LiveIndex): void {
  void index.merge(() => new Promise(() => {}))
}

/** Writes records again that are there already, and merges segments as the index does then. */
export async function changeRecords(
  index: LiveIndex,
  { from, count }: { from: number; count: number },
): Promise<void> {
  index.apply([...stockRecords(count, from)].map(indexDocument).map(assetDocument), [])
  while (await index.merge(ALONE));
}

/** Opens our engine over what `segments` returns at the moment. */
export function openEmbedded(segments: () => readonly ViewedSegment[]): Side {
  const queries = QUERIES.map(searchQueryOf)
  return {
    name: 'Vitrine',
    strategies: ['only'],
    counts: async () => queries.map((query) => searchView(segments(), query, 0).total),
    async pass() {
      const before = process.threadCpuUsage()
      const ns = queries.map((query) => {
        const start = performance.now()
        searchView(segments(), query, 0)
        return (performance.now() - start) * 1e6
      })
      const { user, system } = process.threadCpuUsage(before)
      return { ns, cpuNs: (user + system) * 1000 }
    },
    close: async () => {},
  }
}

/** Returns a query as our engines take it. */
export function searchQueryOf(query: BenchQuery): SearchQuery<Partial<typeof FACETS>> {
  const { words, without, facts, phrase, prefix, facets, sort, page, size } = query
  const clause = (word: string) => [[word]]
  const clauses = [
    ...words.map(clause),
    ...(phrase.length > 0 ? [[phrase]] : []),
    ...(prefix === '' ? [] : [clause(prefix + PREFIX_MARK)]),
  ]
  return {
    text:
      clauses.length === 0
        ? null
        : {
            match: 'all',
            clauses,
            excluded: without.map(clause),
            preferred: [],
            emphasised: [],
            relaxedBelow: 0,
          },
    filters: facts.map(filterOf),
    sort: { by: sort },
    page: { offset: (page - 1) * size, size },
    facets: Object.fromEntries(facets.map((facet) => [facet, FACETS[facet]])),
  }
}
