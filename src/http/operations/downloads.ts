import { hash } from 'node:crypto'
import { Type } from 'typebox'
import { ANY_TOKEN, USER_TOKEN } from '../../access/admission.ts'
import { findVisibleImages } from '../../catalogue/find-visible.ts'
import type { Db } from '../../db/database.ts'
import { fileNameOf } from '../../downloads/deliver.ts'
import { deliveryPath } from '../../downloads/delivery-link.ts'
import type { Downloader } from '../../downloads/download.ts'
import { type DownloadServices, downloadImage } from '../../downloads/download-image.ts'
import { findDownloads } from '../../downloads/history.ts'
import type { Idempotency } from '../../downloads/idempotency.ts'
import type { Clock } from '../../lib/clock.ts'
import { Problem } from '../../lib/problem.ts'
import { sizeNamed } from '../../renditions/ladder.ts'
import { PRODUCT_TYPES } from '../../rights/terms.ts'
import { readAssetId } from '../asset-ids.ts'
import { NO_BODY, optionalJsonBody } from '../body.ts'
import type { Caller } from '../caller.ts'
import { type Operation, operation } from '../operation.ts'
import { pageOf } from '../paging.ts'
import { presentDownload } from '../represent/download.ts'
import { DownloadAnswer, DownloadData, GetDownloadsResponse } from '../schemas/downloads.ts'
import { flag, number, oneOf, optional, time } from '../schemas/parameters.ts'
import { count, page } from './data/waiting-parameters.ts'

type Services = DownloadServices & { readonly db: Db; readonly now: Clock; readonly linkSecret: string }

const NOTHING = Type.Object({})
const productType = optional(oneOf(PRODUCT_TYPES, { description: 'Type of product to charge.' }))
const PROBLEMS = [
  'AuthorizationTokenRequired',
  'UserTokenRequired',
  'NoAgreement',
  'NotEnoughCreditsForPurchase',
  'OverageLimitReached',
  'ImageNotFound',
  'OriginalNotFound',
  'IdempotencyKeyReused',
] as const

/** Downloads: licensing an image, and what was licensed before. */
export const downloadOperations = (services: Services): Operation[] => {
  const { db, now, linkSecret } = services
  return [
    operation({
      method: 'POST',
      url: '/v3/downloads/images/{id}',
      operationId: 'downloadImage',
      summary: 'Download an image',
      description:
        'Charges the product and responds with the address of the file. A repeat of the same download within a few ' +
        'minutes, or with the same Idempotency-Key within 24 hours, is not charged again.',
      tag: 'Downloads',
      path: Type.Object({ id: Type.String({ description: 'Id of the image.', examples: ['100000001'] }) }),
      query: Type.Object({
        auto_download: flag('Whether the answer leads to the file itself.', true),
        file_type: optional(oneOf(['eps', 'jpg'], { description: 'Type of the file.' })),
        height: number('Height of one of the sizes that are offered, in pixels. Left out: the largest.'),
        product_id: number('Product to charge.'),
        product_type: productType,
        use_team_credits: flag('Whether the credits of the team pay.', false),
      }),
      body: optionalJsonBody(DownloadData),
      answers: {
        200: { schema: DownloadAnswer },
        303: { headers: { Location: 'Where the file is delivered.' } },
      },
      access: ANY_TOKEN,
      caching: 'none',
      invalidCode: 'MissingRequiredQueryParameters',
      problems: PROBLEMS,
      async handle({ caller, path, query, body, links, idempotencyKey }) {
        const moment = now()
        const download = await downloadImage(
          services,
          {
            assetId: readAssetId(path.id),
            downloader: downloaderOf(caller),
            coverage: caller.rights!,
            choice: {
              productId: query.product_id ?? null,
              productType: query.product_type ?? null,
              height: query.height ?? null,
              fileType: query.file_type ?? null,
            },
            stated: { notes: body?.download_notes ?? null, projectCode: body?.project_code ?? null },
            source: 'api',
            idempotency: idempotencyOf(idempotencyKey, { path, query, body }),
          },
          { now: moment, country: caller.country },
        )
        const uri = links.api(deliveryPath(linkSecret, download.id, fileNameOf(download), moment))
        return query.auto_download === false
          ? { status: 200, body: { uri } }
          : { status: 303, headers: { Location: uri } }
      },
    }),

    operation({
      method: 'GET',
      url: '/v3/downloads',
      operationId: 'getDownloads',
      summary: 'What was downloaded',
      tag: 'Downloads',
      path: NOTHING,
      query: Type.Object({
        date_from: time('On this day or later.'),
        date_to: time('On this day or before.'),
        company_downloads: flag('Of all users of the company.', false),
        page,
        page_size: count(1, 100, 30, 'Downloads in a page.'),
        product_type: productType,
        use_time: flag('Whether the time of day in date_from and date_to counts.', false),
      }),
      body: NO_BODY,
      answers: { 200: { schema: GetDownloadsResponse } },
      access: USER_TOKEN,
      caching: 'none',
      problems: ['AuthorizationTokenRequired', 'UnauthorizedToAccessResource'],
      async handle({ caller, query, links }) {
        const { total, downloads } = await findDownloads(db, {
          customerId: caller.customer!.id,
          userId: caller.person!.id,
          page: pageOf(query),
          ...(query.product_type !== undefined && { productType: query.product_type }),
        })
        const ids = [...new Set(downloads.map(({ assetId }) => assetId))]
        const visible = await findVisibleImages(db, ids, { now: now(), country: caller.country })
        const thumbs = new Map(visible.map((it) => [it.id, links.rendition(it, sizeNamed('thumb'), false)]))
        return {
          status: 200,
          body: {
            result_count: total,
            downloads: downloads.map((it) => presentDownload(it, thumbs.get(it.assetId) ?? null)),
          },
        }
      },
    }),
  ]
}

/** @throws Problem UserTokenRequired when neither a user asks nor a client that may download for itself. */
function downloaderOf({ customer, credential, person, abilities }: Caller): Downloader {
  if (person === null && !abilities.has('download')) throw new Problem('UserTokenRequired')
  return { customerId: customer!.id, clientId: credential.id, userId: person?.id ?? null }
}

function idempotencyOf(key: string | null, request: object): Idempotency | null {
  return key === null ? null : { key, requestHash: hash('sha256', JSON.stringify(request), 'hex') }
}
