import { Type } from 'typebox'
import { alternatives } from '../../lib/text.ts'
import { PERIODS } from '../../rights/periods.ts'
import { PRODUCT_TYPES } from '../../rights/terms.ts'
import { Int, ObjectOrNull, Text, Time, UtcTime } from './nullable.ts'
import { oneOf } from './parameters.ts'

/** What a customer consumes: requests of its key, downloads, credits, and what is left of its agreements (ours). */

const Key = Type.Object(
  {
    name: Type.String({ examples: ['Picture desk'] }),
    queries_per_second: Int({ description: 'Null if the key has no limit.', examples: [5] }),
    queries_remaining: Int({
      description:
        'What is left of them in this second, as in the header RateLimit; null if the key has no limit.',
      examples: [4],
    }),
    requests_today: Type.Integer({ examples: [120] }),
    requests_this_month: Type.Integer({ examples: [4031] }),
  },
  {
    title: 'KeyConsumption',
    description:
      'The key of this request. Requests include those that were refused, but not those for access tokens.',
  },
)

const Consumed = Type.Object(
  {
    downloads: Type.Integer({ description: 'Repeats are not counted.', examples: [3] }),
    overage: Type.Integer({ description: 'Of these, charged as overage.', examples: [0] }),
    credits: Type.Integer({
      description: 'What downloads and extended licences cost; team credits are included.',
      examples: [54],
    }),
  },
  { title: 'Consumed' },
)

const Allowance = ObjectOrNull(
  {
    limit: Int({ description: 'Null if there is no limit.', examples: [50] }),
    used: Type.Integer({ examples: [2] }),
    remaining: Int({ description: 'Null if there is no limit.', examples: [48] }),
  },
  {
    title: 'Allowance',
    description: 'How much is used in the period; null if the product has nothing of the kind.',
  },
)

const Product = Type.Object(
  {
    id: Type.Integer({ examples: [1234] }),
    type: oneOf(PRODUCT_TYPES, { examples: ['premiumaccess'] }),
    period: Text({ description: `${alternatives(PERIODS)}; null if there is none.`, examples: ['monthly'] }),
    period_started_at: Time({ description: 'Null if the product has no period.' }),
    renews_at: Time({ description: 'When the count begins again; null if it never does.' }),
    downloads: Allowance,
    overage: Allowance,
    credits: Allowance,
    team_credits: Allowance,
  },
  {
    title: 'ProductConsumption',
    description:
      'A credit pack has credits, every other product downloads; overage are downloads beyond their limit.',
  },
)

const Agreement = Type.Object(
  {
    name: Type.String({ examples: ['Agreement of 2026'] }),
    starts_at: UtcTime(),
    ends_at: Time({ description: 'Null if it has no end.' }),
    products: Type.Array(Product),
  },
  { title: 'AgreementConsumption' },
)

/** The consumption of a customer at a moment. */
export const ConsumptionAnswer = Type.Object(
  {
    as_of: UtcTime(),
    key: Key,
    today: Consumed,
    this_month: Consumed,
    agreements: Type.Array(Agreement, { description: 'Those in force.' }),
  },
  { title: 'Consumption' },
)
