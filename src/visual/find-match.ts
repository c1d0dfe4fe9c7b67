import { findVisibleImages } from '../catalogue/find-visible.ts'
import type { Viewer } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import { findSeen, type SeenFrame } from './find-seen.ts'
import type { SearchedFrames } from './frame-index.ts'

/** From this likeness on, two pictures are copies of one. */
export const SAME_PICTURE = 0.95

/** Returns the visible image of which a picture is a copy; null if there is none. */
export async function findImageMatch(
  services: { db: Db; frames: SearchedFrames },
  picture: SeenFrame,
  viewer: Viewer,
): Promise<number | null> {
  const copies = (await findSeen(services, [picture])).filter(({ likeness }) => likeness >= SAME_PICTURE)
  const ids = copies.map(({ assetId }) => assetId)
  const [best] = await findVisibleImages(services.db, ids, viewer)
  return best?.id ?? null
}
