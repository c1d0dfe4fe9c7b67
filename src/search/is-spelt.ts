import { foldText } from '../lib/fold.ts'
import type { SearchIndex } from './search-index.ts'

/** Returns whether a text of an asset has a word in exactly this form, but for case and accents. */
export const isSpelt = async (index: SearchIndex, word: string): Promise<boolean> =>
  (await index.nearWords(foldText(word), 0)).length > 0
