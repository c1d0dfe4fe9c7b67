import type { Logger } from '../../lib/log.ts'
import { repeatEvery } from '../../lib/repeat-every.ts'
import { type EmbeddingServices, embedFrames } from './embed-frames.ts'
import type { EmbedderFacts } from './embedder-protocol.ts'

/** The computation of vectors in the background of a server. */
export type RunningEmbedding = {
  /** What the embedder says of itself, once all vectors of the library are computed; null until then. */
  finished(): EmbedderFacts | null
  stop(): Promise<void>
}

/** How often frames without vectors are looked for. */
const PAUSE_MS = 1000
/** How long an embedder that cannot be used is left alone. */
const RETRY_MS = 60_000

/** Computes the vectors of all frames by an embedder while the server runs; `onEmbedded` gets the assets that got some. */
export function runEmbedding(
  services: EmbeddingServices,
  onEmbedded: (assetIds: readonly number[]) => Promise<void>,
  logger: Logger,
): RunningEmbedding {
  const embedding = embedFrames(services, (err, assetId) =>
    logger.warn({ err, assetId }, 'a picture has no vector by the embedder'),
  )
  let isStopped = false
  let retryMs = 0

  async function work(): Promise<void> {
    if (performance.now() < retryMs) return
    const wasFinished = embedding.finished !== null
    let assetIds = await embedding.next()
    if (!wasFinished && assetIds.length > 0)
      logger.info(
        'searches by sight use the built-in descriptor until the vectors of the embedder are computed',
      )
    while (assetIds.length > 0 && !isStopped) {
      await onEmbedded(assetIds)
      assetIds = await embedding.next()
    }
    if (!wasFinished && !isStopped)
      logger.info({ embedder: embedding.finished }, 'searches by sight use the embedder')
  }

  const loop = repeatEvery(PAUSE_MS, work, (err) => {
    if (isStopped) return
    retryMs = performance.now() + RETRY_MS
    logger.error({ err }, 'computing vectors failed; it is tried again in a minute')
  })
  return {
    finished: () => embedding.finished,
    async stop() {
      isStopped = true
      await services.embedder.close()
      await loop.stop()
    },
  }
}
