import { createHash } from 'node:crypto'
import { XMLValidator } from 'fast-xml-parser'
import { Problem } from '../lib/problem.ts'
import { STROKE_LETTERS, STROKE_MARKS } from './data/stroke-letters.ts'
import { MediaProblem } from './media-problem.ts'
import { readDrawing } from './svg.ts'

/** What is drawn over a picture: a text in outlines, or the owner's SVG. */
export type Watermark = {
  /** Changes with everything that it shows; '' is the one that the program brings along. */
  readonly key: string
  readonly text: string
  /** In place of the text. */
  readonly svg: string | null
  /** Of its white lines, or of the SVG: 0 to 100 per cent. */
  readonly opacity: number
}

/** What the owner may say of it; null is as the program brings it along. */
export type WatermarkWishes = {
  readonly text: string | null
  readonly svg: Uint8Array | null
  readonly opacity: number
}

export const USUAL_OPACITY = 55
/** It goes to a decoder process with every picture. */
const MAX_SVG_BYTES = 262_144
const MAX_LETTERS = 40

export const USUAL_WATERMARK: Watermark = { key: '', text: 'VITRINE', svg: null, opacity: USUAL_OPACITY }

/** The watermark that an owner wishes for. @throws Problem InvalidWatermark saying what would be right. */
export function designWatermark({ text, svg, opacity }: WatermarkWishes): Watermark {
  if (text !== null && svg !== null)
    throw new Problem(
      'InvalidWatermark',
      'watermarkText and watermarkSvg exclude each other: give one or none.',
    )
  if (text === null && svg === null && opacity === USUAL_OPACITY) return USUAL_WATERMARK
  const shown = {
    text: text === null ? USUAL_WATERMARK.text : lettersOf(text),
    svg: svg === null ? null : drawable(svg),
    opacity,
  }
  return { ...shown, key: createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 10) }
}

function lettersOf(text: string): string {
  const letters = text.trim().toUpperCase().normalize('NFC')
  const strange = [...new Set(letters)].filter((letter) => !isDrawable(letter))
  if (strange.length > 0) {
    const signs = Object.keys(STROKE_LETTERS).filter((letter) => !/[\p{L}0-9 ]/u.test(letter))
    throw new Problem(
      'InvalidWatermark',
      `watermarkText has ${strange.join(' ')}, but may have only Latin letters, 0 to 9, blanks and ` +
        `${signs.join(' ')}; draw anything else as watermarkSvg.`,
    )
  }
  if (letters === '' || letters.length > MAX_LETTERS)
    throw new Problem('InvalidWatermark', `watermarkText must have 1 to ${MAX_LETTERS} letters.`)
  return letters
}

/** Whether there are strokes for a letter, or for the letter and each of its marks. */
function isDrawable(letter: string): boolean {
  const [base = '', ...marks] = letter.normalize('NFD')
  return STROKE_LETTERS[base] !== undefined && marks.every((mark) => STROKE_MARKS[mark] !== undefined)
}

function drawable(svg: Uint8Array): string {
  if (svg.length > MAX_SVG_BYTES)
    throw new Problem('InvalidWatermark', `watermarkSvg must have at most ${MAX_SVG_BYTES} bytes.`)
  const text = new TextDecoder().decode(svg)
  const wrong = XMLValidator.validate(text)
  if (wrong !== true) throw new Problem('InvalidWatermark', `watermarkSvg is no SVG: ${wrong.err.msg}`)
  if (/<(?:[\w.-]+:)?text\b/.test(text))
    throw new Problem('InvalidWatermark', 'watermarkSvg has text, which needs a font: convert it to paths.')
  try {
    readDrawing(svg)
  } catch (error) {
    if (error instanceof MediaProblem) throw new Problem('InvalidWatermark', `watermarkSvg: ${error.message}`)
    throw error
  }
  return text
}
