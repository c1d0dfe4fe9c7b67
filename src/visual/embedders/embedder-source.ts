import type { BlobStore } from '../../blobs/blob-store.ts'
import { Recent } from '../../lib/recent.ts'
import type { DecoderPool } from '../../media/decoder-pool.ts'
import { CLEAN_PREVIEW } from '../../renditions/clean-preview.ts'
import type { VectorSource } from '../vector-source.ts'
import type { EmbedderHost } from './embedder-host.ts'
import type { EmbedderFacts } from './embedder-protocol.ts'

type Services = {
  readonly uploads: BlobStore
  readonly decoder: DecoderPool
  readonly embedder: EmbedderHost
}

/** Uploads and texts whose vectors are remembered, since each page of results asks for the same one. */
const REMEMBERED = 1000

/** Returns the vectors of an embedder as those that searches compare. */
export function embedderSource(
  { uploads, decoder, embedder }: Services,
  facts: EmbedderFacts,
  onFailure: (error: unknown) => void,
): VectorSource {
  const known = new Recent<Int8Array>(REMEMBERED)
  const texts = new Recent<Int8Array>(REMEMBERED)

  async function compute(upload: string): Promise<Int8Array | null> {
    const rendered = await uploads.withLocalFile(upload, (path) => decoder.render(path, [CLEAN_PREVIEW]))
    const preview = rendered?.renditions[0]?.bytes
    return preview ? embedder.embedImage(preview) : null
  }

  return {
    ...facts,
    async vectorOfUpload(upload) {
      const vector = known.get(upload) ?? (await compute(upload).catch(onFailure)) ?? null
      if (vector) known.set(upload, vector)
      return vector
    },
    async vectorOfText(text) {
      const vector = texts.get(text) ?? (await embedder.embedText(text).catch(onFailure)) ?? null
      if (vector) texts.set(text, vector)
      return vector
    },
  }
}
