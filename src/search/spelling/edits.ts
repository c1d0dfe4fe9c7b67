/**
 * Returns the optimal string alignment distance of two words: the number of insertions, deletions, substitutions and
 * swaps of adjacent letters. Infinity if it is more than `max`.
 */
export function editsBetween(one: string, other: string, max = Number.POSITIVE_INFINITY): number {
  if (editsAtLeast(one, other) > max) return Number.POSITIVE_INFINITY
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
  const edits = last[other.length]!
  return edits > max ? Number.POSITIVE_INFINITY : edits
}

/**
 * Returns a number that the distance is not less than, and which tells most pairs apart much faster: an edit changes the length by
 * at most one, and adds at most one letter to those that occur and removes one.
 */
function editsAtLeast(one: string, other: string): number {
  let different = 0
  for (let bits = lettersOf(one) ^ lettersOf(other); bits !== 0; bits &= bits - 1) different++
  return Math.max(Math.abs(one.length - other.length), different / 2)
}

/** Returns which letters occur in a word, as bits; several letters share a bit. */
function lettersOf(word: string): number {
  let bits = 0
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31)
  return bits
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
