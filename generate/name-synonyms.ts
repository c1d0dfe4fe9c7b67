import { alikeness, usesOf } from './align-keywords.ts'
import type { Annotations } from './cldr-annotations.ts'

/** In how many languages the name must be closer to the keyword than to the English name. */
const LEAST_VOTES = 7
const LEAST_ALIKE = 0.5

/**
 * Plainer English words for what CLDR gives a rare name ("automobile", which all the world calls "car"). CLDR does not
 * tell a synonym from other keywords, but other languages do: where their names for a character are used as an
 * English keyword is rather than as the English name, and the keyword stands for all that the name stands for, it is
 * one. Returns the synonym by the character.
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
          return alike >= LEAST_ALIKE && alike > alikeness(theirs, named)
        })
        return { word, votes: voters.length }
      })
      .sort((a, b) => b.votes - a.votes)
    const [best, second] = votes
    if (best && best.votes >= LEAST_VOTES && best.votes > (second?.votes ?? 0))
      found.set(character, best.word)
  }
  return found
}

/** "falling" of "falling leaf" says something of it; what the name ends with says what it is. */
const isPart = (word: string, name: string) => name.split(' ').includes(word) && !name.endsWith(` ${word}`)
