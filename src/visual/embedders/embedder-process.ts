import { lowerPriority } from '../../lib/lower-priority.ts'
import { becomeLimitedChild } from '../../media/limited-child.ts'
import { pixelsOf } from '../../media/small-picture.ts'
import { type Embedder, LEAST_SIMILARITY, toInt8 } from '../embedder.ts'
import type { EmbedderJob, EmbedderMessage, EmbedderStart } from './embedder-protocol.ts'
import { loadEmbedder } from './load-embedder.ts'

/** The process in which an embedder runs, one job at a time: see `embedder-host.ts`. */

const { path, maxMemoryBytes } = JSON.parse(process.argv[2]!) as EmbedderStart
lowerPriority()
becomeLimitedChild(maxMemoryBytes)

try {
  const embedder = await loadEmbedder(path)
  process.on('message', async (job: EmbedderJob) => {
    send(await run(embedder, job).catch(toFailure))
  })
  const { id, dimensions, leastSimilarity = LEAST_SIMILARITY, embedText } = embedder
  send({ facts: { id, dimensions, leastSimilarity, hasText: embedText !== undefined } })
} catch (error) {
  send(toFailure(error))
}

function send(message: EmbedderMessage): void {
  process.send!(message)
}

async function run(embedder: Embedder, job: EmbedderJob): Promise<EmbedderMessage> {
  const vector =
    'text' in job
      ? await embedder.embedText!(job.text)
      : await embedder.embedImage({ pixels: (size) => pixelsOf(job.rendition, size) })
  if (vector.length !== embedder.dimensions)
    throw new Error(`it returned ${vector.length} elements instead of ${embedder.dimensions}`)
  return { vector: toInt8(vector) }
}

function toFailure(error: unknown): EmbedderMessage {
  return { failed: error instanceof Error ? error.message : String(error) }
}
