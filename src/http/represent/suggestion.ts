import type { Suggestion } from '../../search/suggestions/suggestion.ts'

/** Presents a suggestion with the parameters of a search for it. */
export const presentSuggestion = (suggestion: Suggestion) => {
  const { type, name, before, count } = suggestion
  const phrase = `${before} ${name}`.trim()
  const filter = filterOf(suggestion)
  const searched = filter ? before : phrase
  return { type, name, phrase, count, search: { ...(searched !== '' && { phrase: searched }), ...filter } }
}

/** The parameter that finds what has the name; null for words. */
function filterOf({ type, name, id, code }: Suggestion): Record<string, string> | null {
  switch (type) {
    case 'word':
      return null
    case 'event':
      return { event_ids: String(id) }
    case 'artist':
      // The words of a name may have any order, and a comma would end the value.
      return { artists: name.replaceAll(',', ' ') }
    case 'collection':
      return { collection_codes: code! }
    default:
      return { keyword_ids: String(id) }
  }
}
