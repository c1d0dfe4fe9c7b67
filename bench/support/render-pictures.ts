import { globSync } from 'node:fs'
import { join } from 'node:path'
import { openDecoders } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { LADDER } from '../../src/renditions/ladder.ts'

/** Makes sizes of all JPEGs in a folder with the same decoder processes as an ingest: `render-pictures.ts FOLDER SIZE…`. */
const [folder, ...names] = process.argv.slice(2) as [string, ...string[]]
const sizes = LADDER.filter(({ name }) => names.includes(name))
const decoder = await openDecoders(readConfig({}, {}))
const files = globSync('*.jpg', { cwd: folder })
await Promise.all(files.map((file) => decoder.render(join(folder, file), sizes)))
await decoder.close()
