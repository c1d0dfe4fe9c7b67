import { splitAtSemicolons } from '../../media/metadata/text.ts'

/**
 * Entries of a list of keywords, of which some are lists or paths themselves: ";" and "|" always separate. A comma does
 * where the list has a single entry with two commas or more: "Paris, France" is one keyword, and so is each of many.
 */
export function separated(value: unknown): unknown {
  if (typeof value !== 'string' && !Array.isArray(value)) return value
  const parts = [value]
    .flat()
    .flatMap((entry) => (typeof entry === 'string' ? entry.split('|').flatMap(splitAtSemicolons) : [entry]))
  const [only, ...others] = parts
  const isList = typeof only === 'string' && others.length === 0 && only.split(',').length > 2
  return (isList ? only.split(',') : parts).map((part) => (typeof part === 'string' ? part.trim() : part))
}
