import { printable } from './printable.ts'

const BETWEEN = '  '
/** Characters that fill two cells of a terminal: East Asian wide and full-width ones, and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u
/** Combining marks, which take no cell of their own. */
const NARROW = /\p{Mn}|\p{Me}|\u200d/u

/** Formats rows under headings, in columns as wide as their content, without trailing blanks. */
export function columns(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows].map((cells) => cells.map(printable))
  const widths = headings.map((_, at) => Math.max(...lines.map((cells) => cellsOf(cells[at]!))))
  return lines
    .map((cells) => cells.map((text, at) => text + ' '.repeat(widths[at]! - cellsOf(text))))
    .map((cells) => `${cells.join(BETWEEN).trimEnd()}\n`)
    .join('')
}

function cellsOf(text: string): number {
  return [...text].reduce((sum, it) => sum + (WIDE.test(it) ? 2 : NARROW.test(it) ? 0 : 1), 0)
}
