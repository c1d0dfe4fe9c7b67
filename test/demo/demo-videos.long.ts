import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DEMO_KEY } from '../../src/demo/demo-credentials.ts'
import { demoServer } from '../support/demo-server.ts'
import { NEEDS_FFMPEG } from '../support/ffmpeg.ts'
import { get } from '../support/library.ts'

describe('the videos of the demo library', NEEDS_FFMPEG, () => {
  const server = demoServer()

  it('include eight films that play, on other sites too', async () => {
    const search = '/v3/search/videos/creative?page_size=100&fields=id,title,clip_length,comp,key_frames'
    const { json } = await get(server.http + search, { 'api-key': DEMO_KEY })
    const films = json.videos.filter(
      ({ key_frames: frames }: { key_frames: object[] }) => frames.length === 5,
    )
    assert.equal(films.length, 8)
    assert.ok(json.videos.length > films.length, 'the others have no file')
    const [{ id, clip_length: length, display_sizes: sizes }] = films
    assert.equal(length, '00:00:06:00')
    const clip = await fetch(sizes[0].uri)
    assert.equal((await get(`${server.http}/oembed?url=/detail/x/${id}`)).json.type, 'video')
    assert.deepEqual([clip.status, clip.headers.get('content-type')], [200, 'video/mp4'])
  })
})
