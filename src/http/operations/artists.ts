import { Type } from 'typebox'
import type { MediaKind } from '../../db/tables/assets.ts'
import type { Clock } from '../../lib/clock.ts'
import type { SearchViewer } from '../../rights/find-licensable.ts'
import { findArtistAssets } from '../../search/artist-assets.ts'
import type { SearchIndex } from '../../search/search-index.ts'
import { type Operation, publicOperation } from '../operation.ts'
import type { Paged } from '../paging.ts'
import { invalid } from '../parameters.ts'
import { presentPage } from '../represent/asset-page.ts'
import {
  type AssetsCall,
  type PresentingServices,
  presentImages,
  presentVideos,
} from '../represent/assets.ts'
import { IMAGE_FIELDS } from '../represent/image-fields.ts'
import { selectFields } from '../represent/select-fields.ts'
import { VIDEO_FIELDS } from '../represent/video-fields.ts'
import { explain, Image } from '../schemas/image.ts'
import { searchFields } from '../schemas/image-search.ts'
import { documented, optional, paging } from '../schemas/parameters.ts'
import { ArtistVideoSearchResponse } from '../schemas/video.ts'
import { videoSearchFields } from '../schemas/video-search.ts'
import { searchViewer } from '../search-viewer.ts'

type Services = PresentingServices & { index: SearchIndex; now: Clock }

const common = {
  description: 'Newest first. The name of the artist must contain all of these words.',
  tag: 'Artists',
  path: Type.Object({}),
  problems: ['InvalidParameterValue', 'InvalidPage', 'AuthorizationTokenRequired', 'UnauthorizedDisplaySize'],
} as const

const parameters = {
  artist_name: optional(
    Type.String({
      maxLength: 200,
      description: 'Name of the artist.',
      examples: ['Ada Example'],
      ...documented({ required: true, minLength: 1 }),
    }),
  ),
  explain,
  ...paging(10),
}

/** The operations that list images and videos of an artist. */
export const artistOperations = (services: Services): Operation[] => [
  publicOperation({
    ...common,
    url: '/v3/artists/images',
    operationId: 'getArtistImages',
    summary: 'Images by an artist',
    query: Type.Object({ ...parameters, fields: searchFields }),
    answer: Type.Object(
      { result_count: Type.Integer(), images: Type.Array(Image) },
      { title: 'ArtistImageSearchResponse' },
    ),
    handle: async (call) => {
      const selection = selectFields(IMAGE_FIELDS, call.query, 'search', call.caller)
      const { total, assets } = await find(services, call, 'image', (ids, viewer) =>
        presentImages(services, ids, { selection, viewer, call }),
      )
      return { result_count: total, images: assets }
    },
  }),

  publicOperation({
    ...common,
    url: '/v3/artists/videos',
    operationId: 'getArtistVideos',
    summary: 'Videos by an artist',
    query: Type.Object({ ...parameters, fields: videoSearchFields }),
    answer: ArtistVideoSearchResponse,
    handle: async (call) => {
      const selection = selectFields(VIDEO_FIELDS, call.query, 'search', call.caller)
      const { total, assets } = await find(services, call, 'video', (ids, viewer) =>
        presentVideos(services, ids, { selection, viewer, call }),
      )
      return { result_count: total, videos: assets }
    },
  }),
]

async function find(
  { db, index, now }: Services,
  { query, caller }: AssetsCall & { readonly query: Paged & { readonly artist_name?: string } },
  mediaKind: MediaKind,
  present: (ids: readonly number[], viewer: SearchViewer) => ReturnType<typeof presentImages>,
) {
  const { artist_name: name } = query
  if (name === undefined) throw invalid('artist_name', '', 'give the name of an artist')
  const viewer = searchViewer(caller, now())
  return presentPage(
    query,
    (page) => findArtistAssets({ db, index }, name, { mediaKind, viewer, page }),
    (ids) => present(ids, viewer),
  )
}
