import { globSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../../src/config.ts'
import { openDecoderPool } from '../../src/media/decoder-pool.ts'
import { LADDER } from '../../src/renditions/ladder.ts'

/** Makes sizes of all JPEGs in a folder with the same decoder processes as an ingest: `render-pictures.ts FOLDER SIZE…`. */
const [folder, ...names] = process.argv.slice(2) as [string, ...string[]]
const sizes = LADDER.filter(({ name }) => names.includes(name))
const config = readConfig({}, {})
const decoder = openDecoderPool({
  processes: config.decoders,
  timeoutMs: config.decodeTimeoutMs,
  maxMemoryBytes: config.maxDecoderBytes,
  maxPixels: config.maxPixels,
  maxFileBytes: config.maxFileBytes,
})
const files = globSync('*.jpg', { cwd: folder })
await Promise.all(files.map((file) => decoder.render(join(folder, file), sizes)))
await decoder.close()
