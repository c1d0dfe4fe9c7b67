import { type TSchema, Type } from 'typebox'
import { DOWNLOAD_SIZES } from '../../catalogue/download-sizes.ts'
import { BRANDS, FAMILIES, LICENSE_MODELS } from '../../catalogue/trade-lists.ts'
import { PRODUCT_TYPES } from '../../rights/terms.ts'
import { ObjectOrNull, Text, Time } from './nullable.ts'
import { oneOf } from './parameters.ts'

/**
 * Products of a customer (contract 8.6). Missing numbers and booleans are left out, since typed
 * clients cannot read null there (clients.md 0.6).
 */

/** All types of products of the contract, including those that cover no individual asset. */
export const ALL_PRODUCT_TYPES = [...PRODUCT_TYPES, 'aigen'] as const

const Requirements = Type.Object(
  {
    is_note_required: Type.Boolean(),
    is_project_code_required: Type.Boolean(),
    project_codes: Type.Array(Type.String(), { examples: [['SPRING']] }),
  },
  { title: 'Requirements', description: 'What a download or a generation must state.' },
)

const Overage = ObjectOrNull(
  {
    limit: Type.Optional(Type.Integer({ examples: [10] })),
    remaining: Type.Optional(Type.Integer({ examples: [10] })),
    count: Type.Optional(Type.Integer({ examples: [0] })),
    overages_reached: Type.Optional(Type.Boolean()),
  },
  { title: 'Overage', description: 'Downloads beyond the limit.' },
)

const members = {
  id: Type.Integer({ examples: [1234] }),
  name: Text({ examples: ['Premium Access'] }),
  type: oneOf(ALL_PRODUCT_TYPES, { examples: ['premiumaccess'] }),
  status: oneOf(['active', 'inactive']),
  agreement_name: Text({ examples: ['Agreement of 2026'] }),
  application_website: Text({ examples: [null] }),
  credits_remaining: Type.Optional(Type.Integer({ examples: [100] })),
  team_credits: Type.Optional(Type.Integer({ examples: [0] })),
  download_limit: Type.Optional(Type.Integer({ examples: [50] })),
  download_limit_duration: Text({
    description: 'Daily, Weekly, Monthly or Yearly.',
    examples: ['Monthly'],
  }),
  download_limit_reset_utc_date: Time({ examples: ['2026-06-01T00:00:00Z'] }),
  downloads_remaining: Type.Optional(Type.Integer({ examples: [48] })),
  expiration_utc_date: Time({ examples: ['2026-12-31T00:00:00Z'] }),
  imagepack_resolution: Text({ examples: [null] }),
  overage: Overage,
  download_requirements: Type.Optional(Requirements),
  ai_gen_requirements: Type.Optional(Requirements),
}
/** The products of a customer. */
export const ProductsResult = Type.Object(
  { products: Type.Array(Type.Object(members, { title: 'Product' })) },
  { title: 'ProductsResult' },
)

const listOf = <S extends TSchema>(item: S, example?: unknown) =>
  Type.Optional(Type.Array(item, example === undefined ? {} : { examples: [example] }))
const Covered = Type.Object(
  {
    asset_families: listOf(Type.String({ enum: [...FAMILIES] }), ['creative']),
    collections: listOf(
      Type.Object(
        {
          code: Type.String({ examples: ['VNA'] }),
          name: Text({ description: 'Null if the library has no such collection.', examples: ['Nature'] }),
        },
        { title: 'CoveredCollection' },
      ),
    ),
    brands: listOf(Type.String({ enum: [...BRANDS] }), ['gettyimages']),
    license_models: listOf(Type.String({ enum: [...LICENSE_MODELS] }), ['royaltyfree']),
    largest_size: Type.Optional(oneOf(DOWNLOAD_SIZES)),
  },
  { title: 'CoveredByProduct', description: 'What may be downloaded. What is left out does not limit it.' },
)
/** The products of a customer with what they cover. */
export const OwnProductsAnswer = Type.Object(
  { products: Type.Array(Type.Object({ ...members, covers: Covered }, { title: 'OwnProduct' })) },
  { title: 'OwnProducts' },
)
