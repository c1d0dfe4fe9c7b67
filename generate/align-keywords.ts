import type { Annotations } from './cldr-annotations.ts'

/** The characters that each word stands for, as their name or as one of their keywords. */
type Uses = ReadonlyMap<string, ReadonlySet<string>>

/** An English word, and the word of another language that stands for nearly the same characters. */
export type Pair = { readonly english: string; readonly word: string }

/** Words that only so few characters have meet by chance unless they stand for exactly the same ones. */
const FEW = 2
const LEAST_ALIKE = { few: 0.8, more: 0.66 }
/** How far the best partner of a word must be ahead of the second best. */
const LEAST_AHEAD = 0.1

/**
 * Keywords of two languages that mean the same. CLDR lists them in no order, but a word and its translation stand for
 * nearly the same characters: two words are a pair when each is by far the best partner of the other, by the Dice
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
  if (characters.size < FEW) return null
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
  if (!best || (second && best.alike - second.alike < LEAST_AHEAD)) return null
  const isFew = Math.min(characters.size, uses.get(best.word)!.size) <= FEW
  return best.alike >= (isFew ? LEAST_ALIKE.few : LEAST_ALIKE.more) ? best.word : null
}
