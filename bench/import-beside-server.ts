import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { costOf } from './support/cpu-of.ts'
import { serve, vitrine } from './support/processes.ts'
import { report, round, say } from './support/report.ts'
import { type StockRecord, stockRecords } from './support/search-engine/records.ts'
import { withFolder } from './support/with-library.ts'

/**
 * How many records with 30 keywords each come in and become searchable in a second: `vitrine ingest` of 20,000 generated
 * records (or as many as the argument says) without files, beside the server whose thread indexes them. The command ends when
 * all of them can be found. The processor time is that of both processes.
 */
const COUNT = Number(process.argv[2] ?? 20_000)
const GOAL = 2000
/** In which Linux counts processor time. */
const TICKS_PER_SECOND = 100

await withFolder(async (data) => {
  const manifest = join(data, 'records.jsonl')
  await writeFile(manifest, [...stockRecords(COUNT)].map((record) => `${lineOf(record)}\n`).join(''))
  await vitrine(['keys', 'create', '--name', 'bench', '--data', data])
  const server = await serve(data)
  try {
    say(`Ingesting ${COUNT} records …`)
    const before = await cpuSecondsOf(server.pid)
    const { wallMs, cpuMs } = await costOf(['bin/vitrine', 'ingest', manifest, '--data', data])
    const serverSeconds = (await cpuSecondsOf(server.pid)) - before
    const perSecond = (COUNT * 1000) / wallMs
    report({
      bench: 'import beside a server',
      records: COUNT,
      searchablePerSecond: round(perSecond),
      goal: GOAL,
      ok: perSecond >= GOAL,
      perCpuSecondOfImport: round((COUNT * 1000) / cpuMs),
      perCpuSecondOfServer: round(COUNT / serverSeconds),
    })
  } finally {
    await server.stop()
  }
})

function lineOf({ id, title, caption, keywords, date, facts }: StockRecord): string {
  const fact = Object.fromEntries(facts.map((it) => it.split('=') as [string, string]))
  return JSON.stringify({
    id: `s${id}`,
    title,
    caption,
    keywords,
    artist: `artist ${fact.artist}`,
    collection: `Shelf ${fact.collection}`,
    family: fact.family,
    graphical_style: 'photography',
    date_created: new Date(date * 1000).toISOString().slice(0, 10),
  })
}

/** The processor time that a process has used so far; proc(5): the 14th and 15th field are its user and system time. */
async function cpuSecondsOf(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}
