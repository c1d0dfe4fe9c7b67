import { Type } from 'typebox'
import { SUGGESTION_TYPES } from '../../search/suggestions/suggestion.ts'
import { anyOf, oneOf, optional } from './parameters.ts'

const MAX_SUGGESTIONS = 20

/** Parameters of suggestions. */
export const suggestionParameters = {
  phrase: Type.String({
    default: '',
    maxLength: 2000,
    description:
      'What was typed. Its last word, or its last words, are completed; counts are of the whole phrase. Nothing is ' +
      'suggested within quotes, and for words that are excluded or alternatives.',
    examples: ['mountain la'],
  }),
  asset_family: optional(
    oneOf(['creative', 'editorial'], { description: 'Counts only these assets; both kinds by default.' }),
  ),
  asset_type: oneOf(['image', 'video'], { default: 'image', description: 'What is counted.' }),
  limit: Type.Integer({
    minimum: 1,
    maximum: MAX_SUGGESTIONS,
    default: 5,
    description: 'Maximum number of suggestions of each type.',
  }),
  types: anyOf(SUGGESTION_TYPES, 'Only suggestions of these types; all types by default.'),
}

/** Parameters of a search for what is suggested. */
const Search = Type.Object(
  {
    phrase: optional(Type.String({ examples: ['mountain'] })),
    keyword_ids: optional(Type.String({ examples: ['10017'] })),
    event_ids: optional(Type.String({ examples: ['10001'] })),
    artists: optional(Type.String({ examples: ['Ada Example'] })),
    collection_codes: optional(Type.String({ examples: ['VIT'] })),
  },
  { description: 'The parameters of a search that finds what was counted.', title: 'SuggestedSearch' },
)

const Suggestion = Type.Object(
  {
    type: oneOf(SUGGESTION_TYPES, { examples: ['place'] }),
    name: Type.String({ description: 'The completed word or name.', examples: ['Lake Lucerne'] }),
    phrase: Type.String({
      description: 'What was typed, completed.',
      examples: ['mountain Lake Lucerne'],
    }),
    count: Type.Integer({
      description:
        'Exact number of assets with all words and the name, among those that the caller can find.',
      examples: [12],
    }),
    search: Search,
  },
  { title: 'Suggestion' },
)

/** Suggestions, the most frequent ones first. */
export const Suggestions = Type.Object({ suggestions: Type.Array(Suggestion) }, { title: 'Suggestions' })
