import { type IndexedText, indexText } from './analysis.ts'

/**
 * The words of ids, inventory numbers and names of files, however somebody types their signs and blanks: "DSC_0007.JPG"
 * is found by DSC_0007, DSC0007 and "dsc 0007". Words that the other texts have already are not counted again, so that
 * a file which is called like its title does not come before others.
 */
export function numberTexts(numbers: readonly string[], said: readonly IndexedText[]): IndexedText[] {
  const known = new Set(said.flatMap(({ written }) => written))
  const isKnown = (text: string) => indexText(text).written.every((word) => known.has(word))
  return numbers.flatMap((number) => {
    const [, stem = number, extension = ''] = /^(.+)(\.[a-z]\w{1,3})$/i.exec(number) ?? []
    if (isKnown(stem)) return []
    const names = stem.match(/\p{L}{2,}/gu) ?? []
    const isTitle = names.length > 0 && isKnown(names.join(' '))
    const own = isTitle ? (stem.match(/[\p{L}\p{N}]*\p{N}[\p{L}\p{N}]*/gu) ?? []).join(' ') : stem
    const texts = [own + extension, ...(/\p{N}/u.test(own) ? otherWays(own) : [])]
    return [...new Set(texts)].map((text) => indexText(text))
  })
}

/** Without any sign, and with a blank between letters and digits. */
const otherWays = (number: string): string[] => [
  number.replace(/[^\p{L}\p{N}]+/gu, ''),
  (number.match(/\p{L}+|\p{N}+/gu) ?? []).join(' '),
]
