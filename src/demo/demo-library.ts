import { access, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Db } from '../db/database.ts'
import { restoreSnapshot, writeSnapshot } from '../db/snapshot.ts'
import { type IngestServices, ingestFolder } from '../ingest/ingest.ts'
import { readMapping } from '../ingest/mapping/mapping.ts'
import { DEFAULT_TOOLS } from '../media/tools/tool-paths.ts'
import { catchUp } from '../search/indexer.ts'
import type { SearchIndexWriter } from '../search/search-index.ts'
import { importVocabulary } from '../vocabulary/import-vocabulary.ts'
import { VOCABULARY } from './data/vocabulary.ts'
import { DEMO_PICTURES } from './demo-pictures.ts'
import { drawDemoLibrary } from './draw-demo-library.ts'
import { drawDemoVideos } from './draw-demo-videos.ts'
import { saveNews } from './save-news.ts'
import { saveVideos } from './save-videos.ts'

/** The program draws the pictures, so it may state their rights: XMP has no field for a licence model. */
const MAPPING = readMapping('defaults: { license_model: royaltyfree, embeddable: true }')

/** What ingesting the demo library needs. */
export type DemoServices = IngestServices & { index: SearchIndexWriter }
/** Called as the demo library is drawn and ingested. */
export type DemoProgress = (what: 'drawing' | 'ingesting', done: number, total: number) => void

const pictures = (data: string) => join(data, 'demo', 'Vitrine demo')
const videos = (data: string) => join(data, 'demo', 'videos')
const initialState = (data: string) => join(data, 'demo', 'first-state.db')

/** How to make it: with this ffmpeg, which draws the videos. */
export type DemoOptions = { readonly ffmpeg?: string; readonly onProgress?: DemoProgress | undefined }

/** Makes the demo library in a data folder unless it exists; an interrupted start is resumed. */
export async function ensureDemoLibrary(
  services: DemoServices,
  data: string,
  { ffmpeg = DEFAULT_TOOLS.ffmpeg, onProgress }: DemoOptions = {},
): Promise<void> {
  const isThere = await access(initialState(data)).then(
    () => true,
    () => false,
  )
  if (isThere) return
  await refuseOwnLibrary(services.db, data)
  const total = DEMO_PICTURES.length
  await drawDemoLibrary(pictures(data), { onPicture: (done) => onProgress?.('drawing', done, total) })
  await importVocabulary(services, Readable.from([Buffer.from(VOCABULARY)]))
  let done = 0
  await ingestFolder(services, {
    folder: pictures(data),
    mapping: MAPPING,
    onOutcome: () => onProgress?.('ingesting', ++done, total),
  })
  const films = await drawDemoVideos(services, { folder: videos(data), ffmpeg })
  await services.db.transaction().execute(async (tx) => {
    await saveNews(tx, services.now())
    await saveVideos(tx, films, services.now())
  })
  await writeSnapshot(services.db, initialState(data))
  // The blob store has copies of the drawn pictures.
  await rm(pictures(data), { recursive: true })
  await rm(videos(data), { recursive: true, force: true })
}

/** Refuses a data folder whose library has other pictures than the demo. */
async function refuseOwnLibrary(db: Db, data: string): Promise<void> {
  const own = await db.selectFrom('source').select('path').execute()
  const demo = await realpath(pictures(data)).catch(() => null)
  if (own.every(({ path }) => path === demo)) return
  throw new Error(
    `The folder ${data} contains another library. Serve it with "vitrine serve", or choose another folder for the demo with --data.`,
  )
}

/** Restores the initial state: all records that were added, changed or removed since are as before. Keys are kept. */
export async function resetDemoLibrary(
  { db, index }: { db: Db; index: SearchIndexWriter },
  data: string,
): Promise<void> {
  await restoreSnapshot(db, initialState(data))
  await catchUp({ db, index })
}
