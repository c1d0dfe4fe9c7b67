/** A letter that a hyphen joins to a word, as in "e-mail" and "X-ray". */
const HYPHENATED = /(?<![\p{L}\p{N}\p{M}'-])(\p{L})-(\p{L}[\p{L}\p{M}]+)(?!-)/gu
/** A particle of a name that stands alone, as in "O Brien"; "A" and "I" are words. */
const PARTICLE = /(?<![\p{L}\p{N}\p{M}'.-])(?![AI])(\p{Lu}) (\p{Lu}[\p{L}\p{M}]+)/gu
/** Initials with blanks between them, as in "J. F. Kennedy" and "J M W Turner". */
const INITIALS = /(?<![\p{L}\p{N}\p{M}'-])\p{Lu}\.?(?: \p{Lu}\.?)+(?![\p{L}\p{M}'])/gu

/** What all of these have: most texts have none, and are not looked through for each. */
const LONE_LETTER = /(?<!\p{L})(?:\p{L}-\p{L}|\p{Lu}\.? \p{Lu})/u

/** What is written in pieces in a text and in one word by others: "email", "OBrien", "JF". */
export function joinedNames(text: string): string[] {
  if (!LONE_LETTER.test(text)) return []
  return [
    ...[...text.matchAll(HYPHENATED), ...text.matchAll(PARTICLE)].map(([, letter, word]) => letter! + word!),
    ...[...text.matchAll(INITIALS)].map(([initials]) => initials.replace(/[. ]/g, '')),
  ]
}

/** A phrase with its initials and particles written in one word: "Nora OBrien", "JF Kennedy". */
export function withJoinedNames(phrase: string): string {
  return phrase
    .replace(new RegExp(INITIALS, 'giu'), (initials) => initials.replace(/[. ]/g, ''))
    .replace(new RegExp(PARTICLE, 'giu'), '$1$2')
}
