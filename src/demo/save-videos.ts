import type { AssetDescription } from '../catalogue/asset-description.ts'
import { addAsset } from '../catalogue/save-asset.ts'
import type { Db } from '../db/database.ts'
import type { VideoColumns } from '../db/tables/assets.ts'
import { type DecodedFile, toMaster } from '../ingest/decoded-file.ts'
import { describe } from '../ingest/describe.ts'
import { recordRenditions } from '../renditions/store-renditions.ts'
import { DEMO_VIDEOS, type DemoVideo } from './data/demo-videos.ts'

/** The name of the demo library as a source of videos. */
const SOURCE = 'vitrine-demo-videos'
const FIRST_DAY = Date.UTC(2024, 0, 10)
const DAY_MS = 86_400_000

/** Adds the videos of the demo library that it does not have yet, with their films by title. Call it in a transaction. */
export async function saveVideos(tx: Db, films: ReadonlyMap<string, DecodedFile>, now: Date): Promise<void> {
  const known = await tx.selectFrom('externalId').select('value').where('source', '=', SOURCE).execute()
  const names = new Set(known.map(({ value }) => value))
  for (const [at, video] of DEMO_VIDEOS.entries()) {
    const name = `v${at + 1}`
    if (names.has(name)) continue
    const film = films.get(video.title)
    const description = { ...describeVideo(video, at), ...(film && fieldsOf(film)) }
    const id = await addAsset(tx, { description, master: film ? toMaster(film) : null, now })
    if (film?.examination.rasterHash) await recordRenditions(tx, film.examination.rasterHash, film.renditions)
    await tx.insertInto('externalId').values({ kind: 'asset', source: SOURCE, value: name, id }).execute()
  }
}

const OF_FILE = [
  ...(['clipLength', 'frameRate', 'frameWidth', 'frameHeight', 'masteredTo'] as const),
  ...(['bitDepth', 'compression', 'isInterlaced'] as const),
] as const

/** What the file of a film says. */
function fieldsOf({ path, examination }: DecodedFile): Pick<VideoColumns, (typeof OF_FILE)[number]> {
  const described = describe(examination, { path, folder: SOURCE }) as VideoColumns
  return Object.fromEntries(OF_FILE.map((name) => [name, described[name]])) as VideoColumns
}

function describeVideo(video: DemoVideo, at: number): AssetDescription {
  const { title, caption, keywords, artist, place, isNews } = video
  const [city = null, provinceState = null, countryName = null, countryCode = null] = place ?? []
  // Videos with a film are the newest ones, so that pages of videos begin with films.
  const day = video.film === null ? at : DEMO_VIDEOS.length + at
  const created = new Date(FIRST_DAY + day * DAY_MS)
  return {
    mediaKind: 'video',
    family: isNews ? 'editorial' : 'creative',
    title,
    caption,
    artist,
    city,
    provinceState,
    countryName,
    countryCode,
    editorialSource: isNews ? 'Vitrine Press' : null,
    collection: isNews ? 'Vitrine Footage News' : 'Vitrine Footage',
    licenseModel: isNews ? 'rightsready' : 'royaltyfree',
    isEmbeddable: isNews ? null : 1,
    graphicalStyle: 'photography',
    copyright: `© ${artist}, a fictional artist`,
    qualityRank: 1 + (at % 3),
    dateCreated: created.toISOString().slice(0, 10),
    dateCreatedMs: created.getTime(),
    clipLength: video.clipLength,
    frameRate: video.frameRate,
    frameWidth: video.frame[0],
    frameHeight: video.frame[1],
    editorialVideoType: isNews ? 'raw' : null,
    masteredTo: `QuickTime H.264 ${video.frame.join('x')} ${video.frameRate}p`,
    originallyShotOn: 'Digital video',
    shotSpeed: video.shotSpeed,
    segments: isNews ? ['news'] : [],
    keywords: [
      ...keywords.map((text) => ({ type: 'Keyword' as const, text })),
      ...[city, provinceState, countryName]
        .filter((text) => text !== null)
        .map((text) => ({ type: 'Location' as const, text })),
    ],
  }
}
