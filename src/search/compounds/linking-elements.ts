/** What stands between the parts of a compound besides the parts themselves. */
type Linking = {
  /** Letters that are added to a part that another one follows. */
  readonly added: readonly string[]
  /** Endings that such a part loses, with what it has instead: Swedish "gata" is "gatu-" in "gatukonst". */
  readonly changed: readonly (readonly [ending: string, instead: string])[]
}

/** The languages whose words are divided and joined, by their linking elements. */
const LINKING: Readonly<Record<string, Linking>> = {
  de: {
    added: ['s', 'es', 'n', 'en', 'er', 'e', 'ens', 'ns'],
    changed: [
      ['e', ''],
      ['e', 's'],
    ],
  },
  nl: { added: ['s', 'e', 'en', 'n', 'er', 'eren'], changed: [] },
  sv: {
    added: ['s', 'e', 'o'],
    changed: [
      ['a', ''],
      ['a', 'u'],
      ['a', 'o'],
      ['e', ''],
      ['a', 'e'],
    ],
  },
}

/** Returns whether words of a language (`baseOf`) are divided and joined. */
export const hasCompounds = (base: string): boolean => base in LINKING

/** Returns the words that may be meant by the beginning of a compound: "hochzeits" is "hochzeit" or "hochzeits". */
export function unlinked(part: string, base: string): string[] {
  const { added, changed } = LINKING[base]!
  return [
    ...added.filter((letters) => part.endsWith(letters)).map((letters) => part.slice(0, -letters.length)),
    part,
    ...changed
      .filter(([, instead]) => part.endsWith(instead))
      .map(([ending, instead]) => part.slice(0, part.length - instead.length) + ending),
  ]
}

/** Returns the forms that a word may have at the beginning of a compound. */
export function linked(word: string, base: string): string[] {
  const { added, changed } = LINKING[base]!
  return [
    word,
    ...added.map((letters) => word + letters),
    ...changed
      .filter(([ending]) => word.endsWith(ending))
      .map(([ending, instead]) => word.slice(0, -ending.length) + instead),
  ]
}
