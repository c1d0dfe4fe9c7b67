import { isPlain } from '../../lib/fold.ts'
import { Recent } from '../../lib/recent.ts'
import { foldName } from '../../lib/text.ts'

/** The rest of a longer name is not completed from within. */
const MAX_STARTS = 6
const MAX_CHARACTERS = 80
const CACHED_NAMES = 20_000

const segmenter = new Intl.Segmenter('und', { granularity: 'word' })
const cached = new Recent<readonly string[]>(CACHED_NAMES)

/**
 * Returns a folded name from each of its words on: "angela merkel" and "merkel". What is typed is completed to the name
 * if one of them begins like it. Results are cached.
 */
export function nameStarts(name: string): readonly string[] {
  const found = cached.get(name)
  if (found) return found
  const folded = foldName(name).slice(0, MAX_CHARACTERS)
  const starts = wordStarts(folded)
    .slice(0, MAX_STARTS)
    .map((start) => folded.slice(start))
  if (name.length <= MAX_CHARACTERS) cached.set(name, starts)
  return starts
}

/** Returns where the words of a text begin. Words of scripts without spaces are those of ICU's dictionary. */
export function wordStarts(text: string): number[] {
  if (isPlain(text)) return [...text.matchAll(/[a-z\d]+/gi)].map(({ index }) => index)
  return [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ index }) => index)
}
