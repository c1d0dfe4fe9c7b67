import { type TProperties, Type } from 'typebox'
import { ANY_TOKEN } from '../../access/admission.ts'
import type { MediaKind } from '../../db/tables/assets.ts'
import { fileNameOf } from '../../downloads/deliver.ts'
import { deliveryPath } from '../../downloads/delivery-link.ts'
import type { Downloader } from '../../downloads/download.ts'
import { type DownloadServices, downloadAsset } from '../../downloads/download-asset.ts'
import type { FileChoice } from '../../downloads/requested-sizes.ts'
import { Problem } from '../../lib/problem.ts'
import { readAssetId } from '../asset-ids.ts'
import { optionalJsonBody } from '../body.ts'
import type { Caller } from '../caller.ts'
import { idempotencyOf } from '../idempotent-request.ts'
import { type Operation, operation } from '../operation.ts'
import { DownloadAnswer, DownloadData } from '../schemas/downloads.ts'
import { flag, number, oneOf, optional } from '../schemas/parameters.ts'
import { ALL_PRODUCT_TYPES } from '../schemas/products.ts'

type Services = DownloadServices & { readonly linkSecret: string }

const PROBLEMS = [
  'AuthorizationTokenRequired',
  'UserTokenRequired',
  'NoAgreement',
  'NotEnoughCreditsForPurchase',
  'OverageLimitReached',
  'OriginalNotFound',
  'IdempotencyKeyReused',
] as const

const redirects = (byDefault: boolean) =>
  flag('Whether the answer redirects to the file (303) or contains its address (200).', byDefault)

/** The parameters of all addresses. */
const whichProduct = {
  product_id: number('Product to charge.'),
  product_type: optional(oneOf(ALL_PRODUCT_TYPES, { description: 'Type of product to charge.' })),
  use_team_credits: flag('Whether the team credits of a credit pack pay.', false),
}
/** Downloads of images, at the address of the contract and at the one of old clients, and of videos. */
export const downloadOperations = (services: Services): Operation[] => [
  download(services, {
    mediaKind: 'image',
    url: '/v3/downloads/images/{id}',
    operationId: 'downloadImage',
    summary: 'Download an image',
    redirectsByDefault: true,
    whichFile: {
      file_type: optional(oneOf(['eps', 'jpg'], { description: 'Type of the file.' })),
      height: number('Height of one of the available sizes in pixels; by default that of the largest.'),
    },
  }),
  download(services, {
    mediaKind: 'image',
    url: '/v3/downloads/{id}',
    operationId: 'download',
    summary: 'Download an image (legacy)',
    redirectsByDefault: true,
    // The old address has no parameters for it (contract 10).
    whichFile: {},
  }),
  download(services, {
    mediaKind: 'video',
    url: '/v3/downloads/videos/{id}',
    operationId: 'downloadVideo',
    summary: 'Download a video',
    redirectsByDefault: false,
    whichFile: {
      size: optional(
        Type.String({
          maxLength: 40,
          description: 'Name of one of the available sizes, in any case; by default that of the largest.',
          examples: ['original'],
        }),
      ),
    },
  }),
]

type Query = {
  readonly auto_download?: boolean
  readonly product_id?: number
  readonly product_type?: string
  readonly use_team_credits?: boolean
  readonly file_type?: string
  readonly height?: number
  readonly size?: string
}

/** What differs between the addresses. */
type Described = {
  readonly mediaKind: MediaKind
  readonly url: string
  readonly operationId: string
  readonly summary: string
  readonly redirectsByDefault: boolean
  readonly whichFile: TProperties
}

function download(
  services: Services,
  { mediaKind, redirectsByDefault, whichFile, ...about }: Described,
): Operation {
  return operation({
    ...about,
    method: 'POST',
    description:
      'Charges the product and responds with the address of the file. A repeat of the same download within a few ' +
      'minutes, or with the same Idempotency-Key within 24 hours, is not charged again.',
    tag: 'Downloads',
    path: Type.Object({
      id: Type.String({ description: `Id of the ${mediaKind}.`, examples: ['100000001'] }),
    }),
    query: Type.Object({ auto_download: redirects(redirectsByDefault), ...whichProduct, ...whichFile }),
    body: optionalJsonBody(DownloadData),
    answers: {
      200: { schema: DownloadAnswer },
      303: { headers: { Location: 'Where the file is delivered.' } },
    },
    access: ANY_TOKEN,
    caching: 'none',
    invalidCode: 'MissingRequiredQueryParameters',
    problems: [...PROBLEMS, mediaKind === 'image' ? 'ImageNotFound' : 'VideoNotFound'],
    async handle({ caller, path, query: sent, body, links, idempotencyKey }) {
      const query = sent as Query
      const moment = services.now()
      const downloaded = await downloadAsset(
        services,
        {
          mediaKind,
          assetId: readAssetId(path.id),
          downloader: downloaderOf(caller),
          coverage: caller.rights!,
          choice: choiceOf(query),
          file: fileOf(query),
          stated: { notes: body?.download_notes ?? null, projectCode: body?.project_code ?? null },
          source: caller.credential.gallery === 1 ? 'web' : 'api',
          idempotency: idempotencyOf(idempotencyKey, { path, query, body }),
        },
        { now: moment, country: caller.country },
      )
      const uri = links.api(deliveryPath(services.linkSecret, downloaded.id, fileNameOf(downloaded), moment))
      return (query.auto_download ?? redirectsByDefault) === false
        ? { status: 200, body: { uri } }
        : { status: 303, headers: { Location: uri } }
    },
  })
}

const choiceOf = (query: Query) => ({
  productId: query.product_id ?? null,
  productType: query.product_type ?? null,
  withTeamCredits: query.use_team_credits ?? false,
})

const fileOf = ({ height, file_type: fileType, size }: Query): FileChoice => ({ height, fileType, size })

/** @throws Problem UserTokenRequired when neither a user asks nor a client that may download for itself. */
function downloaderOf({ customer, credential, person, abilities }: Caller): Downloader {
  if (person === null && !abilities.has('download')) throw new Problem('UserTokenRequired')
  return { customerId: customer!.id, clientId: credential.id, userId: person?.id ?? null }
}
