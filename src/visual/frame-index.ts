import { changesAfter, lastPosition } from '../catalogue/changes.ts'
import { vectorOf } from '../catalogue/frames.ts'
import type { Db } from '../db/database.ts'
import { idList } from '../db/lists.ts'
import { revisionOf } from '../db/revisions.ts'
import { HashTable } from './hash-table.ts'
import { BUILT_IN, type VectorSource } from './vector-source.ts'
import type { VectorIndex } from './vectors/vector-index.ts'

/** The pictures of a library and the frames of its videos, in memory, as searches by sight need them. */
export type SearchedFrames = {
  /**
   * Returns the vectors and perceptual hashes of all frames that the records have now. The first call reads all of
   * them; later ones only what has changed. What an earlier call returned may be closed when the whole library or the
   * source of vectors has changed.
   */
  current(): Promise<Frames>
  /** Returns whether the source of vectors understands texts. */
  understandTexts(): Promise<boolean>
}

/** The frames of a library, as they are kept up to date with its records. */
export type FrameIndex = SearchedFrames & {
  /** Makes later calls use the vectors of another source; those of the built-in descriptors are used at first. */
  use(source: VectorSource): void
  /** Takes note that there are new vectors of these assets. */
  refresh(assetIds: readonly number[]): Promise<void>
  close(): Promise<void>
}

/** The vectors of all frames, and their perceptual hashes. */
export type Frames = {
  readonly vectors: Pick<VectorIndex, 'nearest'>
  readonly hashes: { near(hash: string, bits: number): number[] | Promise<number[]> }
  readonly source: VectorSource
}

/** Does work with the frames that there are now; again, if they were closed meanwhile because there are others. */
export async function withFrames<T>(index: SearchedFrames, work: (frames: Frames) => Promise<T>): Promise<T> {
  const frames = await index.current()
  try {
    return await work(frames)
  } catch (error) {
    if ((await index.current()) === frames) throw error
    return withFrames(index, work)
  }
}

type OpenFrames = { readonly vectors: VectorIndex; readonly hashes: HashTable; readonly source: VectorSource }

type State = OpenFrames & {
  /** The revision of the records, the id of the newest frame, and the position in the change log that are known. */
  readonly revision: number
  lastFrame: number
  position: number
}

const BATCH = 1000

/** Opens an index of frames. Nothing is read, and no vectors are opened, before the first search. */
export function openFrameIndex(
  db: Db,
  openVectors: (dimensions: number) => Promise<VectorIndex>,
): FrameIndex {
  let state: State | null = null
  let source = BUILT_IN
  let queue: Promise<unknown> = Promise.resolve()

  async function catchUp(): Promise<Frames> {
    const revision = await revisionOf(db, 'records')
    if (state && (state.revision !== revision || state.source !== source)) await close()
    state ??= {
      vectors: await openVectors(source.dimensions),
      hashes: new HashTable(),
      source,
      revision,
      lastFrame: 0,
      position: await lastPosition(db),
    }
    while (await addNewFrames(db, state));
    while (await removeOldFrames(db, state));
    return state
  }

  async function close(): Promise<void> {
    await state?.vectors.close()
    state = null
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = queue.then(work)
    queue = result.catch(() => {})
    return result
  }

  return {
    current: () => inTurn(catchUp),
    understandTexts: async () => source.hasText,
    use(other) {
      source = other
    },
    refresh: (assetIds) =>
      inTurn(async () => {
        if (state) await putAssets(db, state, assetIds)
      }),
    async close() {
      await queue
      await close()
    },
  }
}

/** Reads the assets of the next frames. Returns whether there were any. */
async function addNewFrames(db: Db, state: State): Promise<boolean> {
  const frames = await db
    .selectFrom('frame')
    .select(['id', 'assetId'])
    .where('id', '>', state.lastFrame)
    .orderBy('id')
    .limit(BATCH)
    .execute()
  if (frames.length === 0) return false
  await putAssets(db, state, [...new Set(frames.map(({ assetId }) => assetId))])
  state.lastFrame = frames.at(-1)!.id
  return true
}

/** Frames are replaced together, so an asset of which one is new is read whole. */
async function putAssets(
  db: Db,
  { vectors, hashes, source }: OpenFrames,
  assetIds: readonly number[],
): Promise<void> {
  const rows = await db
    .selectFrom('frame')
    .leftJoin('frameVector', (join) =>
      join.onRef('frameVector.frameId', '=', 'frame.id').on('frameVector.embedder', '=', source.id),
    )
    .select(['frame.assetId', 'frame.number', 'frame.perceptualHash', 'frameVector.vector'])
    .where('frame.assetId', 'in', idList(db, assetIds))
    .execute()
  const assets = [...Map.groupBy(rows, ({ assetId }) => assetId)]
  for (const [assetId, frames] of assets)
    hashes.put(
      assetId,
      frames.map(({ perceptualHash }) => perceptualHash),
    )
  await vectors.put(
    assets.map(([assetId, frames]) => ({
      assetId,
      frames: frames.flatMap(({ number, vector }) =>
        vector === null ? [] : [{ frame: number, vector: vectorOf(vector) }],
      ),
    })),
  )
}

/** Removes assets that were changed and have no frames any more. Returns whether there were any changes. */
async function removeOldFrames(db: Db, state: State): Promise<boolean> {
  const changes = await changesAfter(db, { position: state.position, limit: BATCH })
  if (changes.length === 0) return false
  const changed = changes.filter(({ subject }) => subject === 'asset').map(({ subjectId }) => subjectId)
  const kept = await db
    .selectFrom('frame')
    .select('assetId')
    .where('assetId', 'in', idList(db, changed))
    .execute()
  const keptIds = new Set(kept.map(({ assetId }) => assetId))
  const removed = changed.filter((id) => !keptIds.has(id))
  for (const id of removed) state.hashes.remove(id)
  await state.vectors.remove(removed)
  state.position = changes.at(-1)!.seq
  return true
}
