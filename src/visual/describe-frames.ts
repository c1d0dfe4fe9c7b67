import type { BlobStore } from '../blobs/blob-store.ts'
import { type Frame, saveFrames } from '../catalogue/frames.ts'
import type { Db } from '../db/database.ts'
import { raiseRevision } from '../db/revisions.ts'
import type { DecoderPool, Decoding } from '../media/decoder-pool.ts'
import { DESCRIPTOR } from '../media/features/descriptor.ts'
import type { PictureFeatures } from '../media/features/features.ts'
import { type FrameNumber, KEY_FRAMES, POSTER } from '../media/video/frames.ts'
import type { VideoFacts } from '../media/video/video-facts.ts'
import { sizeNamed } from '../renditions/ladder.ts'
import { withOriginal } from '../renditions/original.ts'

/** What describing frames needs. */
export type DescribingServices = { readonly db: Db; readonly blobs: BlobStore; readonly decoder: DecoderPool }

/** An asset whose picture, or some frames of whose video, are not described yet. */
export type Undescribed = Awaited<ReturnType<typeof findUndescribed>>[number]

const SPECS = [{ ...sizeNamed('thumb'), watermark: false }]
const BATCH = 8
const FRAMES: readonly FrameNumber[] = [POSTER, ...KEY_FRAMES]

/**
 * Returns the next assets, after the one with this id, that are not described: pictures of libraries that an earlier version
 * made, and videos, of which an ingest describes the poster only.
 */
export const findUndescribed = (db: Db, afterAsset: number) =>
  db
    .selectFrom('master')
    .leftJoin('frame as first', (join) =>
      join.onRef('first.assetId', '=', 'master.assetId').on('first.number', '=', POSTER),
    )
    .leftJoin('frame as second', (join) =>
      join.onRef('second.assetId', '=', 'master.assetId').on('second.number', '=', KEY_FRAMES[0]),
    )
    .select(['master.assetId', 'master.blob', 'master.inPlace', 'master.video'])
    .where('master.assetId', '>', afterAsset)
    .where('master.rasterHash', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('first.id', 'is', null),
        eb.and([eb('master.video', 'is not', null), eb('second.id', 'is', null)]),
      ]),
    )
    .orderBy('master.assetId')
    .limit(BATCH)
    .execute()

/** Returns the id of the newest asset with a file, 0 if there is none. */
export async function newestAsset(db: Db): Promise<number> {
  const { id } = await db
    .selectFrom('master')
    .select((eb) => eb.fn.max('assetId').as('id'))
    .executeTakeFirstOrThrow()
  return id ?? 0
}

/**
 * Describes the picture of an asset, or all frames of its video, and saves that. Returns whether there was anything to
 * save: the original may not be available.
 *
 * @throws MediaProblem
 */
export async function describeAsset(services: DescribingServices, asset: Undescribed): Promise<void> {
  const { db, blobs } = services
  const decoder = services.decoder.inBackground
  const features = await withOriginal(blobs, asset, (path) =>
    asset.video === null
      ? decoder.see(path, SPECS).then((seen) => [seen.features])
      : featuresOfVideo(decoder, path, JSON.parse(asset.video) as VideoFacts),
  )
  if (!features || features.length === 0) return
  await db.transaction().execute(async (tx) => {
    // Meanwhile the file may have been replaced.
    const master = await tx
      .selectFrom('master')
      .select('assetId')
      .where('assetId', '=', asset.assetId)
      .where('blob', '=', asset.blob)
      .executeTakeFirst()
    if (!master) return
    await saveFrames(tx, asset.assetId, features.map(toFrame))
    await raiseRevision(tx, 'answers')
  })
}

/** The features of the poster and of the key frames, up to the first one that cannot be decoded. */
async function featuresOfVideo(
  decoder: Decoding,
  path: string,
  facts: VideoFacts,
): Promise<PictureFeatures[]> {
  const features: PictureFeatures[] = []
  for (const frame of FRAMES) {
    const { rendered } = await decoder.examineVideo(path, SPECS, { frame, facts })
    if (!rendered?.features) break
    features.push(rendered.features)
  }
  return features
}

const toFrame = ({ descriptor, ...frame }: PictureFeatures): Frame => ({
  ...frame,
  vectors: { [DESCRIPTOR.id]: descriptor },
})
