import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { drawVideo, WITHOUT_FFMPEG } from '../../support/drawn-videos.ts'
import { emptyLibrary, ingestAndIndex, serve, temporaryFolder } from '../../support/library.ts'
import { until } from '../../support/until.ts'

const WITHIN_MS = 120_000

describe('sizes of videos that are made beforehand', { skip: WITHOUT_FFMPEG }, () => {
  it('are all that a video offers, and stay within the space for them', async (t) => {
    const library = await emptyLibrary(t, { videoSizes: 'eager', maxTranscodeBytes: 1 })
    const folder = await temporaryFolder(t)
    drawVideo(folder, 'clip.mp4', { seconds: 0.2, flags: ['-metadata', 'title=Häfen im Licht'] })
    const server = await serve(library)
    // The server is running when the video arrives.
    await ingestAndIndex(library, folder)
    // The words of the file are those of the video.
    const { json } = await server.get('/v3/search/videos?phrase=licht&fields=title')
    assert.deepEqual(
      json.videos.map(({ title }: { title: string }) => title),
      ['Häfen im Licht'],
    )
    const jobs = () => library.db.selectFrom('transcode').selectAll().orderBy('seq').execute()
    const made = await until(
      jobs,
      (all) => all.length === 2 && all.every(({ progress }) => progress === 1),
      WITHIN_MS,
    )
    assert.deepEqual(made.map(({ sizeName }) => sizeName).toSorted(), ['hd_web', 'sd'])
    // The one that was made last is kept, whatever its size; the other one is not made again.
    const kept = await until(
      async () => (await jobs()).filter(({ blob }) => blob !== null).length,
      (count) => count === 1,
      WITHIN_MS,
    )
    assert.equal(kept, 1)
    await until(jobs, (all) => all.every(({ dueMs }) => dueMs === null), WITHIN_MS)
  })
})
