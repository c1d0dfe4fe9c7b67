import type { AssetDescription } from '../catalogue/asset-description.ts'
import { addAsset } from '../catalogue/save-asset.ts'
import type { Db } from '../db/database.ts'
import { DEMO_VIDEOS, type DemoVideo } from './data/demo-videos.ts'

/** The name of the demo library as a source of videos. */
const SOURCE = 'vitrine-demo-videos'
const FIRST_DAY = Date.UTC(2024, 0, 10)
const DAY_MS = 86_400_000

/** Adds the videos of the demo library that it does not have yet. Call it in a transaction. */
export async function saveVideos(tx: Db, now: Date): Promise<void> {
  const known = await tx.selectFrom('externalId').select('value').where('source', '=', SOURCE).execute()
  const names = new Set(known.map(({ value }) => value))
  for (const [at, video] of DEMO_VIDEOS.entries()) {
    const name = `v${at + 1}`
    if (names.has(name)) continue
    const id = await addAsset(tx, { description: describeVideo(video, at), master: null, now })
    await tx.insertInto('externalId').values({ kind: 'asset', source: SOURCE, value: name, id }).execute()
  }
}

function describeVideo(video: DemoVideo, at: number): AssetDescription {
  const { title, caption, keywords, artist, place, isNews } = video
  const [city = null, provinceState = null, countryName = null, countryCode = null] = place ?? []
  const created = new Date(FIRST_DAY + at * DAY_MS)
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
