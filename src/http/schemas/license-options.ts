import { Type } from 'typebox'
import { CLAUSES } from '../../rights/coverage.ts'
import { PRODUCT_TYPES } from '../../rights/terms.ts'
import { Int, Text, Time } from './nullable.ts'
import { oneOf } from './parameters.ts'

const productId = Type.Integer({ examples: [1234] })

const PricedProduct = Type.Object(
  {
    product_id: productId,
    credits: Type.Integer({ description: 'What it costs; 0 except for credit packs.', examples: [0] }),
    free_until: Time({ description: 'Until then it repeats an earlier download and is not charged.' }),
    uri: Type.String({
      description: 'Where to request the download, with POST.',
      examples: ['https://images.example.org/v3/downloads/images/100000001?product_id=1234&height=4000'],
    }),
  },
  { title: 'PricedProduct' },
)

const LicensableSize = Type.Object(
  {
    name: Type.String({ examples: ['xx_large'] }),
    width: Int({ description: 'Null if it is not known.', examples: [6000] }),
    height: Int({ examples: [4000] }),
    dpi: Int({ description: 'Null for videos.', examples: [300] }),
    bytes: Int({ description: 'Null if the file has not been made yet.', examples: [2_226_077] }),
    file_type: Type.String({ examples: ['jpg'] }),
    is_original: Type.Boolean({ description: 'Whether it is the original file, byte for byte.' }),
    products: Type.Array(PricedProduct),
  },
  { title: 'LicensableSize' },
)

const ProductVerdict = Type.Object(
  {
    product_id: productId,
    product_type: oneOf(PRODUCT_TYPES, { examples: ['premiumaccess'] }),
    agreement_name: Text({ examples: ['Agreement of 2026'] }),
    clause: Type.Unsafe<(typeof CLAUSES)[number] | null>({
      description: 'The clause by which it does not cover the asset; null if it does.',
      type: ['string', 'null'],
      enum: [...CLAUSES, null],
    }),
  },
  { title: 'ProductVerdict' },
)

/** What a user may license of an asset, and why not. */
export const LicenseOptionsAnswer = Type.Object(
  {
    id: Type.String({ examples: ['100000001'] }),
    sizes: Type.Array(LicensableSize, { description: 'The sizes that may be downloaded, largest first.' }),
    products: Type.Array(ProductVerdict, { description: 'What each product of the customer says.' }),
  },
  { title: 'LicenseOptions' },
)
