import { Type } from 'typebox'
import { RENAMED_CODES } from '../../catalogue/data/enumerated-keywords.ts'
import { enumeratedCodes, type KeywordType } from '../../catalogue/keywords.ts'
import { OFFERED_SIZES } from '../../search/image-search.ts'
import { IMAGE_FIELD_VALUES } from '../represent/image-fields.ts'
import { Int, ObjectOrNull, Text, Time } from './nullable.ts'
import { anyOf, fieldsOf, flag, ids, oneOf, optional, paging, product, texts, time } from './parameters.ts'

/** The wire values of a keyword-typed filter in the order of contract 11, renamed ones last. */
export const codesOf = (type: KeywordType): string[] => {
  const codes = enumeratedCodes(type)
  return [...codes, ...Object.keys(RENAMED_CODES).filter((old) => codes.includes(RENAMED_CODES[old]!))]
}

/** The parameter that turns a filter into its opposite. */
export const polarityOf = (filter: string) =>
  optional(
    oneOf(['include', 'exclude'], {
      default: 'include',
      description: `Whether \`${filter}\` names what is wanted or what is not.`,
    }),
  )

/** The phrase to search for. */
export const phrase = Type.String({
  default: '',
  maxLength: 2000,
  description:
    'Words to search for. "Side by side" between double quotes; -word and NOT word leave out; OR in capitals joins its ' +
    'two neighbours. Without it, everything that the filters let pass.',
  examples: ['mountain lake'],
})

/** Values of `fields` on searches for images; `downloads` is for metadata alone (contract 16, Parameters). */
export const searchFields = fieldsOf(IMAGE_FIELD_VALUES, undefined, { refused: ['downloads'] })

/** Parameters that every image search has (contract 7). */
export const imageSearchParameters = {
  phrase,
  fields: searchFields,
  ...paging(30),
  ai_generated: optional(
    oneOf(['include', 'exclude', 'only'], {
      default: 'include',
      description: 'Ours: what a trained model made, by its digital source type.',
    }),
  ),
  age_of_people: anyOf(codesOf('Age'), 'Any of these ages.'),
  artists: texts('Names of artists; any of them.'),
  collection_codes: texts('Codes of collections.'),
  collections_filter_type: polarityOf('collection_codes'),
  compositions: anyOf(codesOf('Composition'), 'Any of these compositions.'),
  download_product: product('Not yet: checked, without effect.'),
  embed_content_only: flag('Only images that may be embedded.', false),
  ethnicity: anyOf(codesOf('Ethnicity'), 'Any of these.'),
  file_types: anyOf(['eps', 'jpg', 'gif', 'png'], 'Any of these types of file.'),
  graphical_styles_filter_type: polarityOf('graphical_styles'),
  include_related_searches: flag('Related searches, by the keywords of what was found.', false),
  keyword_ids: ids('Images that carry all of these keywords.'),
  minimum_size: optional(
    oneOf(OFFERED_SIZES, { default: 'x_small', description: 'Images of at least this size.' }),
  ),
  number_of_people: anyOf(codesOf('NumberOfPeople'), 'Any of these numbers.'),
  orientations: anyOf(
    ['horizontal', 'vertical', 'square', 'panoramic_horizontal', 'panoramic_vertical'],
    'Any of these orientations.',
  ),
}

/** Parameters of the searches for images of which the contract has none, or for editorial images alone. */
export const ownParameters = {
  date_from: time('Made on this day or later. Ours, but for editorial images.'),
  date_to: time('Made on this day or before. Ours, but for editorial images.'),
  pictured_first: flag(
    'Ours: images with a file come before records without one, whatever the order.',
    false,
  ),
}

/** Parameters that ask for facets. */
export const facetParameters = <const T extends string>(facets: readonly T[]) => ({
  facet_counts: flag('Ours: each entry of a facet carries its count.', false),
  facet_fields: anyOf(facets, 'Which facets; all of them when none is named.'),
  facet_max_count: Type.Integer({
    minimum: 1,
    maximum: 1000,
    default: 300,
    description: 'Entries of each facet.',
  }),
  include_facets: flag('Facets are counted and sent.', false),
})

/** Parameters of the searches that include editorial images. */
export const newsParameters = {
  event_ids: ids('Images of any of these events.'),
  specific_people: texts('Names of people; any of them.'),
}

/** Accepted for old clients; has no effect yet. */
export const istockExclusive = { istock_exclusive: flag('Not yet: checked, without effect.') }
/** Leaves out images with nudity. */
export const excludeNudity = flag('Leaves out nudity.', false)

const Place = Type.Object({
  id: Type.Integer({ examples: [10017] }),
  name: Text({ examples: ['Switzerland'] }),
  count: optional(Type.Integer()),
})
const Artist = Type.Object({ name: Text({ examples: ['Ada Example'] }), count: optional(Int()) })
const Happening = Type.Object({
  id: Type.Integer({ examples: [10001] }),
  name: Text({ examples: ['Lakeside Run 2024'] }),
  date: Time(),
  count: optional(Type.Integer()),
})
/** The facets of a search, by name. */
export const Facets = Type.Object(
  {
    artists: optional(Type.Array(Artist)),
    events: optional(Type.Array(Happening)),
    locations: optional(Type.Array(Place)),
    specific_people: optional(Type.Array(Place)),
  },
  { title: 'SearchFacets' },
)
/** The corrected phrase of a search, if a word was misspelt. */
export const AutoCorrections = ObjectOrNull(
  {
    phrase: Text({
      examples: [null],
      description: 'The phrase that was searched for, where a word of the one asked for was misspelt.',
    }),
  },
  { title: 'AutoCorrections' },
)
/** Ours (contract 16, Phrase). */
export const Match = oneOf(['all', 'any'], {
  description:
    'Whether the images have all words of the phrase, or some because too few have all. An extension.',
})
const RelatedSearch = Type.Object(
  { phrase: Text({ examples: ['mountain lake'] }), url: Text({ examples: [null] }) },
  { title: 'RelatedSearch' },
)
/** Phrases that lead to similar images. */
export const RelatedSearches = Type.Array(RelatedSearch, { examples: [[]] })
