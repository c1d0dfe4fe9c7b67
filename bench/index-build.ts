import { report, round } from './support/report.ts'
import { openIndex } from './support/search-engine/embedded-side.ts'
import { withFolder } from './support/with-library.ts'

/**
 * How fast the embedded index is built, in documents per second of processor time: from 100,000 documents (or as many as the
 * argument says) as the analysis returns them to one merged segment, in the batches in which an index that is behind gets them.
 */
const COUNT = Number(process.argv[2] ?? 100_000)
const GOAL = 12_000

await withFolder(async (folder) => {
  const { cpuMs } = await openIndex(COUNT, 1, folder)
  const perSecond = COUNT / (cpuMs! / 1000)
  report({
    bench: 'index build',
    documents: COUNT,
    perCpuSecond: round(perSecond),
    goal: GOAL,
    ok: perSecond >= GOAL,
  })
})
