import {
  backdrop,
  type Canvas,
  circle,
  ellipse,
  glow,
  gradient,
  mix,
  path,
  polygon,
  rect,
  stroke,
} from '../paint.ts'
import { inGown, inSuit, photographers } from './figures.ts'

/** Award ceremonies: the carpet, the guests and the trophy. */

/** The views of the gala. */
export type GalaView = 'carpet' | 'couple' | 'trophy' | 'arrival'

const GOWNS = ['#b3123c', '#0f6e64', '#d8a31a', '#3d2a8c', '#e7e2da', '#c2477f']
const SUITS = ['#16171d', '#23304a', '#3a2230']

/** Draws a view of the gala. */
export const gala =
  (view: GalaView) =>
  (canvas: Canvas): string =>
    glow('flash', '#ffffff', 0.8) + glow('warm', '#ffdf9e', 0.8) + VIEWS[view](canvas)

function wall(canvas: Canvas): string {
  const { width: w, height: h } = canvas
  const step = Math.max(w, h) / 8
  const lanterns = Array.from({ length: 8 * 5 }, (_, index) => {
    const row = Math.floor(index / 8)
    const [x, y, s] = [((index % 8) + (row % 2) / 2 + 0.2) * step, (row + 0.4) * step * 0.8, step * 0.13]
    return lantern(x, y, s, '#e3c578', 'opacity="0.55"')
  })
  return (
    backdrop(canvas, ['#2d2348', '#1c1630', '#120d20']) +
    ellipse(w / 2, h * 0.25, w * 0.55, h * 0.45, 'url(#warm)', 'opacity="0.5"') +
    lanterns.join('')
  )
}

function lantern(x: number, y: number, s: number, colour: string, more = ''): string {
  return path(
    `M${x - s * 0.35} ${y - s}h${s * 0.7}l${s * 0.3} ${s * 0.5}l${-s * 0.3} ${s * 1.3}h${-s * 0.7}l${-s * 0.3} ${-s * 1.3}ZM${x} ${y - s}v${-s * 0.4}`,
    colour,
    more,
  )
}

function carpet({ width: w, height: h }: Canvas, top: number): string {
  return (
    rect(0, top, w, h - top, '#1a1420') +
    gradient('carpet', ['#7d0f22', '#d11f3c']) +
    polygon(
      [
        [w * 0.24, top],
        [w * 0.76, top],
        [w * 1.02, h],
        [w * -0.02, h],
      ],
      'url(#carpet)',
    )
  )
}

function ropes({ width: w }: Canvas, foot: number, size: number): string {
  return [0.06, 0.2, 0.8, 0.94]
    .map((share, index) => {
      const x = w * share
      const post =
        rect(x - size * 0.03, foot - size, size * 0.06, size, '#d8b45a') +
        circle(x, foot - size, size * 0.07, '#f0d27e') +
        ellipse(x, foot, size * 0.16, size * 0.04, '#8d7434')
      const hangs =
        index % 2 === 0
          ? stroke(
              `M${x} ${foot - size * 0.9}Q${x + w * 0.07} ${foot - size * 0.4} ${x + w * 0.14} ${foot - size * 0.9}`,
              '#a3172f',
              size * 0.07,
            )
          : ''
      return hangs + post
    })
    .join('')
}

const VIEWS: Record<GalaView, (canvas: Canvas) => string> = {
  carpet(canvas) {
    const { width: w, height: h, random } = canvas
    const size = h * 0.52
    const guests = [0.18, 0.36, 0.52, 0.68, 0.84].map((share, index) => {
      const foot = h * (0.78 + (index % 2) * 0.05)
      return index % 2 === 0
        ? inGown(canvas, w * share, foot, size, random.pick(GOWNS))
        : inSuit(canvas, w * share, foot, size * 1.04, random.pick(SUITS), index === 3)
    })
    return (
      wall(canvas) +
      carpet(canvas, h * 0.68) +
      guests.join('') +
      photographers(canvas, { y: h * 0.94, size: h * 0.06 })
    )
  },

  couple(canvas) {
    const { width: w, height: h, random } = canvas
    const size = h * 0.74
    return (
      wall(canvas) +
      carpet(canvas, h * 0.78) +
      ropes(canvas, h * 0.88, h * 0.2) +
      inSuit(canvas, w * 0.5 + size * 0.17, h * 0.92, size * 1.03, random.pick(SUITS)) +
      inGown(canvas, w * 0.5 - size * 0.18, h * 0.93, size, random.pick(GOWNS))
    )
  },

  arrival(canvas) {
    const { width: w, height: h } = canvas
    const size = h * 0.66
    return (
      wall(canvas) +
      carpet(canvas, h * 0.74) +
      ropes(canvas, h * 0.84, h * 0.18) +
      inGown(canvas, w * 0.5, h * 0.9, size, '#e7e2da') +
      circle(w * 0.26, h * 0.32, h * 0.3, 'url(#flash)', 'opacity="0.7"') +
      photographers(canvas, { y: h * 0.9, size: h * 0.08 })
    )
  },

  trophy(canvas) {
    const { width: w, height: h, random } = canvas
    const s = Math.min(w, h) * 0.2
    const [x, foot] = [w / 2, h * 0.84]
    const lights = Array.from({ length: 40 }, () =>
      circle(
        random.between(0, w),
        random.between(0, h * 0.8),
        random.between(10, 52),
        random.pick(['#ffcf70', '#ff8f6b', '#c79bff', '#fff0c8']),
        `opacity="${random.between(0.08, 0.3).toFixed(2)}"`,
      ),
    )
    return (
      backdrop(canvas, ['#1c1433', '#38204d', '#120b1e']) +
      lights.join('') +
      ellipse(x, foot - s * 1.6, s * 2.6, s * 2.6, 'url(#warm)') +
      rect(0, foot, w, h - foot, '#0f0a18') +
      ellipse(x, foot + s * 0.14, s * 1.5, s * 0.16, '#ffdf9e', 'opacity="0.35"') +
      gradient('gold', ['#fff3c0', '#e0a82e', '#8a5a10'], 'x1="0" y1="0" x2="1" y2="1"') +
      rect(x - s * 0.75, foot - s * 0.5, s * 1.5, s * 0.55, '#201728', `rx="${s * 0.06}"`) +
      rect(x - s * 0.5, foot - s * 0.36, s, s * 0.22, '#d8b45a', `rx="${s * 0.03}"`) +
      rect(x - s * 0.1, foot - s * 1, s * 0.2, s * 0.55, 'url(#gold)') +
      lantern(x, foot - s * 2, s * 0.95, 'url(#gold)') +
      stroke(`M${x} ${foot - s * 2.95}a${s * 0.3} ${s * 0.3} 0 1 1 1 0`, '#e0a82e', s * 0.08) +
      circle(x, foot - s * 1.95, s * 0.75, 'url(#flash)') +
      polygon(
        [
          [x - s * 0.2, foot - s * 2.7],
          [x - s * 0.02, foot - s * 2.7],
          [x - s * 0.15, foot - s * 1.35],
          [x - s * 0.32, foot - s * 1.35],
        ],
        mix('#ffffff', '#ffe9a8', 0.4),
        'opacity="0.5"',
      )
    )
  },
}
