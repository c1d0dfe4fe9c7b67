import { STROKE_LETTERS, STROKE_MARKS } from './data/stroke-letters.ts'

/** The height of capital letters. */
export const LETTER_HEIGHT = 28
const LETTER_GAP = 8
/** How much higher a second mark above a letter is drawn than the first. */
const MARK_HEIGHT = 7

/** Returns whether there are strokes for a letter, or for its base letter and each of its marks. */
export function isDrawable(letter: string): boolean {
  const [base = '', ...marks] = letter.normalize('NFD')
  return STROKE_LETTERS[base] !== undefined && marks.every((mark) => STROKE_MARKS[mark] !== undefined)
}

/** Draws a text of drawable letters as SVG paths from x 0, y 0 on, and returns its width. */
export function strokesOf(text: string): { paths: string; width: number } {
  const paths: string[] = []
  let [x, right, marksAbove] = [0, 0, 0]
  for (const part of text.normalize('NFD')) {
    const mark = STROKE_MARKS[part]
    if (mark) {
      const raised = mark.isAbove ? marksAbove++ * -MARK_HEIGHT : 0
      paths.push(`<path transform="translate(${(x + right) / 2} ${raised})" d="${mark.path}"/>`)
      continue
    }
    const [path, advance] = STROKE_LETTERS[part]!
    x = paths.length === 0 ? 0 : right + LETTER_GAP
    right = x + advance
    marksAbove = 0
    paths.push(`<path transform="translate(${x} 0)" d="${path}"/>`)
  }
  return { paths: paths.join(''), width: right }
}
