import type { Db } from '../db/database.ts'
import { SAME_PICTURE } from './find-match.ts'
import { findFramesOf, findSeen } from './find-seen.ts'
import type { SearchedFrames } from './frame-index.ts'

/** Two assets that show the same picture, perhaps cropped, mirrored, grey, or in another size. */
export type Duplicate = {
  readonly assetId: number
  /** The other asset, which was there before, or was ingested at the same time with a lower id. */
  readonly of: number
  /** How well the first fits into the other, from .95 to 1 (`matchCopy`). */
  readonly likeness: number
}

/** Returns the id of the newest frame, so that those after it can be compared later; 0 if there is none. */
export async function newestFrame(db: Db): Promise<number> {
  const { id } = await db
    .selectFrom('frame')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirstOrThrow()
  return id ?? 0
}

/**
 * Compares the assets whose frames are newer than this one with all assets, and yields each pair of duplicates once.
 * Pictures of one plain colour are no duplicates of each other.
 */
export async function* findDuplicates(
  services: { readonly db: Db; readonly frames: SearchedFrames },
  afterFrame: number,
): AsyncGenerator<Duplicate> {
  const assets = await services.db
    .selectFrom('frame')
    .select('assetId')
    .distinct()
    .where('id', '>', afterFrame)
    .orderBy('assetId')
    .execute()
  const reported = new Set<string>()
  for (const { assetId } of assets) {
    const alike = await findSeen(services, await findFramesOf(services.db, assetId))
    for (const { assetId: other, likeness } of alike) {
      const pair = [assetId, other].sort((a, b) => a - b).join()
      if (other === assetId || likeness < SAME_PICTURE || reported.has(pair)) continue
      reported.add(pair)
      yield { assetId, of: other, likeness: Math.round(likeness * 1000) / 1000 }
    }
  }
}
