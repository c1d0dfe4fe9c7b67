import { type TSchema, Type } from 'typebox'
import {
  PLAIN_TEXT_NAMES,
  PLAIN_TEXTS,
  type PlainText,
  type PlainTextDescription,
} from '../../catalogue/plain-texts.ts'
import { FAMILIES, GRAPHICAL_STYLES, LICENSE_MODELS } from '../../catalogue/trade-lists.ts'
import { alternatives } from '../../lib/text.ts'
import { CLAUSES } from '../../rights/coverage.ts'
import {
  AllowedUse,
  ContentCredentials,
  EntityDetails,
  IStockLicense,
  Keyword,
  MaxDimensions,
  ReferralDestination,
  Strings,
  Thumbhash,
} from './asset-members.ts'
import { DownloadSize, LargestDownload } from './downloads.ts'
import { Bool, Int, ListOrNull, ObjectOrNull, Text, Time } from './nullable.ts'
import { oneOf, onlyWith } from './parameters.ts'
import { ExplainedRanking } from './ranking.ts'

const Contributor = Type.Object(
  { member_name: Text({ examples: ['adaexample'] }), display_name: Text({ examples: ['Ada Example'] }) },
  { title: 'Contributor' },
)
const Licensor = Type.Object(
  { name: Text({ examples: ['Ada Example'] }), url: Text({ examples: ['https://licences.example.org'] }) },
  { title: 'Licensor' },
)
const Releases = Type.Object(
  {
    model_release_status: Text({ examples: ['MR-UMR'] }),
    property_release_status: Text({ examples: ['PR-NAP'] }),
    minor_model_age: Text({ examples: [null] }),
  },
  { title: 'Releases', description: 'Ours: codes of the PLUS vocabularies; null if not stated.' },
)
const Link = Type.Object(
  { rel: Text({ examples: ['related'] }), uri: Text({ examples: ['https://images.example.org/story'] }) },
  { title: 'Link' },
)
const TerritoryRestriction = Type.Object(
  {
    country_code: Text({ examples: ['DEU'] }),
    type: Text({ description: 'allow or deny', examples: ['deny'] }),
    description: Text({ description: 'The name of the country.', examples: ['Germany'] }),
  },
  { title: 'TerritoryRestriction' },
)
const displaySize = {
  is_watermarked: Type.Boolean({ examples: [true] }),
  name: Text({ examples: ['comp'] }),
  uri: Text({
    description: 'Opaque and signed; valid for days, not forever.',
    examples: ['https://images.example.org/renditions/100000001/comp/…/mountain-lake-at-dawn.jpg'],
  }),
}
const DisplaySize = Type.Object(displaySize, { title: 'DisplaySize' })
const DetailDisplaySize = Type.Object(
  { ...displaySize, height: Int({ examples: [408] }), width: Int({ examples: [612] }) },
  { title: 'DetailDisplaySize' },
)

/** Plain texts that only metadata by id includes (contract 8.2). */
const IN_DETAIL_ALONE: readonly PlainText[] = ['artist_title', 'credit_line', 'object_name']

const plainTexts = (names: readonly PlainText[]) =>
  Object.fromEntries(
    names.map((name) => {
      const { column: _, example, ...described }: PlainTextDescription = PLAIN_TEXTS[name]
      return [name, Text({ ...described, examples: [example ?? null] })]
    }),
  )

/** Ours: adds the member `rights`. */
export const explain = onlyWith(
  'owner',
  oneOf(['rights'], {
    description:
      'Ours, for keys of the owner of the library: explains for each image which products of the customer cover it, and ' +
      'which clause of the others does not.',
  }),
)

/** The same of searches by words, whose order can be explained too. */
export const explainSearched = onlyWith(
  'owner',
  oneOf(['rights', 'ranking'], {
    description:
      'Ours, for keys of the owner of the library: `rights` explains for each asset which products of the customer cover it, ' +
      'and which clause of the others does not; `ranking` explains its place in the order of best match.',
  }),
)

const ExplainedRight = Type.Object(
  {
    product_id: Text({ examples: ['1234'] }),
    product_type: Text({ examples: ['premiumaccess'] }),
    agreement_name: Text({ examples: ['Agreement of 2026'] }),
    clause: Text({
      description: `${alternatives(CLAUSES)}; null if the product covers the image`,
      examples: ['collection'],
    }),
    reason: Text({ examples: ['does not include the collection'] }),
  },
  { title: 'ExplainedRight' },
)

/** Ours: the member `rights`. */
export const ExplainedRights = Type.Array(ExplainedRight, {
  description: 'Ours: only with `explain=rights`, a verdict for each product of the customer.',
  examples: [[]],
})

/** Members that searches and metadata share, in the order in which they are sent. */
const SHARED = {
  ...plainTexts(PLAIN_TEXT_NAMES.filter((name) => !IN_DETAIL_ALONE.includes(name))),
  alt_text: Text({
    description: 'Ours: what the picture shows, for people who cannot see it.',
    examples: [null],
  }),
  copyright_owners: Type.Array(Type.String(), {
    description: 'Ours: from plus:CopyrightOwner.',
    examples: [[]],
  }),
  data_mining: Text({ description: 'Ours: code of the PLUS data mining vocabulary.', examples: [null] }),
  date_created_local: Text({
    description: 'Ours: date_created in its own time zone, as precisely as the source states it.',
    examples: ['2021-05'],
  }),
  date_text: Text({ description: 'Ours: what the source states instead of a date.', examples: [null] }),
  digital_source_type: Text({
    description: 'Ours: code of the IPTC digital source types.',
    examples: [null],
  }),
  extended_description: Text({ description: 'Ours.', examples: [null] }),
  licensors: Type.Array(Licensor, {
    description: 'Ours: who grants licences (plus:Licensor).',
    examples: [[]],
  }),
  releases: Releases,
  ranking: ExplainedRanking,
  rights: ExplainedRights,
  rights_statement: ObjectOrNull(
    { uri: Type.String(), name: Text() },
    { description: 'Ours: a licence or rights statement, identified by its URI.', examples: [null] },
  ),
  allowed_use: AllowedUse,
  // NOTE: not Type.Record, whose patternProperties client generators do not read.
  alternative_ids: Type.Unsafe<Record<string, string>>({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Ids in other systems.',
    examples: [{}],
  }),
  artist: Text({ examples: ['Ada Example'] }),
  asset_family: Text({ description: alternatives(FAMILIES), examples: ['creative'] }),
  asset_type: Text({ examples: ['image'] }),
  call_for_image: Type.Boolean(),
  caption: Text({ examples: ['Mist over a lake below a snowy summit.'] }),
  collection_code: Text({ examples: ['VDW'] }),
  collection_id: Type.Integer(),
  collection_name: Text({ examples: ['Vitrine Daylight'] }),
  color_type: Text({ description: 'color or black_and_white', examples: ['color'] }),
  contributor: Contributor,
  content_credentials: ContentCredentials,
  copyright: Text({ examples: ['© Ada Example'] }),
  date_camera_shot: Time(),
  date_created: Time(),
  date_submitted: Time(),
  download_product: Text({
    description: 'Type of the product that pays for a download; null if the image cannot be downloaded.',
    examples: ['premiumaccess'],
  }),
  download_sizes: Type.Array(DownloadSize, {
    description:
      'Sizes in which the customer may download it, largest first; with links if `downloads` is requested.',
  }),
  editorial_segments: Strings,
  entity_details: EntityDetails,
  event_ids: Type.Array(Type.Integer(), { examples: [[]] }),
  graphical_style: Text({
    description: alternatives(GRAPHICAL_STYLES),
    examples: ['photography'],
  }),
  istock_collection: Text({
    description: 'Name of the collection, if it belongs to the brand istockphoto.',
    examples: [null],
  }),
  istock_exclusive: Bool({ description: 'Null if not stated.', examples: [null] }),
  istock_licenses: ListOrNull(IStockLicense, {
    description: 'What its licences cost in credits; null if the prices of the library apply.',
  }),
  keywords: Type.Array(Keyword),
  license_model: Text({
    description: `${alternatives(LICENSE_MODELS)}; null if not stated`,
    examples: ['royaltyfree'],
  }),
  max_dimensions: MaxDimensions,
  orientation: Text({
    description:
      'Horizontal, Vertical, Square, PanoramicHorizontal, PanoramicVertical; Unknown without a file',
    examples: ['Horizontal'],
  }),
  people: Strings,
  product_types: Type.Array(Type.String(), {
    description: 'Types of the products of the customer that cover it.',
    examples: [['premiumaccess']],
  }),
  quality_rank: Type.Integer({ minimum: 1, maximum: 3 }),
  referral_destinations: Type.Array(ReferralDestination),
  series_id: Text({ examples: [null] }),
  territory_restrictions: Type.Array(TerritoryRestriction, {
    description: 'The countries in which alone the image is offered, or in which it is not.',
    examples: [[]],
  }),
  thumbhash: Thumbhash,
  title: Text({ examples: ['Mountain lake at dawn'] }),
  type: Text({ examples: ['image'] }),
  uri_oembed: Text({ description: 'Null unless the picture may be embedded.', examples: [null] }),
} satisfies Record<string, TSchema>

const DETAIL_ONLY = {
  ...plainTexts(IN_DETAIL_ALONE),
  city: Text({ examples: [null] }),
  country: Text({ examples: ['Switzerland'] }),
  is_ai_editable: Bool({ description: 'Null if not stated.', examples: [null] }),
  links: Type.Array(Link),
  state_province: Text({ examples: [null] }),
} satisfies Record<string, TSchema>

const members = <T extends Record<string, TSchema>>(title: string, properties: T) => {
  const sorted = Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1))
  return Type.Object(
    {
      id: Type.String({ examples: ['100000001'] }),
      ...Object.fromEntries(sorted.map(([name, schema]) => [name, Type.Optional(schema)])),
    },
    { title },
  )
}

/** An image in search results; besides `id` it has only the requested members (contract 5 and 8.2). */
export const Image = members('Image', {
  ...SHARED,
  ...DETAIL_ONLY,
  display_sizes: Type.Array(DisplaySize),
  editorial_source: ObjectOrNull({ id: Type.Integer() }, { examples: [null] }),
  largest_downloads: Type.Array(LargestDownload, { description: 'The largest size of each product.' }),
})

/** An image in the answers of GET /v3/images. */
export const ImageDetail = members('ImageDetail', {
  ...SHARED,
  ...DETAIL_ONLY,
  display_sizes: Type.Array(DetailDisplaySize),
  editorial_source: ObjectOrNull({ id: Type.Integer(), name: Text() }, { examples: [null] }),
  largest_downloads: Type.Array(DownloadSize, { description: 'The largest size.' }),
})
