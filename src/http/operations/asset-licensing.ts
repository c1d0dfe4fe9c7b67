import { Type } from 'typebox'
import { USER_TOKEN } from '../../access/admission.ts'
import type { Db } from '../../db/database.ts'
import type { ChargingRules } from '../../downloads/record-download.ts'
import type { Clock } from '../../lib/clock.ts'
import { buyLicenses } from '../../purchases/buy-licenses.ts'
import { readAssetId } from '../asset-ids.ts'
import { jsonBody } from '../body.ts'
import { idempotencyOf } from '../idempotent-request.ts'
import { operation } from '../operation.ts'
import { AcquireLicenses, AssetLicensingResponse } from '../schemas/licensing.ts'

/** Extended licences, which are bought with credits. */
export const assetLicensing = ({
  db,
  rules,
  now,
}: {
  readonly db: Db
  readonly rules: ChargingRules
  readonly now: Clock
}) =>
  operation({
    method: 'POST',
    url: '/v3/asset-licensing/{assetId}',
    operationId: 'licenseAsset',
    summary: 'Buy extended licences with credits',
    description:
      'For an asset that the customer has downloaded. Licences that the customer has already are not charged again. A ' +
      'repeat with the same Idempotency-Key within 24 hours gets the same answer.',
    tag: 'Customers',
    path: Type.Object({ assetId: Type.String({ description: 'Id of the asset.', examples: ['100000001'] }) }),
    query: Type.Object({}),
    body: jsonBody(AcquireLicenses),
    answers: { 200: { schema: AssetLicensingResponse } },
    access: USER_TOKEN,
    caching: 'none',
    invalidCode: 'InvalidRequestParameters',
    problems: [
      'AuthorizationTokenRequired',
      'UnauthorizedToAccessResource',
      'NotEnoughCreditsForPurchase',
      'StandardLicenseNotFound',
      'IdempotencyKeyReused',
    ],
    async handle({ caller, path, query, body, idempotencyKey }) {
      const licenses = [...new Set(body.extended_licenses)]
      const { credits } = await buyLicenses(
        db,
        {
          customerId: caller.customer!.id,
          clientId: caller.credential.id,
          userId: caller.person!.id,
          assetId: readAssetId(path.assetId),
          licenses,
          pool: body.use_team_credits ? 'team' : 'own',
          products: caller.rights!.products,
          idempotency: idempotencyOf(idempotencyKey, { path, query, body }),
        },
        { prices: rules.prices, now },
      )
      return { status: 200, body: { credits_used: credits, acquired_licenses: licenses } }
    },
  })
