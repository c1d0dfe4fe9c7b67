import { type IndexedText, indexText } from './analysis.ts'

const DIGITS = /^\d{1,20}$/

/**
 * The words of ids, inventory numbers and names of files, however somebody types their signs and blanks: "DSC_0007.JPG"
 * is found by DSC_0007, DSC0007 and "dsc 0007". Words of the other texts (`known`, as they are written) are not
 * counted again, so that a file which is called like its title does not come before others.
 */
export function numberTexts(numbers: readonly string[], known: ReadonlySet<string>): IndexedText[] {
  const isKnown = ({ written }: IndexedText) => written.every((word) => known.has(word))
  return numbers.flatMap((number) => {
    if (DIGITS.test(number)) return known.has(number) ? [] : [indexText(number)]
    const [, stem = number, extension = ''] = /^(.+)(\.[a-z]\w{1,3})$/i.exec(number) ?? []
    const whole = indexText(stem)
    if (isKnown(whole)) return []
    const names = stem.match(/\p{L}{2,}/gu) ?? []
    const isTitle = names.length > 0 && isKnown(indexText(names.join(' ')))
    const own = isTitle ? (stem.match(/[\p{L}\p{N}]*\p{N}[\p{L}\p{N}]*/gu) ?? []).join(' ') : stem
    const texts = [own + extension, ...(/\p{N}/u.test(own) ? otherWays(own) : [])]
    return [...new Set(texts)].map((text) => (text === stem ? whole : indexText(text)))
  })
}

/** Without any sign, and with a blank between letters and digits. */
const otherWays = (number: string): string[] => [
  number.replace(/[^\p{L}\p{N}]+/gu, ''),
  (number.match(/\p{L}+|\p{N}+/gu) ?? []).join(' '),
]
