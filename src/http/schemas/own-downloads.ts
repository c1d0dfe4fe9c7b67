import { Type } from 'typebox'
import { PRODUCT_TYPES } from '../../rights/terms.ts'
import { Int, Text, Time, UtcTime } from './nullable.ts'
import { oneOf } from './parameters.ts'

const OwnDownload = Type.Object(
  {
    id: Type.String({ description: 'Also the id of the receipt.', examples: ['q1w2e3r4t5y6u7i8o9p0'] }),
    asset_id: Type.String({ examples: ['100000001'] }),
    asset_type: oneOf(['image', 'video'], { examples: ['image'] }),
    title: Text({ description: 'Null if the asset is not available any more.', examples: ['Mountain lake'] }),
    thumb_uri: Text({ examples: ['https://images.example.org/renditions/100000001/thumb/…'] }),
    downloaded_at: UtcTime(),
    free_until: Time({ description: 'Until then the same download is not charged again; null afterwards.' }),
    size_name: Type.String({ examples: ['xx_large'] }),
    width: Int({ examples: [6000] }),
    height: Int({ examples: [4000] }),
    dpi: Int({ examples: [300] }),
    file_type: Type.String({ examples: ['jpg'] }),
    bytes: Int({ description: 'Null while a size of a video is being made.', examples: [2_226_077] }),
    product_id: Type.Integer({ examples: [1234] }),
    product_type: oneOf(PRODUCT_TYPES, { examples: ['premiumaccess'] }),
    agreement_name: Type.String({ examples: ['Agreement of 2026'] }),
    credits: Type.Integer({ description: 'What it cost in credits.', examples: [0] }),
    is_overage: Type.Boolean(),
    project_code: Text({ examples: ['SPRING'] }),
    download_notes: Text({ examples: ['For the cover'] }),
    file_uri: Text({
      description: 'Where the same file can be fetched until `free_until`; null afterwards.',
      examples: ['https://images.example.org/deliveries/…'],
    }),
    refunded_at: Time({
      description: 'When the charge was given back, because the file could not be made; null if it was not.',
    }),
    refund_reason: Text({ description: 'For people, in English.', examples: [null] }),
    receipt_uri: Type.String({
      description: 'The receipt as a page to print; valid for 24 hours.',
      examples: ['https://images.example.org/receipts/q1w2e3r4t5y6u7i8o9p0?…'],
    }),
  },
  { title: 'OwnDownload' },
)

/** A page of everything that a user has downloaded. */
export const OwnDownloadsAnswer = Type.Object(
  { result_count: Type.Integer({ examples: [1] }), downloads: Type.Array(OwnDownload) },
  { title: 'OwnDownloads' },
)
