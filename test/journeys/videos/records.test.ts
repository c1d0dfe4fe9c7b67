import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { command } from '../../support/command.ts'
import { get, temporaryFolder } from '../../support/library.ts'
import { ingestRecords, lines } from '../../support/manifests.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'
import { serveVideos } from '../../support/videos.ts'

describe('videos of a manifest', () => {
  const t = suiteLifetime()
  let served: Awaited<ReturnType<typeof serveVideos>>
  before(async () => {
    served = await serveVideos(t)
  })

  it('are returned by id with what their records state', async () => {
    const { server, ids } = served
    const stated = {
      clip_length: '00:00:15:07',
      aspect_ratio: '16:9',
      max_dimensions: { width: 3840, height: 2160 },
      orientation: 'Horizontal',
      mastered_to: 'QuickTime H.264 3840x2160 29.97p',
      originally_shot_on: 'Digital video',
      shot_speed: 'Time lapse',
      era: '2020s',
      color_type: 'color',
      asset_type: 'video',
      series_id: 'harbours',
    }
    const { json } = await server.get(`/v3/videos/${ids.v1}?fields=${Object.keys(stated)}`)
    assert.deepEqual(json, { id: ids.v1, ...stated })

    const several = await server.get(
      `/v3/videos?ids=${ids.v2},${ids.v3},${ids.p1}&fields=clip_length,aspect_ratio,source,event_ids,people,color_type`,
    )
    const [second, third] = several.json.videos
    assert.deepEqual(
      [second.clip_length, second.aspect_ratio, second.color_type],
      ['00:01:30:12', '9:16', 'black_and_white'],
    )
    assert.deepEqual(
      [third.clip_length, third.aspect_ratio, third.source, third.people, third.event_ids.length],
      ['00:02:00:00', '4:3', 'Desk', ['Tess Dummy'], 1],
    )
    assert.deepEqual(several.json.videos_not_found, [ids.p1])
  })

  it('have members without a value where a record states nothing', async () => {
    const { server, ids } = served
    const { json } = await server.get(`/v3/videos/${ids.v4}?fields=detail_set,display_set,orientation`)
    const { clip_length, era, mastered_to, orientation, key_frames } = json
    assert.deepEqual(
      [clip_length, era, mastered_to, orientation, key_frames],
      [null, null, null, 'Unknown', []],
    )
  })

  it('are shown by a picture in every size, also to callers who may not see it without a watermark', async () => {
    const { server, ids } = served
    const { json } = await server.get(`/v3/videos/${ids.v1}`)
    assert.deepEqual(
      json.display_sizes.map(({ name, aspect_ratio }: Record<string, unknown>) => [name, aspect_ratio]),
      [
        ['comp', '16:9'],
        ['preview', '16:9'],
        ['thumb', '16:9'],
      ],
    )
    for (const { uri } of json.display_sizes) {
      const response = await get(uri)
      assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'image/jpeg'])
    }
  })

  it('are listed, shown and edited by their owner', async () => {
    const { server, ids, library } = served
    const assets = (...args: string[]) => command(['assets', ...args, '--data', library.config.data])
    assert.match((await assets('list')).stdout, new RegExp(`${ids.v1} +video +visible +Harbour at dawn`))
    const { code, stderr } = await assets(
      'edit',
      ids.v4!,
      '--clip-length',
      '00:01:00:00',
      '--frame-rate',
      '24',
    )
    assert.equal(code, 0, stderr)
    const { stdout } = await assets('show', ids.v4!)
    assert.match(stdout, /clip_length: 00:01:00:00\n/)
    assert.match(stdout, /edited by hand: clip_length, frame_rate\n/)
    const refused = await assets('edit', ids.p1!, '--clip-length', '00:01:00:00')
    assert.match(refused.stderr, /is an image: it has none of the fields of videos/)
    const { json } = await server.get(`/v3/videos/${ids.v4}?fields=clip_length,title`)
    assert.deepEqual([json.clip_length, json.title], ['00:01:00:00', 'Harbour of which nothing is known'])
  })

  it('are refused with what is wrong with their values', async () => {
    const wrong = {
      clip_length: '1 minute',
      frame_rate: 'fast',
      frame_size: 'large',
      aspect_ratio: 'wide',
      editorial_video_type: 'cut',
    }
    const manifest = join(await temporaryFolder(t), 'wrong.jsonl')
    const records = Object.entries(wrong).map(([name, value]) => ({
      kind: 'video',
      id: name,
      title: 'Wrong',
      [name]: value,
    }))
    await writeFile(
      manifest,
      lines(...records, { kind: 'video', id: 'f', title: 'F', frame_rate: 25, clip_length: '00:00:01:25' }),
    )
    const { outcomes } = await ingestRecords(served.library, manifest)
    assert.deepEqual(
      outcomes.map((it) => ['is' in it && it.is, 'field' in it && it.field]),
      [...Object.keys(wrong), 'clip_length'].map((name) => ['refused', name]),
    )
  })

  it('are not images, and images are no videos', async () => {
    const { server, ids } = served
    for (const [path, code] of [
      [`videos/${ids.p1}`, 'VideosNotFound'],
      [`videos/${ids.p1}/similar`, 'VideosNotFound'],
      [`videos/${ids.p1}/same-series`, 'VideosNotFound'],
      [`videos?ids=${ids.p1}`, 'VideosNotFound'],
      [`images/${ids.v1}`, 'ImageNotFound'],
    ] as const) {
      const { status, json } = await server.get(`/v3/${path}`)
      assert.deepEqual([status, json.ErrorCode], [404, code], path)
    }
  })
})
