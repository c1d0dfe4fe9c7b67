import { Type } from 'typebox'
import { Text } from './nullable.ts'
import { oneOf } from './parameters.ts'

/** Bodies of requests to operations that come with later steps (contract 8.6). */

/** Request body of a download. */
export const DownloadData = Type.Object(
  {
    download_notes: Type.Optional(Text({ examples: ['For the cover'] })),
    project_code: Type.Optional(Text({ examples: ['SPRING'] })),
  },
  { title: 'PremiumAccessDownloadData' },
)

/** NOTE: an empty list is refused (contract 16, Bodies). */
export const AcquireLicenses = Type.Object(
  {
    extended_licenses: Type.Array(oneOf(['multiseat', 'unlimited', 'resale', 'indemnification']), {
      minItems: 1,
    }),
    use_team_credits: Type.Optional(Type.Boolean({ default: false })),
  },
  { title: 'AcquireAssetLicensesRequest' },
)

const AssetUsage = Type.Object(
  {
    asset_id: Text({ examples: ['100000001'] }),
    quantity: Type.Integer({ examples: [1] }),
    usage_date: Text({ examples: ['2026-05-31'] }),
  },
  { title: 'AssetUsage' },
)
/** Request body: where assets were used. NOTE: an empty list is refused (contract 16, Bodies). */
export const UsageBatch = Type.Object(
  { asset_usages: Type.Array(AssetUsage, { minItems: 1, maxItems: 1000 }) },
  { title: 'ReportUsageBatchRequest' },
)
