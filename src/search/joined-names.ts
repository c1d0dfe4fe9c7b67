/** A single letter and a word joined by a hyphen, as in "e-mail" and "X-ray". */
const HYPHENATED = /(?<![\p{L}\p{N}\p{M}'-])(\p{L})-(\p{L}[\p{L}\p{M}]+)(?!-)/gu
/** A name with a separate particle, as in "O Brien". "A" and "I" are words. */
const PARTICLE = /(?<![\p{L}\p{N}\p{M}'.-])(?![AI])(\p{Lu}) (\p{Lu}[\p{L}\p{M}]+)/gu
/** Initials separated by spaces, as in "J. F. Kennedy" and "J M W Turner". */
const INITIALS = /(?<![\p{L}\p{N}\p{M}'-])\p{Lu}\.?(?: \p{Lu}\.?)+(?![\p{L}\p{M}'])/gu

/** Matches if any of these may match, so that most texts need only one test. */
const LONE_LETTER = /(?<!\p{L})(?:\p{L}-\p{L}|\p{Lu}\.? \p{Lu})/u

/** Returns the joined forms of names that a text writes in pieces: "email", "OBrien", "JF". */
export function joinedNames(text: string): string[] {
  if (!LONE_LETTER.test(text)) return []
  return [
    ...[...text.matchAll(HYPHENATED), ...text.matchAll(PARTICLE)].map(([, letter, word]) => letter! + word!),
    ...[...text.matchAll(INITIALS)].map(([initials]) => initials.replace(/[. ]/g, '')),
  ]
}

/** Returns a phrase with initials and particles joined: "Nora OBrien", "JF Kennedy". */
export function withJoinedNames(phrase: string): string {
  return phrase
    .replace(new RegExp(INITIALS, 'giu'), (initials) => initials.replace(/[. ]/g, ''))
    .replace(new RegExp(PARTICLE, 'giu'), '$1$2')
}
