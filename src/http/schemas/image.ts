import { type TSchema, Type } from 'typebox'
import { Bool, Int, ObjectOrNull, Text, Time } from './nullable.ts'

const AllowedUse = Type.Object({
  how_can_i_use_it: Text(),
  release_info: Text(),
  usage_restrictions: Type.Array(Type.String()),
  editorial_use_only: Type.Boolean(),
})
const Keyword = Type.Object({
  keyword_id: Text({ examples: ['10017'] }),
  text: Text({ examples: ['Mountain'] }),
  type: Text({ description: 'Keyword, Location, SpecificPeople, Composition …' }),
  relevance: Int(),
})
const MaxDimensions = Type.Object({ height: Type.Integer(), width: Type.Integer() })
const ReferralDestination = Type.Object({ site_name: Text(), uri: Text() })
const Contributor = Type.Object({ member_name: Text(), display_name: Text() })
const Strings = Type.Array(Type.String())
const DisplaySize = Type.Object({
  is_watermarked: Type.Boolean(),
  name: Text({ examples: ['comp'] }),
  uri: Text({ description: 'Opaque and signed; it lives for days, not for ever.' }),
})
const DetailDisplaySize = Type.Object({ ...DisplaySize.properties, height: Int(), width: Int() })

/** Members that searches and metadata share, in the order in which they are sent. */
const SHARED = {
  accessrestriction: Text(),
  allowed_use: AllowedUse,
  alternative_ids: Type.Record(Type.String(), Type.String(), { description: 'The ids of other systems.' }),
  artist: Text(),
  asset_family: Text({ description: 'creative or editorial' }),
  asset_type: Text(),
  call_for_image: Type.Boolean(),
  caption: Text(),
  collection_code: Text(),
  collection_id: Type.Integer(),
  collection_name: Text(),
  color_type: Text({ description: 'color or black_and_white' }),
  contributor: Contributor,
  copyright: Text(),
  date_camera_shot: Time(),
  date_created: Time(),
  date_submitted: Time(),
  editorial_segments: Strings,
  entity_details: Type.Array(Type.Object({})),
  era: Text(),
  event_ids: Type.Array(Type.Integer()),
  graphical_style: Text({ description: 'photography, illustration, fine_art or vector' }),
  istock_collection: Text(),
  istock_exclusive: Bool(),
  istock_licenses: Text({ description: 'Null: nothing is sold in credits yet.' }),
  keywords: Type.Array(Keyword),
  license_model: Text(),
  max_dimensions: MaxDimensions,
  orientation: Text({
    description: 'Horizontal, Vertical, Square, PanoramicHorizontal or PanoramicVertical',
  }),
  people: Strings,
  product_types: Strings,
  quality_rank: Type.Integer({ minimum: 1, maximum: 3 }),
  referral_destinations: Type.Array(ReferralDestination),
  series_id: Text(),
  title: Text(),
  type: Text(),
  uri_oembed: Text(),
} satisfies Record<string, TSchema>

const DETAIL_ONLY = {
  artist_title: Text(),
  city: Text(),
  country: Text(),
  credit_line: Text(),
  is_ai_editable: Bool(),
  links: Type.Array(Type.Object({ rel: Text(), uri: Text() })),
  object_name: Text(),
  state_province: Text(),
} satisfies Record<string, TSchema>

const members = <T extends Record<string, TSchema>>(properties: T) => {
  const sorted = Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1))
  return Type.Object({
    id: Type.String({ examples: ['100000001'] }),
    ...Object.fromEntries(sorted.map(([name, schema]) => [name, Type.Optional(schema)])),
  })
}

/** An image as the searches list it; beside `id` only what `fields` asked for is there (contract 5 and 8.2). */
export const Image = members({
  ...SHARED,
  ...DETAIL_ONLY,
  display_sizes: Type.Array(DisplaySize),
  editorial_source: ObjectOrNull({ id: Type.Integer() }),
})

/** An image as GET /v3/images shows it. */
export const ImageDetail = members({
  ...SHARED,
  ...DETAIL_ONLY,
  display_sizes: Type.Array(DetailDisplaySize),
  editorial_source: ObjectOrNull({ id: Type.Integer(), name: Text() }),
})
