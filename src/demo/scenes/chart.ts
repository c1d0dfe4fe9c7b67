import { type Canvas, circle, curve, mix, type Point, path, rect, stroke } from '../paint.ts'
import type { Scene, Shape, Variant } from '../scene.ts'

type Subject = 'bars' | 'lines' | 'donut' | 'areas' | 'bubbles'

/** Paper, axis, then the colours of the series. */
const PALETTES: Record<string, readonly string[]> = {
  light: ['#fbfaf5', '#9aa5ad', '#1f6feb', '#f2a541', '#e5484d', '#30a46c'],
  dark: ['#10161f', '#526071', '#4cc9f0', '#f72585', '#ffd166', '#7ae582'],
  warm: ['#fff4e6', '#b08968', '#e76f51', '#f4a261', '#2a9d8f', '#264653'],
  mono: ['#f5f5f5', '#8d8d8d', '#1c1c1c', '#6b6b6b', '#a8a8a8', '#404040'],
}

type Frame = { readonly x: number; readonly y: number; readonly w: number; readonly h: number }

function draw(canvas: Canvas, colours: readonly string[], subject: Subject): string {
  const { width, height } = canvas
  const margin = Math.min(width, height) * 0.13
  const frame = { x: margin, y: margin, w: width - margin * 2, h: height - margin * 2 }
  const lines = Array.from({ length: 6 }, (_, index) =>
    rect(
      frame.x,
      frame.y + (frame.h * index) / 5,
      frame.w,
      index === 5 ? 4 : 1.5,
      colours[1]!,
      `opacity="${index === 5 ? 0.9 : 0.4}"`,
    ),
  )
  const hasAxes = subject !== 'donut'
  return (
    rect(0, 0, width, height, colours[0]!) +
    (hasAxes ? lines.join('') : '') +
    DRAWN[subject](canvas, colours, frame)
  )
}

const series = (colours: readonly string[], index: number) => colours[2 + (index % 4)]!

const DRAWN: Record<Subject, (canvas: Canvas, colours: readonly string[], frame: Frame) => string> = {
  bars({ random }, colours, { x, y, w, h }) {
    const groups = 7
    return Array.from({ length: groups }, (_, group) =>
      [0, 1, 2]
        .map((bar) => {
          const value = h * (0.2 + 0.1 * group * random.between(0.5, 1.05))
          const width = (w / groups) * 0.22
          const left = x + ((group + 0.18) * w) / groups + bar * width * 1.15
          return rect(left, y + h - value, width, value, series(colours, bar), `rx="${width * 0.18}"`)
        })
        .join(''),
    ).join('')
  },
  lines({ random }, colours, { x, y, w, h }) {
    return [0, 1, 2]
      .map((index) => {
        let level = random.between(0.2, 0.5)
        const points: Point[] = Array.from({ length: 11 }, (_, step) => {
          level = Math.min(0.95, Math.max(0.05, level + random.between(-0.12, 0.16)))
          return [x + (w * step) / 10, y + h * (1 - level)]
        })
        const dots = points.map(
          ([px, py]) => circle(px, py, 8, colours[0]!) + circle(px, py, 5, series(colours, index)),
        )
        return stroke(curve(points), series(colours, index), 6) + dots.join('')
      })
      .join('')
  },
  donut({ width, height, random }, colours) {
    const [x, y, radius] = [width / 2, height / 2, Math.min(width, height) * 0.34]
    const parts = Array.from({ length: 5 }, () => random.between(0.6, 2))
    const total = parts.reduce((a, b) => a + b, 0)
    let from = -Math.PI / 2
    const slices = parts.map((part, index) => {
      const to = from + (part / total) * Math.PI * 2
      const at = (angle: number) => `${x + Math.cos(angle) * radius} ${y + Math.sin(angle) * radius}`
      const d = `M${x} ${y}L${at(from + 0.012)}A${radius} ${radius} 0 ${to - from > Math.PI ? 1 : 0} 1 ${at(to - 0.012)}Z`
      from = to
      return path(d, index < 4 ? series(colours, index) : mix(colours[1]!, colours[0]!, 0.4))
    })
    const legend = [0, 1, 2].map((row) =>
      rect(
        x - radius * 0.3,
        y - radius * 0.2 + row * radius * 0.17,
        radius * (0.6 - row * 0.12),
        radius * 0.07,
        series(colours, row),
        'rx="4"',
      ),
    )
    return slices.join('') + circle(x, y, radius * 0.58, colours[0]!) + legend.join('')
  },
  areas({ random }, colours, { x, y, w, h }) {
    return [0, 1, 2, 3]
      .map((index) => {
        const points: Point[] = Array.from({ length: 9 }, (_, step) => [
          x + (w * step) / 8,
          y + h * (0.15 + index * 0.2 + random.between(-0.09, 0.09)),
        ])
        return path(
          `${curve(points)}L${x + w} ${y + h}L${x} ${y + h}Z`,
          series(colours, index),
          'opacity="0.85"',
        )
      })
      .join('')
  },
  bubbles({ random }, colours, { x, y, w, h }) {
    return Array.from({ length: 26 }, (_, index) => {
      const share = random.next()
      const radius = Math.min(w, h) * random.between(0.02, 0.1)
      return circle(
        x + share * w,
        y + h * (1 - share * 0.7 - random.between(0, 0.25)),
        radius,
        series(colours, index),
        'opacity="0.7"',
      )
    }).join('')
  },
}

const NAMES: Record<Subject, { name: string; words: string; keywords: readonly string[] }> = {
  bars: {
    name: 'Bar chart',
    words: 'Three series of bars climb over seven years',
    keywords: ['bar graph', 'growth'],
  },
  lines: { name: 'Line chart', words: 'Three lines cross and part again', keywords: ['line graph', 'trend'] },
  donut: { name: 'Donut chart', words: 'A ring in five parts', keywords: ['pie chart', 'share'] },
  areas: { name: 'Area chart', words: 'Four layers share one scale', keywords: ['area', 'layers'] },
  bubbles: {
    name: 'Bubble chart',
    words: 'Bubbles rise from left to right',
    keywords: ['scatter', 'correlation'],
  },
}

const PLAN: readonly (readonly [Subject, keyof typeof PALETTES, Shape])[] = [
  ['bars', 'light', 'wide'],
  ['lines', 'dark', 'wide'],
  ['donut', 'warm', 'square'],
  ['areas', 'light', 'wide'],
  ['bubbles', 'dark', 'square'],
  ['bars', 'warm', 'panorama'],
  ['lines', 'mono', 'wide'],
  ['donut', 'dark', 'wide'],
  ['areas', 'warm', 'tall'],
  ['bubbles', 'light', 'wide'],
]

/** Illustrations of charts and diagrams. */
export const CHART: Scene = {
  name: 'chart',
  collection: 'Vitrine Line',
  artist: 'Fay Mockup',
  drawn: true,
  keywords: ['chart', 'data', 'business', 'infographic', 'diagram', 'no people', 'finance'],
  variants: PLAN.map(
    ([subject, colour, shape]): Variant => ({
      title: ['{0}, {1}', NAMES[subject].name, colour],
      caption: ['{0}; no numbers, for they are made up.', NAMES[subject].words],
      keywords: [...NAMES[subject].keywords, `${colour} background`],
      shape,
      draw: (canvas) => draw(canvas, PALETTES[colour]!, subject),
    }),
  ),
}
