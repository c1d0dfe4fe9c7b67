import { Type } from 'typebox'
import type { Db } from '../../db/database.ts'
import type { Clock } from '../../lib/clock.ts'
import { findArtistImages } from '../../search/artist-images.ts'
import type { SearchIndex } from '../../search/search-index.ts'
import { publicOperation } from '../operation.ts'
import { invalid } from '../parameters.ts'
import { presentImagePage } from '../represent/image-page.ts'
import { explain, Image } from '../schemas/image.ts'
import { searchFields } from '../schemas/image-search.ts'
import { documented, optional, paging } from '../schemas/parameters.ts'
import { searchViewer } from '../search-viewer.ts'

/** The operation that lists images of an artist. */
export const artistImages = ({ db, index, now }: { db: Db; index: SearchIndex; now: Clock }) =>
  publicOperation({
    url: '/v3/artists/images',
    operationId: 'getArtistImages',
    summary: 'Images by an artist',
    description: 'Newest first. The name of the artist must contain all of these words.',
    tag: 'Artists',
    path: Type.Object({}),
    query: Type.Object({
      artist_name: optional(
        Type.String({
          maxLength: 200,
          description: 'Name of the artist.',
          examples: ['Ada Example'],
          ...documented({ required: true, minLength: 1 }),
        }),
      ),
      fields: searchFields,
      explain,
      ...paging(10),
    }),
    answer: Type.Object(
      { result_count: Type.Integer(), images: Type.Array(Image) },
      { title: 'ArtistImageSearchResponse' },
    ),
    problems: [
      'InvalidParameterValue',
      'InvalidPage',
      'AuthorizationTokenRequired',
      'UnauthorizedDisplaySize',
    ],
    handle: async (call) => {
      const { artist_name: name } = call.query
      if (name === undefined) throw invalid('artist_name', '', 'give the name of an artist')
      const viewer = searchViewer(call.caller, now())
      return presentImagePage(db, call, viewer, (page) =>
        findArtistImages({ db, index }, name, { viewer, page }),
      )
    },
  })
