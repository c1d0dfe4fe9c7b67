import { Type } from 'typebox'
import { Bool } from './nullable.ts'
import { oneOf } from './parameters.ts'

/** Extended licences, which are bought with credits (contract 8.6). */

const ExtendedLicense = oneOf(['multiseat', 'unlimited', 'resale', 'indemnification'])

/** Request body: licences to buy. NOTE: an empty list is refused (contract 16, Bodies). */
export const AcquireLicenses = Type.Object(
  {
    extended_licenses: Type.Array(ExtendedLicense, { minItems: 1 }),
    use_team_credits: Type.Optional(Bool({ examples: [false] })),
  },
  { title: 'AcquireAssetLicensesRequest' },
)
/** The licences bought, and the credits they cost. */
export const AssetLicensingResponse = Type.Object(
  { credits_used: Type.Integer({ examples: [50] }), acquired_licenses: Type.Array(ExtendedLicense) },
  { title: 'AssetLicensingResponse' },
)
