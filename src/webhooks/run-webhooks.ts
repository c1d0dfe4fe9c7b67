import type { Db } from '../db/database.ts'
import { lookingMs } from '../db/looking.ts'
import type { Logger } from '../lib/log.ts'
import { repeatEvery } from '../lib/repeat-every.ts'
import { announceAssets } from './announce-assets.ts'
import type { Sending } from './attempt.ts'
import { deleteOldMessages } from './clean-up.ts'
import { deliverMessages } from './deliver.ts'

/** How often old messages are looked for. */
const CLEAN_UP_MS = 60_000

/**
 * Announces changes of assets, delivers messages and deletes old ones, until it is stopped. Several servers of one library
 * share the work.
 */
export function runWebhooks(
  services: Sending & { readonly db: Db; readonly logger: Logger },
): () => Promise<void> {
  const { db, now, logger } = services
  const failed = (what: string) => (error: unknown) => logger.error({ err: error, what }, 'webhooks failed')
  const untilDone = (step: (db: Db, now: Date) => Promise<boolean>) => async () => {
    while (!isStopping && (await step(db, now()))) {}
  }
  let isStopping = false
  const following = repeatEvery(lookingMs(db), untilDone(announceAssets), failed('announcing assets'))
  const cleaning = repeatEvery(CLEAN_UP_MS, untilDone(deleteOldMessages), failed('deleting old messages'))
  const stopDelivering = deliverMessages(services)
  return async () => {
    isStopping = true
    await Promise.all([following.stop(), cleaning.stop(), stopDelivering()])
  }
}
