import type { Logger } from '../lib/log.ts'
import { repeatEvery } from '../lib/repeat-every.ts'
import { type DescribingServices, describeAsset, findUndescribed, newestAsset } from './describe-frames.ts'

/** How often assets that are not described are looked for. */
const PAUSE_MS = 2000

/**
 * Describes pictures and frames of videos that are not described yet while the server runs, one at a time. What cannot be
 * described is reported, and tried again when the server starts next. Returns a function that stops it.
 */
export function runDescribing(
  services: DescribingServices & { readonly logger: Logger },
): () => Promise<void> {
  const { db, logger } = services
  let after = 0
  let isStopped = false

  async function work(): Promise<void> {
    const newest = await newestAsset(db)
    if (newest <= after) return
    for (;;) {
      const assets = await findUndescribed(db, after)
      if (assets.length === 0) {
        // What was looked through is not looked through again: it may be the whole library.
        after = Math.max(after, newest)
        return
      }
      for (const asset of assets) {
        if (isStopped) return
        after = asset.assetId
        await describeAsset(services, asset).catch((err) => {
          if (!isStopped) logger.warn({ err, assetId: asset.assetId }, 'an asset cannot be found by sight')
        })
      }
    }
  }

  const loop = repeatEvery(PAUSE_MS, work, (err) => logger.error({ err }, 'describing pictures failed'))
  return async () => {
    isStopped = true
    await loop.stop()
  }
}
