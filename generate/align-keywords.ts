import type { Annotations } from './cldr-annotations.ts'

/** The characters that each word stands for, as their name or as one of their keywords. */
type Uses = ReadonlyMap<string, ReadonlySet<string>>

/** An English word, and the word in another language that stands for nearly the same characters. */
export type Pair = { readonly english: string; readonly word: string }

/** The fewer characters a word stands for, the more of them its partner must share. */
const MIN_ALIKENESS = [
  { characters: 5, alike: 0.5 },
  { characters: 3, alike: 0.66 },
  { characters: 2, alike: 0.8 },
]
/** By how much the best partner of a word must beat the second best. */
const MIN_LEAD = 0.1

/**
 * Finds keywords of two languages that mean the same. CLDR lists them in no order, but a word and its translation stand
 * for nearly the same characters: two words are a pair if each is by far the best partner of the other, by the Dice
 * coefficient of these sets.
 */
export function alignKeywords(english: Annotations, other: Annotations): Pair[] {
  const [englishUses, otherUses] = [usesOf(english), usesOf(other)]
  const back = new Map<string, string | null>()
  return [...otherUses].flatMap(([word, characters]) => {
    const best = bestPartner(characters, { of: english, uses: englishUses })
    if (best === null) return []
    if (!back.has(best)) back.set(best, bestPartner(englishUses.get(best)!, { of: other, uses: otherUses }))
    return back.get(best) === word ? [{ english: best, word }] : []
  })
}

/** The words of a language with the characters that they stand for, in lower case. */
export function usesOf(annotations: Annotations): Uses {
  const uses = new Map<string, Set<string>>()
  for (const [character, { name, keywords }] of annotations)
    for (const word of new Set([name, ...keywords].map((text) => text.toLowerCase()))) {
      const known = uses.get(word)
      if (known) known.add(character)
      else uses.set(word, new Set([character]))
    }
  return uses
}

/** How alike two sets are, from 0 to 1 (Dice coefficient). */
export function alikeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return (2 * one.intersection(other).size) / (one.size + other.size)
}

function bestPartner(
  characters: ReadonlySet<string>,
  { of, uses }: { of: Annotations; uses: Uses },
): string | null {
  const near = new Set(
    [...characters].flatMap((character) => {
      const { name, keywords } = of.get(character) ?? { name: '', keywords: [] }
      return [name, ...keywords].map((text) => text.toLowerCase())
    }),
  )
  const [best, second] = [...near]
    .filter((word) => uses.has(word))
    .map((word) => ({ word, alike: alikeness(characters, uses.get(word)!) }))
    .sort((a, b) => b.alike - a.alike)
  if (!best || (second && best.alike - second.alike < MIN_LEAD)) return null
  const fewest = Math.min(characters.size, uses.get(best.word)!.size)
  const least = MIN_ALIKENESS.find((it) => fewest >= it.characters)
  return least && best.alike >= least.alike ? best.word : null
}
