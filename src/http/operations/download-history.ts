import { Type } from 'typebox'
import { USER_TOKEN } from '../../access/admission.ts'
import { findVisibleAsset, findVisibleAssets } from '../../catalogue/find-visible.ts'
import type { Db } from '../../db/database.ts'
import type { MediaKind } from '../../db/tables/assets.ts'
import { findDownloads, type HistoryEntry } from '../../downloads/history.ts'
import { historySpan } from '../../downloads/history-span.ts'
import type { Clock } from '../../lib/clock.ts'
import { Problem } from '../../lib/problem.ts'
import { sizeNamed } from '../../renditions/ladder.ts'
import { requireIstockCollections } from '../../rights/istock-collections.ts'
import { readAssetId } from '../asset-ids.ts'
import { NO_BODY } from '../body.ts'
import type { Caller } from '../caller.ts'
import { companyWide, usersOf } from '../company-scope.ts'
import type { Links } from '../links.ts'
import { type Operation, operation } from '../operation.ts'
import { checkPage, pageOf } from '../paging.ts'
import { presentAssetDownload, presentDownload } from '../represent/download.ts'
import { AssetDownloadHistoryResults, GetDownloadsResponse } from '../schemas/downloads.ts'
import { flag, listPaging, oneOf, optional, time } from '../schemas/parameters.ts'
import { ALL_PRODUCT_TYPES } from '../schemas/products.ts'

type Services = { readonly db: Db; readonly now: Clock }

const PROBLEMS = [
  'AuthorizationTokenRequired',
  'UnauthorizedToAccessResource',
  'InsufficientPermissions',
] as const

/** Downloads of one asset are few; this bounds the answer all the same. */
const MAX_OF_ASSET = 1000

/** What was downloaded before, by a user or by all users of the company. */
export const downloadHistories = (services: Services): Operation[] => [
  downloads(services),
  downloadsOfAsset(services, 'image'),
  downloadsOfAsset(services, 'video'),
]

const downloads = ({ db, now }: Services) =>
  operation({
    method: 'GET',
    url: '/v3/downloads',
    operationId: 'getDownloads',
    summary: 'Downloads of the user, newest first',
    description: 'By default those of the last 30 days, except downloads that were paid with credits.',
    tag: 'Downloads',
    path: Type.Object({}),
    query: Type.Object({
      date_from: time('On or after this day; by default 30 days before date_to.'),
      date_to: time('On or before this day; by default today, or 30 days after date_from.'),
      company_downloads: companyWide,
      ...listPaging(30, 'Downloads per page.'),
      product_type: optional(
        oneOf(ALL_PRODUCT_TYPES, {
          description: 'Only with this type of product; by default all but creditpack.',
        }),
      ),
      use_time: flag('Whether the time of day in date_from and date_to counts.', false),
    }),
    body: NO_BODY,
    answers: { 200: { schema: GetDownloadsResponse } },
    access: USER_TOKEN,
    caching: 'none',
    problems: [...PROBLEMS, 'InvalidPage'],
    async handle({ caller, query, links }) {
      const { total, downloads } = await findDownloads(db, {
        ...usersOf(caller, query.company_downloads),
        ...historySpan(
          { from: moment(query.date_from), to: moment(query.date_to), withTime: query.use_time ?? false },
          now(),
        ),
        page: pageOf(query),
        withRefunded: false,
        ...(query.product_type === undefined
          ? { exceptProductType: 'creditpack' }
          : { productType: query.product_type }),
      })
      checkPage(query, total)
      const thumbs = await thumbsOf(db, downloads, { caller, links, now: now() })
      return {
        status: 200,
        body: {
          result_count: total,
          downloads: downloads.map((it) => presentDownload(it, thumbs.get(it.assetId) ?? null)),
        },
      }
    },
  })

const OF_KIND = {
  image: {
    url: '/v3/images/{id}/downloadhistory',
    operationId: 'getImageDownloads',
    summary: 'Downloads of an image, newest first',
    tag: 'Images',
    notFound: ['ImageNotFound', 'Image id not found'],
  },
  video: {
    url: '/v3/videos/{id}/downloadhistory',
    operationId: 'getVideoDownloads',
    summary: 'Downloads of a video, newest first',
    tag: 'Videos',
    notFound: ['VideosNotFound', 'Video id not found'],
  },
} as const

function downloadsOfAsset({ db, now }: Services, mediaKind: MediaKind) {
  const {
    notFound: [code, message],
    ...about
  } = OF_KIND[mediaKind]
  return operation({
    ...about,
    method: 'GET',
    path: Type.Object({
      id: Type.String({ description: `Id of the ${mediaKind}.`, examples: ['100000001'] }),
    }),
    query: Type.Object({ company_downloads: companyWide }),
    body: NO_BODY,
    answers: { 200: { schema: AssetDownloadHistoryResults } },
    access: USER_TOKEN,
    caching: 'none',
    problems: [...PROBLEMS, code, 'InvalidIStockCollection'],
    async handle({ caller, path, query, links }) {
      const users = usersOf(caller, query.company_downloads)
      await requireIstockCollections(db, caller.rights)
      const assetId = readAssetId(path.id)
      const page = { offset: 0, size: MAX_OF_ASSET }
      const which = { ...users, mediaKind, page, withRefunded: false }
      const downloads = assetId === null ? [] : (await findDownloads(db, { ...which, assetId })).downloads
      // What was downloaded is in the history even when it is not in the library any more.
      const viewer = { now: now(), country: caller.country }
      if (downloads.length === 0 && (await findVisibleAsset(db, mediaKind, assetId, viewer)) === null)
        throw new Problem(code, `${message}: ${path.id}`)
      const thumbs = await thumbsOf(db, downloads, { caller, links, now: now() })
      return {
        status: 200,
        body: {
          id: path.id,
          downloads: downloads.map((it) => presentAssetDownload(it, thumbs.get(it.assetId) ?? null)),
        },
      }
    },
  })
}

const moment = (text: string | undefined) => (text === undefined ? undefined : new Date(text))

/** The addresses of the thumbs of those assets that the caller may still see. */
async function thumbsOf(
  db: Db,
  downloads: readonly HistoryEntry[],
  { caller: { country }, links, now }: { caller: Caller; links: Links; now: Date },
): Promise<Map<number, string>> {
  const ids = [...new Set(downloads.map(({ assetId }) => assetId))]
  const visible = await findVisibleAssets(db, ids, { now, country })
  return new Map(visible.map((it) => [it.id, links.rendition(it, sizeNamed('thumb'), false)]))
}
