/**
 * Returns the optimal string alignment distance of two words: the number of insertions, deletions, substitutions and
 * swaps of adjacent letters. Infinity if it is more than `max`.
 */
export function editsBetween(one: string, other: string, max = Number.POSITIVE_INFINITY): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1]
      let edits = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        edits = Math.min(edits, beforeLast[j - 2]! + 1)
      row.push(edits)
      if (edits < least) least = edits
    }
    if (least > max) return Number.POSITIVE_INFINITY
    beforeLast = last
    last = row
  }
  return last[other.length]!
}

/** Returns the maximum distance of a correction. A short word has none, since one edit makes a different word. */
export function editsAllowed(word: string): number {
  if (word.length < 4) return 0
  return word.length < 8 ? 1 : 2
}

/**
 * Words of alphabets in which people mistype single letters. In other scripts the distance does not measure similarity.
 */
const SPELLABLE = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{M}]{3,40}$/u

/** Returns whether a word can be corrected, or be a correction. */
export const isSpellable = (word: string): boolean => SPELLABLE.test(word)
