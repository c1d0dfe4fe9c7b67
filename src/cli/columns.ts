import { printable } from './printable.ts'

const BETWEEN = '  '
/** What fills two cells of a terminal: East Asian wide and full-width characters, and pictures. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u
/** Combining marks, which stand over the character before them. */
const NARROW = /\p{Mn}|\p{Me}|\u200d/u

/** Rows under their headings, in columns as wide as what stands in them, with no blanks at the ends of lines. */
export function columns(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows].map((cells) => cells.map(printable))
  const widths = headings.map((_, at) => Math.max(...lines.map((cells) => cellsOf(cells[at]!))))
  return lines
    .map((cells) => cells.map((text, at) => text + ' '.repeat(widths[at]! - cellsOf(text))))
    .map((cells) => `${cells.join(BETWEEN).trimEnd()}\n`)
    .join('')
}

function cellsOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (WIDE.test(sign) ? 2 : NARROW.test(sign) ? 0 : 1), 0)
}
