import type { Canvas } from '../paint.ts'

/** A drawing that moves over those before it. */
export type Layer = {
  readonly width: number
  readonly height: number
  readonly svg: string
  /** Where its left and upper edge are after `t` seconds: expressions of ffmpeg. */
  readonly x: string
  readonly y: string
}

/** A short film: layers that move over a background. */
export type Film = {
  readonly background: (canvas: Canvas) => string
  readonly layers: (canvas: Canvas) => readonly Layer[]
}

/** A layer as wide as the picture that does not move. */
export const still = ({ width, height }: Canvas, svg: string): Layer => ({
  width,
  height,
  svg,
  x: '0',
  y: '0',
})

/** A pattern as wide as the picture that passes by without end, at a speed in pixels per second; negative is to the left. */
export function passing({ width, height }: Canvas, svg: string, speed: number): Layer {
  const pattern = `<g>${svg}</g><g transform="translate(${width} 0)">${svg}</g>`
  const offset = `mod(t*${Math.abs(speed)},${width})`
  return {
    width: width * 2,
    height,
    svg: pattern,
    x: speed > 0 ? `${offset}-${width}` : `-${offset}`,
    y: '0',
  }
}

/** A pattern as high as the picture that falls without end, swaying to both sides. */
export function falling({ width, height }: Canvas, svg: string, speed: number, sway: number): Layer {
  const pattern = `<g>${svg}</g><g transform="translate(0 ${height})">${svg}</g>`
  return {
    width: width + 2 * sway,
    height: height * 2,
    svg: pattern,
    x: `${sway}*sin(t*1.7)-${sway}`,
    y: `mod(t*${Math.abs(speed)},${height})-${height}`,
  }
}
