import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { hasLibrary } from '../src/compose-records.ts'
import { readConfig } from '../src/config.ts'
import { Snapshots } from '../src/search/embedded/store/snapshot.ts'
import { partsOf } from './support/index-parts.ts'
import { report, round, say } from './support/report.ts'
import { fillLibrary } from './support/search-http/fill-library.ts'
import { withFolder } from './support/with-library.ts'

/**
 * How large the embedded index is, in bytes for each record of the library of `bench/search-http.ts`, as a whole and of each part:
 * 100,000 records, or as many as the argument says. `--work DIR` keeps the library, and `--index DIR` measures a saved index
 * instead.
 */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { work: { type: 'string' }, index: { type: 'string' } },
})
const COUNT = Number(positionals[0] ?? 100_000)
/** A million records take as many megabytes. */
const GOAL = 1100

if (options.index) await measure(options.index)
else if (options.work) await bench(join(options.work, String(COUNT)))
else await withFolder(bench)

async function bench(work: string): Promise<void> {
  await mkdir(work, { recursive: true })
  const data = join(work, 'library')
  if (!(await hasLibrary(readConfig({ data }, {})))) await fillLibrary(data, COUNT)
  await measure(join(data, 'index'))
}

async function measure(folder: string): Promise<void> {
  const saved = await new Snapshots(folder).load(1)
  if (!saved) throw new Error(`${folder} has no index of this version.`)
  const segments = saved.assets.map(({ segment }) => segment)
  const documents = segments.reduce((sum, { layout }) => sum + layout.documents, 0)
  const parts: Record<string, number> = {}
  for (const segment of segments)
    for (const [part, bytes] of Object.entries(partsOf(segment)))
      parts[part] = (parts[part] ?? 0) + bytes / documents
  for (const [part, bytes] of Object.entries(parts)) say(`${bytes.toFixed(1).padStart(8)}  ${part}`)
  const bytesPerRecord = segments.reduce((sum, { layout }) => sum + layout.end, 0) / documents
  report({
    bench: 'index size',
    records: documents,
    segments: segments.length,
    bytesPerRecord: round(bytesPerRecord),
    goal: GOAL,
    ok: bytesPerRecord <= GOAL,
  })
}
