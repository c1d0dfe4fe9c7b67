import { type IndexedText, indexText } from './analysis.ts'

const DIGITS = /^\d{1,20}$/

/**
 * Analyses ids, inventory numbers and file names so that they are found however punctuation and spaces are typed:
 * "DSC_0007.JPG" is found by DSC_0007, DSC0007 and "dsc 0007". Words that other texts of the asset already have
 * (`isWritten`) are skipped, so that an asset whose file is named like its title does not rank higher.
 */
export function identifierTexts(
  identifiers: readonly string[],
  isWritten: (word: string) => boolean,
): IndexedText[] {
  const isRepeated = (text: IndexedText) => text.written.every(isWritten)
  return identifiers.flatMap((identifier) => {
    if (DIGITS.test(identifier)) return isWritten(identifier) ? [] : [indexText(identifier)]
    const [, stem = identifier, extension = ''] = /^(.+)(\.[a-z]\w{1,3})$/i.exec(identifier) ?? []
    const whole = indexText(stem)
    if (isRepeated(whole)) return []
    const names = stem.match(/\p{L}{2,}/gu) ?? []
    const isTitle = names.length > 0 && isRepeated(indexText(names.join(' ')))
    const own = isTitle ? (stem.match(/[\p{L}\p{N}]*\p{N}[\p{L}\p{N}]*/gu) ?? []).join(' ') : stem
    const texts = [own + extension, ...(/\p{N}/u.test(own) ? otherSpellings(own) : [])]
    return [...new Set(texts)].map((text) => (text === stem ? whole : indexText(text)))
  })
}

/** Without punctuation, and with a space between letters and digits. */
const otherSpellings = (identifier: string): string[] => [
  identifier.replace(/[^\p{L}\p{N}]+/gu, ''),
  (identifier.match(/\p{L}+|\p{N}+/gu) ?? []).join(' '),
]
