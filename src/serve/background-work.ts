import { join } from 'node:path'
import { type Library, openEmbedder, openVideoSizeMaker, transcodesFolder } from '../compose.ts'
import type { Config } from '../config.ts'
import { LINK_LIFETIME_MS } from '../downloads/expiring-signature.ts'
import { SETTLE_DOWNLOADS } from '../downloads/settle-transcodes.ts'
import type { Logger } from '../lib/log.ts'
import { runTranscodes } from '../transcodes/run-transcodes.ts'
import { runEmbedding } from '../visual/embedders/run-embedding.ts'
import { runDescribing } from '../visual/run-describing.ts'
import { openSending } from '../webhooks/open-sending.ts'
import { runWebhooks } from '../webhooks/run-webhooks.ts'

/** Work that runs until it is stopped. */
type Work = {
  /** Whether the machine can make download sizes of videos. */
  readonly canMakeVideoSizes: boolean
  /** Begins. Returns a function that stops it. */
  start(): () => Promise<void>
}

/** Opens the background work of a server. @throws Problem InvalidSetting */
export async function openBackgroundWork(library: Library, config: Config, logger: Logger): Promise<Work> {
  const { db, blobs, decoder } = library
  const embedder = await openEmbedder(config)
  const jobs = await openJobs(library, config, logger)
  return {
    ...jobs,
    start() {
      return stopAll([
        ...(embedder ? [runEmbedding({ ...library, embedder, logger })] : []),
        runDescribing({ db, blobs, decoder, logger }),
        jobs.start(),
      ])
    },
  }
}

/**
 * Opens the jobs that servers and workers of a library share by leases: sending webhooks, and making sizes of videos.
 *
 * @throws Problem InvalidSetting
 */
export async function openJobs(
  { db, blobs, transcodes, now }: Pick<Library, 'db' | 'blobs' | 'transcodes' | 'now'>,
  config: Config,
  logger: Logger,
): Promise<Work> {
  const sending = await openSending(db, config, now)
  const makeVideoSize = await openVideoSizeMaker(config)
  return {
    canMakeVideoSizes: makeVideoSize !== null,
    start: () =>
      stopAll([
        runWebhooks({ ...sending, db, logger }),
        runTranscodes({
          db,
          blobs,
          transcodes,
          workFolder: join(transcodesFolder(config), 'work'),
          makeVideoSize,
          consequences: SETTLE_DOWNLOADS,
          linkLifetimeMs: LINK_LIFETIME_MS,
          settings: config,
          now,
          logger,
        }),
      ]),
  }
}

const stopAll = (stops: readonly (() => Promise<void>)[]) => async (): Promise<void> => {
  await Promise.all(stops.map((stop) => stop()))
}
