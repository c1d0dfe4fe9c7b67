import { Type } from 'typebox'
import { USER_TOKEN } from '../../access/admission.ts'
import { findVisibleImage } from '../../catalogue/find-visible.ts'
import type { Db } from '../../db/database.ts'
import { findLicenseOptions } from '../../downloads/license-options.ts'
import type { ChargingRules } from '../../downloads/record-download.ts'
import type { Clock } from '../../lib/clock.ts'
import { Problem } from '../../lib/problem.ts'
import { readAssetId } from '../asset-ids.ts'
import { NO_BODY } from '../body.ts'
import { operation } from '../operation.ts'
import { presentLicenseOptions } from '../represent/license-options.ts'
import { LicenseOptionsAnswer } from '../schemas/license-options.ts'

type Services = { readonly db: Db; readonly rules: ChargingRules; readonly now: Clock }

/** What a user may license of an image. */
export const licenseOptions = (services: Services) =>
  operation({
    method: 'GET',
    url: '/v1/images/{id}/license-options',
    operationId: 'getLicenseOptions',
    summary: 'What the user may license of an image, and why not',
    description:
      'The sizes that may be downloaded, by which products and at what price, and for each product of the customer the ' +
      'clause by which it does not cover the image. What is left of each product is in /v3/products.',
    tag: 'Vitrine',
    path: Type.Object({ id: Type.String({ description: 'Id of the image.', examples: ['100000001'] }) }),
    query: Type.Object({}),
    body: NO_BODY,
    answers: { 200: { schema: LicenseOptionsAnswer } },
    access: USER_TOKEN,
    caching: 'none',
    problems: ['AuthorizationTokenRequired', 'UnauthorizedToAccessResource', 'ImageNotFound'],
    async handle({ caller, path, links }) {
      const now = services.now()
      const asset = await findVisibleImage(services.db, readAssetId(path.id), {
        now,
        country: caller.country,
      })
      if (!asset) throw new Problem('ImageNotFound', `Image id not found: ${path.id}`)
      const downloader = {
        customerId: caller.customer!.id,
        clientId: caller.credential.id,
        userId: caller.person!.id,
      }
      const options = await findLicenseOptions(services, asset, { downloader, rights: caller.rights!, now })
      return { status: 200, body: presentLicenseOptions(asset.id, options, links) }
    },
  })
