import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { suiteLifetime } from '../../support/suite-lifetime.ts'
import { serveVideos } from '../../support/videos.ts'

/** What each search finds, by the ids of the manifest. */
const FOUND: readonly (readonly [search: string, ids: readonly string[]])[] = [
  ['search/videos/creative?phrase=harbour', ['v1', 'v2', 'v4']],
  ['search/videos/editorial?phrase=harbour', ['v3']],
  ['search/videos?phrase=harbour', ['v1', 'v2', 'v3', 'v4']],
  ['search/videos/creative?frame_rates=29.97,25', ['v1', 'v2']],
  ['search/videos/editorial?frame_rates=50', ['v3']],
  ['search/videos/creative?aspect_ratios=9:16', ['v2']],
  ['search/videos/editorial?aspect_ratios=4:3', ['v3']],
  ['search/videos/creative?orientations=vertical', ['v2']],
  ['search/videos/creative?orientations=horizontal', ['v1']],
  ['search/videos/creative?format_available=4k', ['v1']],
  ['search/videos/creative?format_available=hd', ['v1', 'v2']],
  ['search/videos?format_available=sd', ['v1', 'v2', 'v3']],
  ['search/videos?format_available=hd_web', ['v1', 'v2']],
  ['search/videos/creative?min_clip_length=16', ['v2']],
  ['search/videos/creative?max_clip_length=16', ['v1']],
  ['search/videos/creative?max_clip_length=15', []],
  ['search/videos/creative?min_clip_length=0&max_clip_length=0', ['v1', 'v2', 'v4']],
  ['search/videos/creative?image_techniques=time_lapse', ['v1']],
  ['search/videos/creative?image_techniques=color,black_and_white', ['v1', 'v2']],
  ['search/videos/creative?viewpoints=aerial_view', ['v1']],
  ['search/videos/editorial?viewpoints=panning', ['v3']],
  ['search/videos/creative?license_models=royaltyfree', ['v1']],
  ['search/videos?license_models=rightsready', ['v2', 'v3']],
  ['search/videos/creative?release_status=fully_released', ['v1']],
  ['search/videos/creative?release_status=release_not_important', ['v1', 'v2', 'v4']],
  ['search/videos/editorial?editorial_video_types=raw', ['v3']],
  ['search/videos/editorial?editorial_video_types=produced', []],
  ['search/videos/editorial?specific_people=tess%20dummy', ['v3']],
  ['search/videos/editorial?date_from=2024-05-01&date_to=2024-05-11', ['v3']],
  ['search/videos/creative?artists=bo', ['v2']],
  ['search/videos/creative?collection_codes=mov&collections_filter_type=exclude', ['v2', 'v4']],
  ['search/videos/creative?exclude_editorial_use_only=true', ['v1', 'v2', 'v4']],
  ['artists/videos?artist_name=ada%20example', ['v1', 'v3']],
]

describe('searches for videos', () => {
  const t = suiteLifetime()
  let served: Awaited<ReturnType<typeof serveVideos>>
  before(async () => {
    served = await serveVideos(t)
  })
  const find = async (path: string) => {
    const { server, ids } = served
    const { status, json, text } = await server.get(`/v3/${path}`)
    assert.equal(status, 200, `${path}: ${text}`)
    const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]))
    return { json, found: json.videos.map(({ id }: { id: string }) => names.get(id)).sort() }
  }

  it('find what their filters say, and no images', async () => {
    for (const [path, expected] of FOUND) {
      const { json, found } = await find(path)
      assert.deepEqual(found, expected, path)
      assert.equal(json.result_count, expected.length, path)
    }
  })

  it('count facets among videos alone', async () => {
    const { json } = await find('search/videos/creative?include_facets=true&facet_counts=true')
    assert.deepEqual(json.facets.artists, [
      { name: 'Ada Example', count: 1 },
      { name: 'Bo Sample', count: 1 },
    ])
    const editorial = await find('search/videos/editorial?include_facets=true')
    assert.deepEqual(Object.keys(editorial.json.facets).sort(), [
      'artists',
      'events',
      'locations',
      'specific_people',
    ])
  })

  it('have the documented fields by default, without the id of the collection', async () => {
    const { json } = await find('search/videos/creative?phrase=dawn')
    assert.deepEqual(Object.keys(json.videos[0]).sort(), [
      'asset_family',
      'caption',
      'collection_code',
      'collection_name',
      'display_sizes',
      'id',
      'license_model',
      'title',
    ])
  })

  it('find videos of the same series, and similar videos', async () => {
    const { ids } = served
    assert.deepEqual((await find(`videos/${ids.v1}/same-series`)).found, ['v2'])
    assert.deepEqual((await find(`videos/${ids.v3}/same-series`)).found, [])
    assert.deepEqual((await find(`videos/${ids.v1}/similar`)).found, ['v2', 'v3'])
  })

  it('find videos of the affiliate programme', async () => {
    const { json, found } = await find('affiliates/search/videos?phrase=harbour')
    assert.deepEqual(found, ['v1'])
    const [{ title, clip_length, preview_urls }] = json.videos
    assert.deepEqual(
      [title, clip_length, preview_urls.small_motion],
      ['Harbour at dawn', '00:00:15:07', null],
    )
    assert.match(preview_urls.large_still, /mid_res_comp/)
  })

  it('refuse wrong values with their name', async () => {
    for (const [query, name] of [
      ['frame_rates=26', 'frame_rates'],
      ['aspect_ratios=5:5', 'aspect_ratios'],
      ['format_available=8k', 'format_available'],
      ['min_clip_length=long', 'min_clip_length'],
      ['fields=downloads', 'fields'],
    ] as const) {
      const { status, json } = await served.server.get(`/v3/search/videos/creative?${query}`)
      assert.deepEqual([status, json.ErrorCode], [400, 'InvalidParameterValue'], query)
      assert.ok(json.ErrorMessage.includes(name), json.ErrorMessage)
    }
  })
})
