import type { BlobStore } from '../../blobs/blob-store.ts'
import { bytesOf } from '../../catalogue/frames.ts'
import type { Db } from '../../db/database.ts'
import { insertRows } from '../../db/insert-rows.ts'
import type { DecoderPool } from '../../media/decoder-pool.ts'
import { readCleanPreview } from '../../renditions/clean-preview.ts'
import type { EmbedderHost } from './embedder-host.ts'
import type { EmbedderFacts } from './embedder-protocol.ts'

/** What computing vectors needs. */
export type EmbeddingServices = {
  readonly db: Db
  readonly blobs: BlobStore
  readonly decoder: DecoderPool
  readonly embedder: EmbedderHost
}

/** The vectors of a library by an embedder, as far as they have been computed. */
export type Embedding = {
  /** What the embedder says of itself, once there is a vector of every frame for which there can be one; null until then. */
  readonly finished: EmbedderFacts | null
  /**
   * Computes the vectors of the next frames that have none by this embedder. Returns the assets that they belong to;
   * none if there are no such frames. A frame that fails is reported, and tried again when the server starts next.
   *
   * @throws EmbedderFailed when the embedder cannot be used at all.
   */
  next(): Promise<readonly number[]>
}

/** Frames of one call, so that a stopping server does not wait for long. */
const BATCH = 8

type Missing = { readonly id: number; readonly assetId: number; readonly number: number }

/** Prepares the computation of the vectors of a library; `onFailure` gets each frame that fails. */
export function embedFrames(
  services: EmbeddingServices,
  onFailure: (error: unknown, assetId: number) => void,
): Embedding {
  const { db, embedder } = services
  let finished: EmbedderFacts | null = null
  let after = 0

  async function embed({ id, assetId, number }: Missing, { id: name }: EmbedderFacts): Promise<void> {
    const preview = await readCleanPreview(services, { assetId, frame: number })
    if (!preview) throw new Error('There is no original of which a preview could be made.')
    const vector = bytesOf(await embedder.embedImage(preview))
    await db.transaction().execute(async (tx) => {
      // Meanwhile the file may have been replaced, and with it the frame.
      const frame = await tx.selectFrom('frame').select('id').where('id', '=', id).executeTakeFirst()
      if (frame) await insertRows(tx, 'frameVector', [{ frameId: id, embedder: name, vector }])
    })
  }

  return {
    get finished() {
      return finished
    },
    async next() {
      const facts = await embedder.facts()
      const frames = await findMissing(db, facts.id, after)
      if (frames.length === 0) finished = facts
      for (const frame of frames) {
        await embed(frame, facts).catch((error) => {
          if (embedder.isClosed) throw error
          onFailure(error, frame.assetId)
        })
        after = frame.id
      }
      return [...new Set(frames.map(({ assetId }) => assetId))]
    },
  }
}

/** Returns frames, after the one with this id, that have no vector by an embedder. */
function findMissing(db: Db, embedder: string, after: number): Promise<Missing[]> {
  return db
    .selectFrom('frame')
    .leftJoin('frameVector', (join) =>
      join.onRef('frameVector.frameId', '=', 'frame.id').on('frameVector.embedder', '=', embedder),
    )
    .select(['frame.id', 'frame.assetId', 'frame.number'])
    .where('frame.id', '>', after)
    .where('frameVector.frameId', 'is', null)
    .orderBy('frame.id')
    .limit(BATCH)
    .execute()
}
