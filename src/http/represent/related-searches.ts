import { type SentQuery, withoutIndex } from '../parameters.ts'

/** The path and query of the same search for another phrase, starting with its first page. */
export function otherSearch(path: string, sent: SentQuery, phrase: string): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(sent))
    if (!REPLACED.has(withoutIndex(name).toLowerCase()))
      for (const one of [value ?? []].flat()) query.append(name, one)
  query.set('phrase', phrase)
  return `${path}?${query}`
}

/** Compared in lower case and without index. */
const REPLACED = new Set(['phrase', 'page'])
