import type { Asset } from '../catalogue/asset.ts'
import type { Db } from '../db/database.ts'
import { findMadeSizes } from '../transcodes/transcode.ts'
import type { VideoOffer } from './offered-sizes.ts'

/** What finds out which sizes of videos are offered. */
export type VideoOfferServices = {
  readonly db: Db
  /** Whether this machine can make sizes of videos. */
  readonly canMakeVideoSizes: boolean
}

/** Returns which sizes of those of the assets that are videos can be delivered. */
export async function videoOfferFor(
  { db, canMakeVideoSizes: canMake }: VideoOfferServices,
  assets: readonly Pick<Asset, 'mediaKind' | 'blob'>[],
): Promise<VideoOffer> {
  const originals = assets.flatMap(({ mediaKind, blob }) => (mediaKind === 'video' && blob ? [blob] : []))
  return { canMake, made: await findMadeSizes(db, originals) }
}
