import { unlinked } from './linking-elements.ts'

/** A way to divide a compound, and how many assets have each part. */
type Division = { readonly parts: readonly string[]; readonly counts: readonly number[] }

/** What is known of words in the library. */
export type LibraryWords = {
  /** Returns how many assets have a word in any of its forms. */
  countOf(word: string): Promise<number>
  /** Returns whether a text has a word in exactly this form. */
  isSpelt(word: string): Promise<boolean>
}

/** Shorter parts are endings more often than words. */
const MIN_LETTERS = 3
const MIN_COMPOUND_LETTERS = 7
const MAX_COMPOUND_LETTERS = 40
const MAX_PARTS = 3

/**
 * Returns the ways to divide a word in lower case into words that occur, the most likely one first: with the fewest parts, and then with
 * the most frequent ones, by the geometric mean of their counts (Koehn and Knight, 2003).
 *
 * @param base the language of the word, which has compounds.
 */
export async function divisionsOf(
  word: string,
  base: string,
  library: LibraryWords,
): Promise<(readonly string[])[]> {
  const letters = [...word]
  if (letters.length < MIN_COMPOUND_LETTERS || letters.length > MAX_COMPOUND_LETTERS) return []
  /** The best divisions of the rest of the word from a letter on, for up to so many parts. */
  const divide = async (from: number, maxParts: number): Promise<Division[]> => {
    const rest = letters.slice(from).join('')
    const count = from === 0 ? 0 : await library.countOf(rest)
    if (count > 0) return [{ parts: [rest], counts: [count] }]
    if (maxParts === 1) return []
    const divisions: Division[] = []
    for (let end = from + MIN_LETTERS; end <= letters.length - MIN_LETTERS; end++) {
      const first = await mostFrequent(unlinked(letters.slice(from, end).join(''), base), library)
      if (!first) continue
      for (const { parts, counts } of await divide(end, maxParts - 1))
        divisions.push({ parts: [first.word, ...parts], counts: [first.count, ...counts] })
    }
    return divisions
  }
  const divisions = await divide(0, MAX_PARTS)
  return divisions
    .sort((a, b) => a.parts.length - b.parts.length || meanOf(b.counts) - meanOf(a.counts))
    .map(({ parts }) => parts)
}

/**
 * The word that most assets have. Words with the same stem have equal counts, and the stem itself may be among them
 * ("wint" of "winter"); of these it is the first that a text has in this form.
 */
async function mostFrequent(
  words: readonly string[],
  { countOf, isSpelt }: LibraryWords,
): Promise<{ word: string; count: number } | null> {
  let best: { words: string[]; count: number } | null = null
  for (const word of words) {
    if ([...word].length < MIN_LETTERS) continue
    const count = await countOf(word)
    if (count > (best?.count ?? 0)) best = { words: [word], count }
    else if (count > 0 && count === best?.count) best.words.push(word)
  }
  if (best === null) return null
  const [first = '', ...others] = best.words
  if (others.length > 0)
    for (const word of best.words) if (await isSpelt(word)) return { word, count: best.count }
  return { word: first, count: best.count }
}

const meanOf = (counts: readonly number[]) =>
  counts.reduce((product, count) => product * count, 1) ** (1 / counts.length)
