import { Type } from 'typebox'
import { findArtistIds } from '../../catalogue/names.ts'
import type { Db } from '../../db/database.ts'
import type { Clock } from '../../lib/clock.ts'
import { search } from '../../search/search.ts'
import type { SearchIndex } from '../../search/search-index.ts'
import { visibleFilters } from '../../search/visible-filters.ts'
import { operation } from '../operation.ts'
import { invalid } from '../parameters.ts'
import { IMAGE_FIELD_VALUES } from '../represent/image-fields.ts'
import { presentImages } from '../represent/images.ts'
import { selectImageFields } from '../represent/select-image-fields.ts'
import { Image } from '../schemas/image.ts'
import { fieldsOf, optional, paging } from '../schemas/parameters.ts'
import { checkPage } from '../search-request.ts'

/** Images of an artist. */
export const artistImages = ({ db, index, now }: { db: Db; index: SearchIndex; now: Clock }) =>
  operation({
    method: 'GET',
    url: '/v3/artists/images',
    operationId: 'getArtistImages',
    summary: 'Images by an artist',
    description: 'Newest first. All words of the name must be part of the artist’s.',
    tag: 'Artists',
    path: Type.Object({}),
    query: Type.Object({
      artist_name: optional(
        Type.String({
          maxLength: 200,
          description: 'Name of the artist; required.',
          examples: ['Ada Example'],
        }),
      ),
      fields: fieldsOf(IMAGE_FIELD_VALUES),
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
    caching: 'public',
    handle: async (call) => {
      const { query, caller } = call
      const { artist_name: name, page, page_size: size } = query
      if (name === undefined) throw invalid('artist_name', '', 'give the name of an artist')
      const viewer = { now: now(), country: caller.country }
      const selection = selectImageFields(query.fields, 'search', caller.abilities)
      const result = await search(
        { index },
        {
          text: null,
          filters: [{ field: 'artistId', in: await findArtistIds(db, [name]) }, ...visibleFilters(viewer)],
          sort: { by: 'newest' },
          page: { offset: (page - 1) * size, size },
          facets: [],
        },
      )
      checkPage(query, result.total)
      return {
        result_count: result.total,
        images: await presentImages(db, result.ids, { selection, viewer, call }),
      }
    },
  })
