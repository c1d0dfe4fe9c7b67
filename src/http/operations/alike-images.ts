import { Type } from 'typebox'
import { type Asset, findEventIds, findKeywords } from '../../catalogue/asset.ts'
import { findVisibleImage } from '../../catalogue/find-visible.ts'
import type { Viewer } from '../../catalogue/visibility.ts'
import type { Db } from '../../db/database.ts'
import type { Clock } from '../../lib/clock.ts'
import { Problem } from '../../lib/problem.ts'
import type { Likeness, SearchQuery } from '../../search/query.ts'
import type { SearchIndex } from '../../search/search-index.ts'
import { readAssetId } from '../asset-ids.ts'
import { findImages, type PagedImagesCall } from '../find-images.ts'
import { type Operation, publicOperation } from '../operation.ts'
import { Image } from '../schemas/image.ts'
import { searchFields } from '../schemas/image-search.ts'
import { paging } from '../schemas/parameters.ts'

type Services = { db: Db; index: SearchIndex; now: Clock }

const Results = Type.Object(
  { result_count: Type.Integer(), images: Type.Array(Image) },
  { title: 'ImageSearchResults' },
)
const path = Type.Object({ id: Type.String({ description: 'Id of the image.', examples: ['100000001'] }) })
const query = Type.Object({ fields: searchFields, ...paging(30) })
const PROBLEMS = [
  'InvalidParameterValue',
  'InvalidPage',
  'AuthorizationTokenRequired',
  'UnauthorizedDisplaySize',
  'ImageNotFound',
] as const

/** How much each kind of thing in common says: the same event most, the same artist least. */
const WEIGHTS = { event: 4, person: 3, keyword: 1, artist: 0.7 } as const

/** Images that belong together with one: of its series, and alike in what they show. */
export const alikeImages = (services: Services): Operation[] => [
  publicOperation({
    url: '/v3/images/{id}/same-series',
    operationId: 'getImagesOfSameSeries',
    summary: 'Creative images of the same series',
    description: 'An image without a series, and every editorial one, has none: the answer is then empty.',
    tag: 'Images',
    ...{ path, query, answer: Results, problems: PROBLEMS },
    handle: (call) =>
      find(services, call, async (asset) => ({
        text: null,
        filters: [
          { field: 'series', in: asset.series === null || asset.family !== 'creative' ? [] : [asset.series] },
          { field: 'family', in: ['creative'] },
          { field: 'id', notIn: [asset.id] },
        ],
        sort: { by: 'newest' },
      })),
  }),

  publicOperation({
    url: '/v3/images/{id}/similar',
    operationId: 'getSimilarImages',
    summary: 'Similar images',
    description:
      'By the keywords, people, events and artist that they have in common; what few have counts more.',
    tag: 'Images',
    ...{ path, query, answer: Results, problems: PROBLEMS },
    handle: (call) =>
      find(services, call, async (asset) => ({
        text: null,
        like: await likenessOf(services.db, asset),
        filters: [],
        sort: { by: 'best' },
      })),
  }),
]

async function find(
  services: Services,
  call: PagedImagesCall & { path: { id: string } },
  toQuery: (asset: Asset) => Promise<Omit<SearchQuery, 'page' | 'facets'>>,
) {
  const viewer = { now: services.now(), country: call.caller.country }
  const asset = await findVisible(services.db, call.path.id, viewer)
  return findImages(services, call, { viewer, query: await toQuery(asset) })
}

async function findVisible(db: Db, id: string, viewer: Viewer): Promise<Asset> {
  const asset = await findVisibleImage(db, readAssetId(id), viewer)
  if (asset) return asset
  throw new Problem('ImageNotFound', `Image id not found: ${id.slice(0, 64)}`)
}

async function likenessOf(db: Db, { id, artistId }: Asset): Promise<Likeness> {
  const keywords = (await findKeywords(db, [id])).get(id) ?? []
  const events = (await findEventIds(db, [id])).get(id) ?? []
  return {
    assetId: id,
    tags: [
      ...keywords.map((keyword) => ({
        of: 'keyword' as const,
        id: keyword.id,
        weight: keyword.type === 'SpecificPeople' ? WEIGHTS.person : WEIGHTS.keyword,
      })),
      ...events.map((event) => ({ of: 'event' as const, id: event, weight: WEIGHTS.event })),
      ...(artistId === null ? [] : [{ of: 'artist' as const, id: artistId, weight: WEIGHTS.artist }]),
    ],
  }
}
