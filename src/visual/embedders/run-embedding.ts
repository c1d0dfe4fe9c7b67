import type { BlobStore } from '../../blobs/blob-store.ts'
import type { Logger } from '../../lib/log.ts'
import { repeatEvery } from '../../lib/repeat-every.ts'
import type { FrameIndex } from '../frame-index.ts'
import { type EmbeddingServices, embedFrames } from './embed-frames.ts'
import type { EmbedderFacts } from './embedder-protocol.ts'
import { embedderSource } from './embedder-source.ts'

/** What searches by sight compare. */
type Searched = { readonly frames: FrameIndex; readonly uploads: BlobStore }

/** How often frames without vectors are looked for. */
const PAUSE_MS = 1000
/** How long an embedder that cannot be used is left alone. */
const RETRY_MS = 60_000

/**
 * Computes the vectors of all frames by an embedder while the server runs. When all are computed, searches by sight use
 * them, and those of new pictures as they arrive. Returns a function that stops that.
 */
export function runEmbedding(
  services: EmbeddingServices & Searched & { readonly logger: Logger },
): () => Promise<void> {
  const { frames, embedder, logger } = services
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
        'until the vectors of the embedder are computed, searches by sight use the built-in descriptor',
      )
    while (assetIds.length > 0 && !isStopped) {
      if (wasFinished) await frames.refresh(assetIds)
      assetIds = await embedding.next()
    }
    if (!wasFinished && embedding.finished) use(embedding.finished)
  }

  function use(facts: EmbedderFacts): void {
    const warn = (err: unknown) => logger.warn({ err }, 'an upload or a text has no vector by the embedder')
    frames.use(embedderSource(services, facts, warn))
    logger.info({ embedder: facts.id }, 'searches by sight use the embedder')
  }

  const loop = repeatEvery(PAUSE_MS, work, (err) => {
    if (isStopped) return
    retryMs = performance.now() + RETRY_MS
    logger.error({ err }, 'computing vectors failed; it is tried again in a minute')
  })
  return async () => {
    isStopped = true
    await embedder.close()
    await loop.stop()
  }
}
