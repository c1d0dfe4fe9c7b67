import { Type } from 'typebox'
import { Int, Text, Time, UtcTime } from './nullable.ts'

/** Recalls of assets, as the customers concerned see them; all of it is ours. */

const RecalledDownload = Type.Object(
  {
    receipt_id: Type.String({ examples: ['q1w2e3r4t5y6u7i8o9p0'] }),
    date_downloaded: UtcTime(),
    username: Text({
      description: 'Null if the client downloaded for itself.',
      examples: ['ada@example.org'],
    }),
    size_name: Type.String({ examples: ['large'] }),
    width: Int({ examples: [3000] }),
    height: Int({ examples: [2000] }),
    file_type: Type.String({ examples: ['jpg'] }),
  },
  { title: 'RecalledDownload' },
)

const RecalledOrder = Type.Object(
  {
    order_id: Type.String({ examples: ['1001'] }),
    date_ordered: UtcTime(),
    username: Text({ description: 'Null if the order names no user.', examples: ['ada@example.org'] }),
    size_name: Text({ examples: ['xx_large'] }),
  },
  { title: 'RecalledOrder' },
)

/** A recall, with how the customer got the asset. */
export const Recall = Type.Object(
  {
    id: Type.Integer({ examples: [1] }),
    asset_id: Type.String({ examples: ['100000001'] }),
    title: Type.String({ examples: ['Lake in winter'] }),
    reason: Type.String({ examples: ['The release of a person was withdrawn.'] }),
    date_recalled: UtcTime(),
    date_acknowledged: Time(),
    note: Text({
      description: 'What was said with the acknowledgement.',
      examples: ['Removed from our site'],
    }),
    downloads: Type.Array(RecalledDownload),
    orders: Type.Array(RecalledOrder),
  },
  { title: 'Recall' },
)

/** A page of recalls. */
export const Recalls = Type.Object(
  { result_count: Type.Integer({ examples: [1] }), recalls: Type.Array(Recall) },
  { title: 'Recalls' },
)

/** Request body of an acknowledgement. */
export const RecallAcknowledgement = Type.Object(
  {
    note: Type.Optional(
      Text({ description: 'At most 2000 characters.', examples: ['Removed from our site'] }),
    ),
  },
  { title: 'RecallAcknowledgement' },
)
