import type { BlobKey, BlobStore } from '../blobs/blob-store.ts'
import type { Db } from '../db/database.ts'
import { prepared } from '../db/prepared.ts'
import type { RenditionTable } from '../db/tables/renditions.ts'
import type { Rendition } from '../media/render.ts'
import type { ClipType } from '../media/video/clip-args.ts'
import { isClip } from './shown-name.ts'

/** A rendition whose bytes are in the blob store, ready to be recorded. */
export type NewRendition = Omit<Rendition, 'bytes' | 'mediaType'> & {
  readonly mediaType: Rendition['mediaType'] | ClipType
  readonly blob: BlobKey
  readonly bytes: number
}

/** Stores the bytes of new renditions in the blob store. */
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

/** Raised when clips are made in another way. The first version left a high dynamic range as it was, the second wide primaries. */
const CLIP_VERSION = 3

/**
 * The name under which a rendition is recorded. It includes the owner's watermark, and the version of clips, so that
 * those with an earlier watermark or of an earlier version are never found again.
 */
export function storedName(name: string, watermarkKey: string | null): string {
  const versioned = isClip(name) ? `${name} v${CLIP_VERSION}` : name
  return watermarkKey ? `${versioned} ${watermarkKey}` : versioned
}

/**
 * Records renditions under their raster. One already recorded is kept, because others share its bytes. `usedMs` 0 means
 * never requested.
 */
export async function recordRenditions(
  db: Db,
  rasterHash: string,
  made: readonly NewRendition[],
  usedMs = 0,
): Promise<void> {
  for (const { isWatermarked, watermarkKey, ...rendition } of made) {
    const name = storedName(rendition.name, watermarkKey)
    await insertRendition(db, { ...rendition, name, rasterHash, watermarked: Number(isWatermarked), usedMs })
  }
}

const insertRendition = prepared<RenditionTable, unknown>(
  (db, { rasterHash, name, watermarked, blob, mediaType, width, height, bytes, usedMs }) =>
    db
      .insertInto('rendition')
      .values({ rasterHash, name, watermarked, blob, mediaType, width, height, bytes, usedMs })
      .onConflict((conflict) => conflict.columns(['rasterHash', 'name', 'watermarked']).doNothing()),
)
