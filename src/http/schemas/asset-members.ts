import { Type } from 'typebox'
import { ISTOCK_LICENSES } from '../../catalogue/stated-lists.ts'
import { Int, ObjectOrNull, Text } from './nullable.ts'
import { oneOf } from './parameters.ts'

/** Members that images and videos have in common (contract 8.1). */

/** The permitted uses of an asset. */
export const AllowedUse = Type.Object(
  {
    how_can_i_use_it: Text({ examples: ['Available for all permitted uses under our |License Terms|.'] }),
    release_info: Text({ examples: ['No release required'] }),
    usage_restrictions: Type.Array(Type.String(), { examples: [[]] }),
    editorial_use_only: Type.Boolean(),
  },
  { title: 'AllowedUse' },
)
const OF_ENTITIES = 'Only with `entity_details`: of the entities with the name of the keyword.'
/** A keyword of an asset. */
export const Keyword = Type.Object(
  {
    keyword_id: Text({ examples: ['10017'] }),
    text: Text({ examples: ['Mountain'] }),
    type: Text({
      description: 'Keyword, Location, SpecificPeople, Composition …',
      examples: ['Keyword'],
    }),
    relevance: Int({ examples: [null] }),
    entity_types: Type.Optional(Type.Array(Type.String(), { description: OF_ENTITIES, examples: [[]] })),
    entity_uris: Type.Optional(Type.Array(Type.String(), { description: OF_ENTITIES, examples: [[]] })),
  },
  { title: 'Keyword' },
)
/** Something that an asset shows or is about. The contract has the field and not its members, so these are ours. */
export const EntityDetails = Type.Array(
  Type.Object(
    {
      name: Text({ examples: ['Bergen'] }),
      type: Text({ examples: ['Place'] }),
      uri: Text({ examples: ['https://www.wikidata.org/entity/Q26793'] }),
    },
    { title: 'EntityDetail' },
  ),
  { description: 'What the asset shows or is about, as other authorities identify it.' },
)
/** A licence of iStock under which an asset is offered for credits. */
export const IStockLicense = Type.Object(
  {
    license_type: oneOf(ISTOCK_LICENSES),
    credits: Type.Integer({ examples: [3] }),
  },
  { title: 'IStockLicense' },
)
/** The size of the largest file. */
export const MaxDimensions = ObjectOrNull(
  { height: Type.Integer({ examples: [4000] }), width: Type.Integer({ examples: [6000] }) },
  { title: 'MaxDimensions', description: 'Size of the largest file in pixels; null if there is no file.' },
)
/** A page about an asset. */
export const ReferralDestination = Type.Object(
  {
    site_name: Text({ examples: ['gettyimages'] }),
    uri: Text({ examples: ['https://images.example.org/detail/mountain-lake-at-dawn/100000001'] }),
  },
  { title: 'ReferralDestination', description: 'A page about the image.' },
)
/** A list of texts. */
export const Strings = Type.Array(Type.String(), { examples: [[]] })

/** What is known of Content Credentials. */
export const ContentCredentials = ObjectOrNull(
  {
    in_original: Type.Boolean({
      description: 'Whether the original has a C2PA manifest. It is delivered as it is.',
    }),
    in_derivatives: Type.Boolean({
      description: 'Always false: a manifest of the original says nothing of sizes that are made from it.',
    }),
  },
  {
    description: 'Ours: Content Credentials (C2PA), which are not verified; null if that is not known.',
    examples: [{ in_original: true, in_derivatives: false }],
  },
)

/** The placeholder of a picture. */
export const Thumbhash = Text({
  description:
    'Ours: a blurred placeholder of the picture, or of the poster of the video (ThumbHash, in Base64); null if there is none.',
  examples: ['3OcRJYB4d3h/iIeHeEh3eIhw+j3A'],
})
