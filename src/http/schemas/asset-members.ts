import { Type } from 'typebox'
import { Int, ObjectOrNull, Text } from './nullable.ts'

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
  },
  { title: 'Keyword' },
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
