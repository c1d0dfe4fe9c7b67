import { join } from 'node:path'
import type { Library } from '../src/compose.ts'
import { ingestManifest } from '../src/ingest/manifest/ingest-manifest.ts'
import type { AssetSearch } from '../src/search/asset-search.ts'
import type { ImageFilters } from '../src/search/image-search.ts'
import { catchUp } from '../src/search/indexer.ts'
import { search } from '../src/search/search.ts'
import { compileAssetSearch } from '../src/search/search-assets.ts'
import { openBareFts5 } from './support/bare-fts5.ts'
import { museum } from './support/museum.ts'
import { plainDocuments, plainMatch } from './support/plain-documents.ts'
import { serve, vitrine } from './support/processes.ts'
import { median, report, round, say } from './support/report.ts'
import { timed } from './support/timed.ts'
import { withLibrary } from './support/with-library.ts'

/**
 * Searches of 97,460 records compared with a bare FTS5 query (`support/bare-fts5.ts`), alternating in one run, in two
 * languages. The bare query uses only stems (`support/plain-documents.ts`), as all queries did before words were also
 * indexed as written, so the ratios include that cost (docs/decisions/0014-words-as-written.md) and the results differ. A
 * `page` is thirty ids with the exact total of visible images; `faceted` adds two facets and two filters. `port` is the
 * page as the server sends it, with complete images, without the answer memory. Only phrases whose bare query takes 5 ms
 * or more count.
 */
const ROUNDS = 15
const PAGE_SIZE = 30
const MIN_BARE_MS = 5
const GOALS = { page: 1.8, faceted: 3.5 }
const LANGUAGES = ['en-US', 'de'] as const
const PHRASES = [
  'graphite',
  'paper',
  'man',
  'landscape',
  'water',
  'river',
  'town',
  'photograph',
  'turner sketchbook',
  'river landscape',
  'man woman',
  'museum of art',
  'portrait of a woman',
  'london bridge',
]
const FILTERS: ImageFilters = {
  styles: { values: ['fine_art'], mode: 'include' },
  excludedContent: 'nudity',
}

type Language = (typeof LANGUAGES)[number]
type Query = { readonly phrase: string; readonly language: Language }
type Times = Record<'bare' | 'page' | 'faceted' | 'port', number>

await withLibrary(async (library, data) => {
  const bare = openBareFts5(join(data, 'bare.db'))
  try {
    say('Ingesting the catalogue …')
    await fill(library, bare)
    const server = await openServer(data)
    const all: Times[] = []
    for (const language of LANGUAGES)
      for (const phrase of PHRASES) {
        const times = await measure(library, bare, server.ask, { phrase, language })
        if (times.bare >= MIN_BARE_MS) all.push(times)
      }
    await server.stop()
    for (const [shape, goal] of Object.entries(GOALS)) reportShape(all, shape as keyof typeof GOALS, goal)
    report({ bench: 'search port', ratio: round(median(all.map(({ port, bare }) => port / bare))) })
  } finally {
    bare.close()
  }
})

type Bare = ReturnType<typeof openBareFts5>

async function fill({ index, ...library }: Library, bare: Bare): Promise<void> {
  await ingestManifest(library, museum)
  const both: typeof index = {
    ...index,
    async apply(batch) {
      const ids = batch.documents.map(({ id }) => id)
      bare.add(await plainDocuments(library.db, ids))
      await index.apply(batch)
    },
  }
  await catchUp({ db: library.db, index: both })
}

/** Starts a server for the same searches over HTTP. */
async function openServer(data: string) {
  const { key } = JSON.parse(await vitrine(['keys', 'create', '--name', 'bench', '--json', '--data', data]))
  const server = await serve(data, ['--max-answer-memory-bytes', '0'])
  const url = `${server.base}/v3/search/images/creative`
  const ask = async ({ phrase, language }: Query): Promise<number> => {
    const response = await fetch(`${url}?phrase=${encodeURIComponent(phrase)}`, {
      headers: { 'api-key': key, 'accept-language': language },
    })
    return ((await response.json()) as { result_count: number }).result_count
  }
  return { ask, stop: server.stop }
}

async function measure(
  library: Library,
  bare: Bare,
  askPort: (query: Query) => Promise<number>,
  query: Query,
): Promise<Times> {
  const { phrase, language } = query
  const asker = {
    viewer: { now: library.now(), country: null, coverage: null },
    language,
    rightsDefaults: { licenseModel: null, isEmbeddable: false },
  }
  const wanted: AssetSearch = {
    mediaKind: 'image',
    phrase,
    families: ['creative'],
    filters: {},
    sort: 'best',
    completesPhrase: false,
    picturedFirst: false,
    page: { offset: 0, size: PAGE_SIZE },
    facets: [],
  }
  const page = await compileAssetSearch(library, wanted, asker)
  const faceted = await compileAssetSearch(
    library,
    { ...wanted, filters: FILTERS, facets: ['artist', 'place'] },
    asker,
  )
  const match = plainMatch(phrase, language)
  const turns: Times[] = []
  for (let turn = 0; turn <= ROUNDS; turn++) {
    const [bareMs] = await timed(() => bare.search(match))
    const [pageMs, found] = await timed(() => search(library, page))
    const [facetedMs] = await timed(() => search(library, faceted))
    const [portMs, sent] = await timed(() => askPort(query))
    if (found.total !== sent) throw new Error(`${phrase}: the server finds a different number.`)
    if (turn > 0) turns.push({ bare: bareMs, page: pageMs, faceted: facetedMs, port: portMs })
  }
  const of = (side: keyof Times) => median(turns.map((times) => times[side]))
  const times = { bare: of('bare'), page: of('page'), faceted: of('faceted'), port: of('port') }
  const ratios = Object.entries(times).map(([side, ms]) => `${side} ${round(ms)} (${round(ms / times.bare)})`)
  say(`${language} ${phrase}: ${ratios.join(', ')} ms`)
  return times
}

function reportShape(all: readonly Times[], shape: keyof typeof GOALS, goal: number): void {
  const ratios = all.map((times) => times[shape] / times.bare)
  const ratio = median(ratios)
  report({
    bench: `search ${shape}`,
    ratio: round(ratio),
    goal,
    ok: ratio <= goal,
    worstRatio: round(Math.max(...ratios)),
    withinGoal: ratios.filter((it) => it <= goal).length,
    phrases: ratios.length,
    ms: round(median(all.map((times) => times[shape]))),
    bareMs: round(median(all.map(({ bare }) => bare))),
  })
}
