import { createHash } from 'node:crypto'
import { XMLValidator } from 'fast-xml-parser'
import { Problem } from '../lib/problem.ts'
import { STROKE_LETTERS } from './data/stroke-letters.ts'
import { MediaProblem } from './media-problem.ts'
import { isDrawable } from './stroke-text.ts'
import { readDrawing } from './svg.ts'

/** A watermark: a text in outlines, or the owner's SVG. */
export type Watermark = {
  /** Changes with the design; '' is the built-in watermark. */
  readonly key: string
  readonly text: string
  /** Replaces the text. */
  readonly svg: string | null
  /** Opacity of the white lines or of the SVG, 0 to 100 per cent. */
  readonly opacity: number
}

/** The owner's watermark settings; null keeps the default. */
export type WatermarkSettings = {
  readonly text: string | null
  readonly svg: Uint8Array | null
  readonly opacity: number
}

/** The default opacity, in per cent. */
export const DEFAULT_OPACITY = 55
/** Limited because it is sent to a decoder process with every picture. */
const MAX_SVG_BYTES = 262_144
const MAX_LETTERS = 40

/** The built-in watermark. */
export const DEFAULT_WATERMARK: Watermark = { key: '', text: 'VITRINE', svg: null, opacity: DEFAULT_OPACITY }

/** Makes the watermark from the owner's settings. @throws Problem InvalidWatermark saying what would be right. */
export function designWatermark({ text, svg, opacity }: WatermarkSettings): Watermark {
  if (text !== null && svg !== null)
    throw new Problem(
      'InvalidWatermark',
      'watermarkText and watermarkSvg exclude each other: give one or none.',
    )
  if (text === null && svg === null && opacity === DEFAULT_OPACITY) return DEFAULT_WATERMARK
  const shown = {
    text: text === null ? DEFAULT_WATERMARK.text : lettersOf(text),
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
      `watermarkText has ${strange.join(' ')}, but may only have Latin letters, 0 to 9, blanks and ` +
        `${signs.join(' ')}; draw anything else as watermarkSvg.`,
    )
  }
  if (letters === '' || letters.length > MAX_LETTERS)
    throw new Problem('InvalidWatermark', `watermarkText must have 1 to ${MAX_LETTERS} letters.`)
  return letters
}

function drawable(svg: Uint8Array): string {
  if (svg.length > MAX_SVG_BYTES)
    throw new Problem('InvalidWatermark', `watermarkSvg must have at most ${MAX_SVG_BYTES} bytes.`)
  const text = new TextDecoder().decode(svg)
  const wrong = XMLValidator.validate(text)
  if (wrong !== true) throw new Problem('InvalidWatermark', `watermarkSvg is not an SVG: ${wrong.err.msg}`)
  if (/<(?:[\w.-]+:)?text\b/.test(text))
    throw new Problem('InvalidWatermark', 'watermarkSvg has text, which needs a font: convert it to paths.')
  try {
    const { missing } = readDrawing(svg)
    if (missing !== null) throw new MediaProblem('svg_outside', missing.name)
  } catch (error) {
    if (error instanceof MediaProblem) throw new Problem('InvalidWatermark', `watermarkSvg: ${error.message}`)
    throw error
  }
  return text
}
