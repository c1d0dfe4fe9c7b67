import type { AssetSearch } from './asset-search.ts'
import { compoundPhrases } from './compounds/compound-phrases.ts'
import type { TextQuery } from './query.ts'
import { readText } from './read-text.ts'
import type { AssetSearchServices, SearchContext } from './search-context.ts'
import { correctPhrase } from './spelling/correct-phrase.ts'
import { completePhrase } from './suggestions/complete-phrase.ts'

/** A phrase that can be searched for instead of one that finds nothing. */
export type OtherPhrase = {
  readonly phrase: string
  readonly text: TextQuery | null
  /** Whether it is what was meant only if assets have all of its words. */
  readonly needsAll: boolean
}

/** Returns other phrases, in the order in which to try them. */
export type FindOthers = () => AsyncIterable<OtherPhrase>

/** If fewer assets than this have the completed word, the unfinished one is misspelt rather than unfinished. */
const FEW_ASSETS = 10

/** Makes the function by which `search` gets other phrases if the phrase of a search finds nothing. */
export function otherPhrases(
  services: AssetSearchServices,
  request: AssetSearch,
  context: Pick<SearchContext, 'viewer' | 'language'>,
): FindOthers {
  const { phrase, completesPhrase } = request
  const { language } = context
  const { conceptWords, correctSpelling } = services.phrases
  const words = { ...services, conceptWords }
  const read = async (other: string, needsAll: boolean) => ({
    phrase: other,
    text: await readText(services, other, language),
    needsAll,
  })
  return async function* () {
    const completed = completesPhrase ? await completePhrase(services, request, context) : null
    if (completed && completed.count >= FEW_ASSETS) yield read(completed.phrase, true)
    for (const other of await compoundPhrases(words, phrase, language)) yield read(other, true)
    const corrected = correctSpelling ? await correctPhrase(words, phrase, language) : null
    if (corrected !== null) yield read(corrected, false)
    else if (completed && completed.count < FEW_ASSETS) yield read(completed.phrase, true)
  }
}
