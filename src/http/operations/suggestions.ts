import { Type } from 'typebox'
import { FAMILIES } from '../../catalogue/trade-lists.ts'
import type { Clock } from '../../lib/clock.ts'
import type { AssetSearchServices } from '../../search/search-context.ts'
import { suggest } from '../../search/suggestions/suggest.ts'
import { SUGGESTION_TYPES } from '../../search/suggestions/suggestion.ts'
import { publicOperation } from '../operation.ts'
import { presentSuggestion } from '../represent/suggestion.ts'
import { Suggestions, suggestionParameters } from '../schemas/suggestions.ts'
import { searchViewer } from '../search-viewer.ts'

/** How a phrase that is being typed may go on. */
export const suggestions = (services: AssetSearchServices & { now: Clock }) =>
  publicOperation({
    url: '/v1/suggestions',
    operationId: 'getSuggestions',
    summary: 'Suggest how a phrase may go on',
    description:
      'Words, places, people, events, artists and collections whose names, or words of whose names, begin with what was ' +
      'typed, in any spelling of accents. Each has the exact number of assets that the caller can find by it, and ' +
      'only what such assets have is suggested. The most frequent ones come first.',
    tag: 'Vitrine',
    path: Type.Object({}),
    query: Type.Object(suggestionParameters),
    answer: Suggestions,
    problems: [],
    async handle({ query, caller, language }) {
      const { phrase, asset_family: family, asset_type: mediaKind, types, limit } = query
      const families = family === undefined ? FAMILIES : [family]
      const request = { phrase, mediaKind, families, types: types ?? SUGGESTION_TYPES, limit }
      const found = await suggest(services, request, {
        viewer: searchViewer(caller, services.now()),
        language,
      })
      return { suggestions: found.map(presentSuggestion) }
    },
  })
