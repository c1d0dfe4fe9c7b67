import type { BlobStore } from '../blobs/blob-store.ts'
import type { Db } from '../db/database.ts'
import { prepared, type Values } from '../db/prepared.ts'
import type { RenditionTable } from '../db/tables/renditions.ts'
import { writeIfPossible } from '../db/write-if-possible.ts'
import type { Clock } from '../lib/clock.ts'
import type { FoundRendition, Raster, Size } from './make-rendition.ts'
import { storedName } from './store-renditions.ts'

/** Precision of the last use: recording each use exactly would cost more than serving the picture. */
const NOTE_USE_MS = 3_600_000

/** Returns a rendition made before, whose bytes are still there, or null. */
export async function findKnown(
  { db, blobs, now }: { readonly db: Db; readonly blobs: BlobStore; readonly now: Clock },
  { rasterHash }: Raster,
  { name, watermark }: Size,
): Promise<FoundRendition | null> {
  const stored = { rasterHash, name: storedName(name, watermark), watermarked: Number(watermark !== null) }
  const [known] = await renditionByName(db, stored)
  if (!known || !(await blobs.has(known.blob))) return null
  const usedMs = now().getTime()
  if (usedMs - known.usedMs >= NOTE_USE_MS)
    await writeIfPossible(() =>
      db
        .updateTable('rendition')
        .set({ usedMs })
        .where('rasterHash', '=', rasterHash)
        .where('name', '=', stored.name)
        .where('watermarked', '=', stored.watermarked)
        .execute(),
    )
  return known
}

type StoredName = Pick<RenditionTable, 'rasterHash' | 'name' | 'watermarked'>

const renditionByName = prepared((db, { rasterHash, name, watermarked }: Values<StoredName>) =>
  db
    .selectFrom('rendition')
    .select(['blob', 'mediaType', 'bytes', 'usedMs'])
    .where('rasterHash', '=', rasterHash)
    .where('name', '=', name)
    .where('watermarked', '=', watermarked),
)
