/**
 * The form in which names and labels are compared: NFKC, lower case, without diacritics, punctuation or
 * repeated blanks. "Café-Bar" and "cafe bar" are the same name.
 */
export function foldName(text: string): string {
  return withoutDiacritics(text.normalize('NFKC').toLowerCase())
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Drops combining marks from Latin, Greek and Cyrillic letters; other scripts keep theirs, which carry meaning. */
export function withoutDiacritics(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text
  return text
    .normalize('NFD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, '$1')
    .normalize('NFC')
}
