import type { BlobKey, BlobStore } from '../blobs/blob-store.ts'
import type { Db } from '../db/database.ts'
import type { Rendition } from '../media/render.ts'

/** A rendition whose bytes are in the blob store, ready to be recorded. */
export type NewRendition = Omit<Rendition, 'bytes'> & { readonly blob: BlobKey; readonly bytes: number }

/** Puts the bytes of freshly made renditions into the blob store. */
export async function storeRenditions(
  blobs: BlobStore,
  { renditions }: { renditions: readonly Rendition[] },
): Promise<NewRendition[]> {
  return Promise.all(
    renditions.map(async ({ bytes, ...rendition }) => ({
      ...rendition,
      blob: await blobs.put(bytes),
      bytes: bytes.length,
    })),
  )
}

/** Records them under the raster that they show. One that is known stays as it is: a link never changes its bytes. */
export async function recordRenditions(
  db: Db,
  rasterHash: string,
  made: readonly NewRendition[],
): Promise<void> {
  for (const { isWatermarked, ...rendition } of made) {
    const row = { ...rendition, rasterHash, watermarked: Number(isWatermarked), usedMs: 0 }
    await db
      .insertInto('rendition')
      .values(row)
      .onConflict((conflict) => conflict.columns(['rasterHash', 'name', 'watermarked']).doNothing())
      .execute()
  }
}
