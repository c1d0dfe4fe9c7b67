import { globSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../../src/config.ts'
import { openDecoderPool } from '../../src/media/decoder-pool.ts'
import { INGEST_LADDER } from '../../src/renditions/ladder.ts'

/** Makes the renditions of ingest of every JPEG in a folder, by the decoder processes that ingest has. */
const folder = process.argv[2]!
const config = readConfig({}, {})
const decoder = openDecoderPool({
  processes: config.decoders,
  timeoutMs: config.decodeTimeoutMs,
  maxMemoryBytes: config.maxDecoderBytes,
  maxPixels: config.maxPixels,
  maxFileBytes: config.maxFileBytes,
})
const files = globSync('*.jpg', { cwd: folder })
await Promise.all(files.map((file) => decoder.render(join(folder, file), INGEST_LADDER)))
await decoder.close()
