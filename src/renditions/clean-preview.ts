import type { BlobStore } from '../blobs/blob-store.ts'
import type { Db } from '../db/database.ts'
import type { DecoderPool } from '../media/decoder-pool.ts'
import type { FrameNumber } from '../media/video/frames.ts'
import { POSTER } from '../media/video/frames.ts'
import type { VideoFacts } from '../media/video/video-facts.ts'
import { sizeNamed } from './ladder.ts'
import { withOriginal } from './original.ts'

type Services = { readonly db: Db; readonly blobs: BlobStore; readonly decoder: DecoderPool }

/** The preview as it is without a watermark. */
export const CLEAN_PREVIEW = { ...sizeNamed('preview'), watermark: false }

/**
 * Returns the preview without a watermark of a picture, or of a frame of a video, whoever may see it: the stored one, or one
 * that is made from the original, in the background, and not stored. Null if the original is not available.
 *
 * @throws MediaProblem; Error when the original cannot be read.
 */
export async function readCleanPreview(
  { db, blobs, decoder }: Services,
  { assetId, frame }: { readonly assetId: number; readonly frame: number },
): Promise<Uint8Array | null> {
  const master = await db
    .selectFrom('master')
    .leftJoin('rendition', (join) =>
      join
        .onRef('rendition.rasterHash', '=', 'master.rasterHash')
        .on('rendition.name', '=', CLEAN_PREVIEW.name)
        .on('rendition.watermarked', '=', 0),
    )
    .select(['master.blob', 'master.inPlace', 'master.video', 'rendition.blob as preview'])
    .where('master.assetId', '=', assetId)
    .executeTakeFirst()
  if (!master) return null
  const stored = frame === POSTER && master.preview !== null ? await blobs.read(master.preview) : null
  if (stored) return stored
  const rendered = await withOriginal(blobs, master, async (path) => {
    if (master.video === null) return decoder.inBackground.render(path, [CLEAN_PREVIEW])
    const facts = JSON.parse(master.video) as VideoFacts
    return (
      await decoder.inBackground.examineVideo(path, [CLEAN_PREVIEW], { frame: frame as FrameNumber, facts })
    ).rendered
  })
  return rendered?.renditions[0]?.bytes ?? null
}
