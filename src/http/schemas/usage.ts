import { type Static, Type } from 'typebox'
import { Int, Text } from './nullable.ts'

/** Reports of the use of assets (contract 8.6). */

const AssetUsage = Type.Object(
  {
    asset_id: Text({ examples: ['100000001'] }),
    quantity: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1, examples: [1] }),
    usage_date: Text({ examples: ['2026-05-31'] }),
  },
  { title: 'AssetUsage' },
)
/** A use of an asset as it is sent. */
export type SentUsage = Static<typeof AssetUsage>

/** Request body: uses of assets. NOTE: an empty list is refused (contract 16, Bodies). */
export const UsageBatch = Type.Object(
  { asset_usages: Type.Array(AssetUsage, { minItems: 1, maxItems: 1000 }) },
  { title: 'report_usage_batch_request' },
)
/** The number of recorded usages, or the ids because of which none was recorded. */
export const UsageBatchResult = Type.Object(
  {
    total_asset_usages_processed: Int({ examples: [1] }),
    invalid_assets: Type.Array(Type.String(), {
      description: 'Unknown ids; if there are any, nothing is recorded.',
      examples: [[]],
    }),
  },
  { title: 'report_usage_batch_response' },
)
