import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { ABILITIES } from '../../src/access/abilities.ts'
import { emptyLibrary, serve, temporaryFolder } from './library.ts'
import { ingestRecords, lines } from './manifests.ts'
import { TEST_PICTURE } from './test-video.ts'

/**
 * Returns an MP4 of two seconds, ten frames of 128 × 72 pixels of ffmpeg's test picture in H.264. Another note makes another
 * file (in a box of type "free") with the same frames.
 */
export function mp4(note = ''): Buffer {
  const free = Buffer.from(`0000free${note}`, 'latin1')
  free.writeUInt32BE(free.length)
  return Buffer.concat([Buffer.from(TEST_PICTURE, 'base64'), free])
}

/** Videos of an agency, with everything that a search can ask for, and an image with the same words. */
export const VIDEO_RECORDS = [
  { kind: 'collection', id: 'c1', name: 'Moving', code: 'mov', brand: 'istockphoto' },
  { kind: 'event', id: 'e1', name: 'Lakeside Run', start_date: '2024-05-11' },
  {
    kind: 'video',
    id: 'v1',
    title: 'Harbour at dawn',
    caption: 'Boats leave a harbour.',
    keywords: ['harbour', 'boat', 'time lapse', 'aerial view', 'color image'],
    artist: 'Ada Example',
    collection: 'Moving',
    license_model: 'royaltyfree',
    clip_length: '00:00:15:07',
    frame_rate: '29.97',
    frame_size: '3840x2160',
    mastered_to: 'QuickTime H.264 3840x2160 29.97p',
    originally_shot_on: 'Digital video',
    shot_speed: 'Time lapse',
    era: '2020s',
    series: 'harbours',
    model_release_status: 'MR-NAP',
    property_release_status: 'PR-UPR',
    date_created: '2024-03-01',
  },
  {
    kind: 'video',
    id: 'v2',
    title: 'Harbour crane',
    keywords: ['harbour', 'crane', { text: 'black and white', type: 'ImageTechnique' }],
    artist: 'Bo Sample',
    collection: 'Still',
    license_model: 'rightsready',
    duration: 90.5,
    frame_rate: 25,
    frame_size: '1080 x 1920',
    series: 'harbours',
    date_created: '2023-03-01',
  },
  {
    kind: 'video',
    id: 'v3',
    family: 'editorial',
    title: 'Runners at the harbour',
    keywords: ['harbour', 'runner', 'panning'],
    people: ['Tess Dummy'],
    artist: 'Ada Example',
    collection: 'Desk',
    license_model: 'rightsready',
    editorial_source: 'Desk',
    editorial_segments: 'sport',
    editorial_video_type: 'raw',
    event_ids: ['e1'],
    clip_length: '00:02:00:00',
    frame_rate: '50p',
    frame_size: '720x576',
    aspect_ratio: '4:3',
    date_created: '2024-05-11',
  },
  { kind: 'video', id: 'v4', title: 'Harbour of which nothing is known', collection: 'Still' },
  { id: 'p1', title: 'Harbour picture', keywords: ['harbour'], artist: 'Ada Example', collection: 'Moving' },
] as const

/** Serves a library with these records; `ids` are the ids of its assets by their ids in the manifest. */
export async function serveVideos(t: Pick<TestContext, 'after'>) {
  const library = await emptyLibrary(t)
  const manifest = join(await temporaryFolder(t), 'agency.jsonl')
  await writeFile(manifest, lines(...VIDEO_RECORDS))
  const { outcomes } = await ingestRecords(library, manifest)
  const ids = Object.fromEntries(
    outcomes.flatMap((it) => ('assetId' in it && it.id ? [[it.id, String(it.assetId)]] : [])),
  )
  const server = await serve(library, { abilities: ABILITIES })
  return { library, server, ids }
}
