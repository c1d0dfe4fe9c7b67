import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { hasLibrary, openRecords } from '../src/compose-records.ts'
import { readConfig } from '../src/config.ts'
import { conceptNames, DOCUMENTS, type JudgedQuery, judgedByPeople } from './support/judged-queries.ts'
import { serve, vitrine } from './support/processes.ts'
import { hit, ndcg, reciprocalRank } from './support/ranking-scores.ts'
import { report, round, say } from './support/report.ts'
import { withFolder } from './support/with-library.ts'

/**
 * The relevance of search results over HTTP, for three kinds of queries: captions of 5,000 pictures that are not indexed
 * themselves, two-word concepts with graded judgements, and the names in each language of Unicode emoji whose English name
 * occurs in at least ten English descriptions. `--library FOLDER` keeps the library for the next run; each run rebuilds
 * the index. `--only PART` runs the sets whose names contain this: coco, concept, names, "names de".
 */
const { library, only = '' } = parseArgs({
  options: { library: { type: 'string' }, only: { type: 'string' } },
}).values

const AT_ONCE = 8
const TRIES = 600
const SCORES = { mrr: reciprocalRank, hit, ndcg }
const GOALS = {
  coco: { mrr: 0.405, hit: 0.625 },
  concept: { ndcg: 0.7 },
  names: { ndcg: 0.74 },
} as const satisfies Record<string, Partial<Record<keyof typeof SCORES, number>>>

const queries = [...(await judgedByPeople()), ...(await conceptNames())].filter(({ set }) =>
  set.includes(only),
)
if (library === undefined) await withFolder(measure)
else await measure(library)

async function measure(data: string): Promise<void> {
  const config = readConfig({ data }, {})
  if (!(await hasLibrary(config))) {
    say('Ingesting the descriptions …')
    await vitrine(['ingest', DOCUMENTS, '--data', data])
  }
  await rm(join(data, 'index'), { recursive: true, force: true })
  const server = await openServer(data)
  try {
    reportAll(await rankAll(server))
  } finally {
    await server.stop()
  }
}

type Server = Awaited<ReturnType<typeof openServer>>
type Ranked = { readonly query: JudgedQuery; readonly ids: readonly string[] }

/** Starts a server for the library; its search sends HTTP requests and returns ids of the source. */
async function openServer(data: string) {
  const sourceIds = await readSourceIds(data)
  const { key } = JSON.parse(
    await vitrine(['keys', 'create', '--name', 'relevance', '--json', '--data', data]),
  )
  const server = await serve(data)
  const { base } = server
  const request = async (phrase: string, language: string) => {
    const url = `${base}/v3/search/images?fields=id&page_size=10&phrase=${encodeURIComponent(phrase)}`
    const response = await fetch(url, { headers: { 'api-key': key, 'accept-language': language } })
    if (!response.ok) throw new Error(`The search for "${phrase}" returned ${response.status}.`)
    return (await response.json()) as { result_count: number; images: { id: string }[] }
  }
  await untilIndexed(async () => (await request('', 'en-US')).result_count === sourceIds.size)
  return {
    stop: server.stop,
    search: async (phrase: string, language: string) =>
      (await request(phrase, language)).images.map(({ id }) => sourceIds.get(id)!),
  }
}

async function readSourceIds(data: string): Promise<Map<string, string>> {
  const db = await openRecords(readConfig({ data }, {}))
  const rows = await db
    .selectFrom('externalId')
    .select(['id', 'value'])
    .where('kind', '=', 'asset')
    .execute()
    .finally(() => db.destroy())
  return new Map(rows.map(({ id, value }) => [String(id), value]))
}

async function untilIndexed(isIndexed: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isIndexed()); tries++) {
    if (tries === TRIES) throw new Error('The descriptions did not become searchable.')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function rankAll({ search }: Server): Promise<Ranked[]> {
  say(`Running ${queries.length} queries …`)
  const ranked: Ranked[] = []
  const remaining = queries.values()
  const work = async () => {
    for (const query of remaining) ranked.push({ query, ids: await search(query.phrase, query.language) })
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return ranked
}

function reportAll(ranked: readonly Ranked[]): void {
  for (const [set, results] of Map.groupBy(ranked, ({ query }) => query.set)) {
    const goals = Object.entries(GOALS[set.split(/[- ]/)[0] as keyof typeof GOALS])
    const figures = goals.map(([name, goal]) => {
      const score = SCORES[name as keyof typeof SCORES]
      const sum = results.reduce((sum, { query, ids }) => sum + score(ids, query.grades), 0)
      return { name, goal, mean: sum / results.length }
    })
    report({
      bench: `relevance ${set}`,
      queries: results.length,
      ...Object.fromEntries(figures.map(({ name, mean }) => [name, round(mean)])),
      goal: Object.fromEntries(goals),
      ok: figures.every(({ goal, mean }) => mean >= goal),
    })
  }
}
