import { Type } from 'typebox'
import { USER_TOKEN } from '../../access/admission.ts'
import { assetNotFound, findVisibleAsset } from '../../catalogue/find-visible.ts'
import type { MediaKind } from '../../db/tables/assets.ts'
import { findLicenseOptions } from '../../downloads/license-options.ts'
import type { ChargingRules } from '../../downloads/record-download.ts'
import type { VideoOfferServices } from '../../downloads/video-offer.ts'
import type { Clock } from '../../lib/clock.ts'
import { readAssetId } from '../asset-ids.ts'
import { NO_BODY } from '../body.ts'
import { type Operation, operation } from '../operation.ts'
import { presentLicenseOptions } from '../represent/license-options.ts'
import { LicenseOptionsAnswer } from '../schemas/license-options.ts'

type Services = VideoOfferServices & { readonly rules: ChargingRules; readonly now: Clock }

const NAMES = {
  image: {
    operationId: 'getLicenseOptions',
    named: 'an image',
    id: 'Id of the image.',
    notFound: 'ImageNotFound',
  },
  video: {
    operationId: 'getVideoLicenseOptions',
    named: 'a video',
    id: 'Id of the video.',
    notFound: 'VideoNotFound',
  },
} as const

/** What a user may license of an image, and of a video. */
export const licenseOptions = (services: Services): Operation[] => [
  optionsOf('image', services),
  optionsOf('video', services),
]

const optionsOf = (mediaKind: MediaKind, services: Services) => {
  const { operationId, named, id, notFound } = NAMES[mediaKind]
  return operation({
    method: 'GET',
    url: `/v1/${mediaKind}s/{id}/license-options`,
    operationId,
    summary: `What the user may license of ${named}, and why not`,
    description:
      'The sizes that may be downloaded, by which products and at what price, and for each product of the customer the ' +
      `clause by which it does not cover the ${mediaKind}. What is left of each product is in /v3/products.`,
    tag: 'Vitrine',
    path: Type.Object({ id: Type.String({ description: id, examples: ['100000001'] }) }),
    query: Type.Object({}),
    body: NO_BODY,
    answers: { 200: { schema: LicenseOptionsAnswer } },
    access: USER_TOKEN,
    caching: 'none',
    problems: ['AuthorizationTokenRequired', 'UnauthorizedToAccessResource', notFound],
    async handle({ caller, path, links }) {
      const now = services.now()
      const viewer = { now, country: caller.country }
      const asset = await findVisibleAsset(services.db, mediaKind, readAssetId(path.id), viewer)
      if (!asset) throw assetNotFound(mediaKind, path.id)
      const downloader = {
        customerId: caller.customer!.id,
        clientId: caller.credential.id,
        userId: caller.person!.id,
      }
      const options = await findLicenseOptions(services, asset, { downloader, rights: caller.rights!, now })
      return { status: 200, body: presentLicenseOptions(asset, options, links) }
    },
  })
}
