import type { Db } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import { queryByIds } from '../db/query-by-ids.ts'

/** What a picture, or a frame of a video, is compared by, and a placeholder for it. */
export type Frame = {
  /** 16 hexadecimal digits. */
  readonly perceptualHash: string
  /** 32 × 32 greys, stretched to a square. */
  readonly miniature: Uint8Array
  readonly thumbhash: Uint8Array
  /** By the ids of their embedders. */
  readonly vectors: Readonly<Record<string, Int8Array>>
}

/**
 * Replaces what the frames of an asset are compared by: the one picture, or the poster of a video and its key frames.
 * Call it in the transaction that saves the file. Since only one transaction writes at a time, ids become visible in their
 * order, and whoever follows them misses none.
 */
export async function saveFrames(tx: Db, assetId: number, frames: readonly Frame[]): Promise<void> {
  await deleteFrames(tx, assetId)
  for (const [number, { vectors, ...frame }] of frames.entries()) {
    const { id } = await tx
      .insertInto('frame')
      .values({ assetId, number, ...frame })
      .returning('id')
      .executeTakeFirstOrThrow()
    const rows = Object.entries(vectors).map(([embedder, vector]) => ({
      frameId: id,
      embedder,
      vector: bytesOf(vector),
    }))
    await insertRows(tx, 'frameVector', rows)
  }
}

/** Deletes what the frames of an asset are compared by. */
export async function deleteFrames(tx: Db, assetId: number): Promise<void> {
  const frames = tx.selectFrom('frame').select('id').where('assetId', '=', assetId)
  await tx.deleteFrom('frameVector').where('frameId', 'in', frames).execute()
  await tx.deleteFrom('frame').where('assetId', '=', assetId).execute()
}

const thumbhashesByIds = queryByIds<{ assetId: number; thumbhash: Uint8Array }>((db, ids) =>
  db.selectFrom('frame').select(['assetId', 'thumbhash']).where('assetId', 'in', ids).where('number', '=', 0),
)

/** Returns the thumbhashes of those of the assets that are described, of videos that of the poster. */
export async function findThumbhashes(db: Db, assetIds: readonly number[]): Promise<Map<number, Uint8Array>> {
  const rows = assetIds.length === 0 ? [] : await thumbhashesByIds(db, assetIds)
  return new Map(rows.map(({ assetId, thumbhash }) => [assetId, thumbhash]))
}

/** A vector as the bytes of a column. */
export const bytesOf = ({ buffer, byteOffset, byteLength }: Int8Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

/** A vector from the bytes of a column. */
export const vectorOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Int8Array =>
  new Int8Array(buffer, byteOffset, byteLength)
