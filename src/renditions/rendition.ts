import type { BlobStore } from '../blobs/blob-store.ts'
import type { Db } from '../db/database.ts'
import type { DecoderPool } from '../media/decoder-pool.ts'
import { CARD_RASTER, CARD_SVG } from './card.ts'
import { LADDER } from './ladder.ts'
import type { Grant } from './signed-link.ts'
import { recordRenditions, storeRenditions } from './store-renditions.ts'

export type RenditionServices = { db: Db; blobs: BlobStore; decoder: DecoderPool }

export type FoundRendition = { readonly blob: string; readonly mediaType: string }

/** Answers the rendition that a link grants; null when the asset or its pixels have gone. */
export type FindRendition = (grant: Grant) => Promise<FoundRendition | null>

/** Finds renditions, and makes those that never were: once, however many ask for one at the same time. */
export function renditionFinder(services: RenditionServices): FindRendition {
  const underWay = new Map<string, Promise<FoundRendition | null>>()
  return async (grant) => {
    const asset = await findRaster(services, grant)
    if (!asset?.rasterHash.startsWith(grant.raster)) return null
    const known = await services.db
      .selectFrom('rendition')
      .select(['blob', 'mediaType'])
      .where('rasterHash', '=', asset.rasterHash)
      .where('name', '=', grant.name)
      .where('watermarked', '=', Number(grant.watermarked))
      .executeTakeFirst()
    if (known) return known
    const key = `${asset.rasterHash} ${grant.name} ${grant.watermarked}`
    const making = underWay.get(key) ?? make(services, asset, grant).finally(() => underWay.delete(key))
    underWay.set(key, making)
    return making
  }
}

async function make(
  { db, blobs, decoder }: RenditionServices,
  asset: { blob: string; rasterHash: string },
  { name, watermarked }: Grant,
): Promise<FoundRendition | null> {
  const size = LADDER.find((step) => step.name === name)
  const original = await blobs.localPath(asset.blob)
  if (!size || !original) return null
  const { renditions } = await decoder.render(original, [{ ...size, watermark: watermarked }])
  const [made] = await storeRenditions(blobs, { renditions })
  await recordRenditions(db, asset.rasterHash, [made!])
  return made!
}

/** The pixels that an asset shows now: those of its file, or the card's. A withdrawn asset shows none. */
async function findRaster(
  { db, blobs }: RenditionServices,
  { assetId }: Grant,
): Promise<{ blob: string; rasterHash: string } | null> {
  const asset = await db
    .selectFrom('asset')
    .leftJoin('master', 'master.assetId', 'asset.id')
    .select(['master.blob', 'master.rasterHash'])
    .where('asset.id', '=', assetId)
    .where('asset.withdrawnMs', 'is', null)
    .executeTakeFirst()
  if (!asset) return null
  const { blob, rasterHash } = asset
  if (blob !== null && rasterHash !== null) return { blob, rasterHash }
  return { blob: await blobs.put(Buffer.from(CARD_SVG)), rasterHash: CARD_RASTER }
}
