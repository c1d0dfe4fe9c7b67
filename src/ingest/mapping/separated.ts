import { splitAtSemicolons } from '../../media/metadata/text.ts'

/**
 * Splits the entries of a list of keywords that are lists or paths themselves: at ";" and "|" always, at commas only if
 * the list has a single entry with two or more of them. So "Paris, France" is one keyword, also among others.
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
