import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { DecodedFile } from '../ingest/decoded-file.ts'
import type { IngestServices } from '../ingest/ingest.ts'
import { readFile } from '../ingest/read-file.ts'
import { DEMO_VIDEOS } from './data/demo-videos.ts'
import { drawFilm } from './films/draw-film.ts'

/** In frames per second and seconds: the films are short, so that they are drawn in a moment. */
const FRAME_RATE = 25
const SECONDS = 6
const SIDES = { long: 640, short: 360 }

/**
 * Draws the films of those demo videos that have one into a folder, and reads them like files that are ingested. Returns them
 * by the titles of their videos; none if ffmpeg cannot draw them.
 */
export async function drawDemoVideos(
  services: Pick<IngestServices, 'blobs' | 'decoder'>,
  { folder, ffmpeg }: { folder: string; ffmpeg: string },
): Promise<ReadonlyMap<string, DecodedFile>> {
  const drawn = new Map<string, DecodedFile>()
  if (!services.decoder.showsVideos) return drawn
  await mkdir(folder, { recursive: true })
  for (const [seed, { title, film, frame }] of DEMO_VIDEOS.entries()) {
    if (film === null) continue
    const isUpright = frame[0] < frame[1]
    const size = isUpright
      ? { width: SIDES.short, height: SIDES.long }
      : { width: SIDES.long, height: SIDES.short }
    const name = `film-${seed}.mp4`
    const spec = { ...size, film, seed, frameRate: FRAME_RATE, seconds: SECONDS }
    // NOTE: an ffmpeg without an encoder for H.264 leaves the demo library without films.
    const isDrawn = await drawFilm(spec, { ffmpeg, folder, name }).then(
      () => true,
      () => false,
    )
    if (!isDrawn) return new Map()
    const absolute = join(folder, name)
    const { mtimeMs: modifiedMs } = await stat(absolute)
    drawn.set(title, await readFile(services, { path: name, absolute, modifiedMs, mediaKind: 'video' }))
  }
  return drawn
}
