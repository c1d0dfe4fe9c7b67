import { join } from 'node:path'
import { type Library, openEmbedder, openVideoSizeMaker, transcodesFolder } from './compose.ts'
import type { Config } from './config.ts'
import { LINK_LIFETIME_MS } from './downloads/expiring-signature.ts'
import { SETTLE_DOWNLOADS } from './downloads/settle-transcodes.ts'
import type { Logger } from './lib/log.ts'
import { runTranscodes } from './transcodes/run-transcodes.ts'
import { runEmbedding } from './visual/embedders/run-embedding.ts'
import { runDescribing } from './visual/run-describing.ts'
import { openSending } from './webhooks/open-sending.ts'
import { runWebhooks } from './webhooks/run-webhooks.ts'

/** What a server does besides answering requests: it sends webhooks, makes sizes of videos and describes pictures. */
export type BackgroundWork = {
  /** Whether the machine can make download sizes of videos. */
  readonly canMakeVideoSizes: boolean
  /**
   * Begins; `onChanged` is called when answers are other than before though no record has changed: searches by sight find
   * more, or a size of a video has been made. Returns a function that stops it.
   */
  start(onChanged: () => void): () => Promise<void>
}

/** Opens the background work of a server. @throws Problem InvalidSetting */
export async function openBackgroundWork(
  library: Library,
  config: Config,
  logger: Logger,
): Promise<BackgroundWork> {
  const { db, blobs, transcodes, decoder, now } = library
  const embedder = await openEmbedder(config)
  const sending = await openSending(db, config, now)
  const makeVideoSize = await openVideoSizeMaker(config)
  return {
    canMakeVideoSizes: makeVideoSize !== null,
    start(onChanged) {
      const stops = [
        ...(embedder ? [runEmbedding({ ...library, embedder, logger })] : []),
        runDescribing({ db, blobs, decoder, onDescribed: onChanged, logger }),
        runWebhooks({ ...sending, db, logger }),
        runTranscodes({
          db,
          blobs,
          transcodes,
          workFolder: join(transcodesFolder(config), 'work'),
          makeVideoSize,
          consequences: SETTLE_DOWNLOADS,
          onMade: onChanged,
          linkLifetimeMs: LINK_LIFETIME_MS,
          settings: config,
          now,
          logger,
        }),
      ]
      return async () => {
        await Promise.all(stops.map((stop) => stop()))
      }
    },
  }
}
