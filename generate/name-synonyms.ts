import { alikeness, usesOf } from './align-keywords.ts'
import type { Annotations } from './cldr-annotations.ts'

/** Number of languages in which the name must be closer to the keyword than to the English name. */
const MIN_VOTES = 7
const MIN_ALIKENESS = 0.5

/**
 * Finds common English words for characters with a rare name in CLDR ("car" for "automobile"). CLDR does not mark
 * synonyms among its keywords, but other languages reveal them: a keyword is a synonym if it stands for everything that
 * the name stands for, and the names in other languages are used like it rather than like the English name. Returns the
 * synonyms by character.
 */
export function nameSynonyms(english: Annotations, others: readonly Annotations[]): Map<string, string> {
  const englishUses = usesOf(english)
  const found = new Map<string, string>()
  const usesOfOthers = others.map(usesOf)
  for (const [character, { name, keywords }] of english) {
    const lower = name.toLowerCase()
    const named = englishUses.get(lower)!
    const votes = keywords
      .map((text) => text.toLowerCase())
      .filter((word) => word !== lower && named.isSubsetOf(englishUses.get(word)!) && !isPart(word, lower))
      .map((word) => {
        const uses = englishUses.get(word)!
        const voters = others.filter((other, index) => {
          const theirs = usesOfOthers[index]!.get(other.get(character)?.name.toLowerCase() ?? '')
          if (!theirs) return false
          const alike = alikeness(theirs, uses)
          return alike >= MIN_ALIKENESS && alike > alikeness(theirs, named)
        })
        return { word, votes: voters.length }
      })
      .sort((a, b) => b.votes - a.votes)
    const [best, second] = votes
    if (best && best.votes >= MIN_VOTES && best.votes > (second?.votes ?? 0)) found.set(character, best.word)
  }
  return found
}

/** "falling" only describes a "falling leaf"; the end of a name says what it is. */
const isPart = (word: string, name: string) => name.split(' ').includes(word) && !name.endsWith(` ${word}`)
