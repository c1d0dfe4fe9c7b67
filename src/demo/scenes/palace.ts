import { backdrop, type Canvas, circle, ellipse, mix, path, polygon, rect, stroke } from '../paint.ts'
import { crowdFromBehind, inGown, inSuit } from './figures.ts'

/** State visits in a fictional country: a palace, its guard, its balcony, its carriage. */

/** The views of the state visit. */
export type PalaceView = 'guard' | 'balcony' | 'carriage'

const STONE = '#e8dcc4'

/** Draws a view of the state visit. */
export const palace =
  (view: PalaceView) =>
  (canvas: Canvas): string =>
    VIEWS[view](canvas)

function facade({ width: w }: Canvas, top: number, foot: number, axes: number): string {
  const across = w / axes
  const floors = 3
  const down = (foot - top) / floors
  const windows = Array.from({ length: axes * floors }, (_, index) => {
    const [column, floor] = [index % axes, Math.floor(index / axes)]
    const [x, y] = [(column + 0.5) * across, top + floor * down + down * 0.22]
    const [a, b] = [across * 0.34, down * 0.6]
    return (
      rect(x - a / 2 - 7, y - 7, a + 14, b + 14, '#f6efe0') +
      rect(x - a / 2, y, a, b, '#4f6b86') +
      stroke(`M${x} ${y}v${b}M${x - a / 2} ${y + b * 0.4}h${a}`, '#f6efe0', 4) +
      polygon(
        [
          [x - a * 0.75, y - 10],
          [x, y - down * 0.17],
          [x + a * 0.75, y - 10],
        ],
        mix(STONE, '#8a7350', 0.25),
      )
    )
  })
  const pilasters = Array.from({ length: axes + 1 }, (_, index) =>
    rect(index * across - 9, top, 18, foot - top, mix(STONE, '#ffffff', 0.4)),
  )
  const cornice = rect(0, top - 16, w, 18, mix(STONE, '#8a7350', 0.3))
  return rect(0, top, w, foot - top, STONE) + windows.join('') + pilasters.join('') + cornice
}

function roof({ width: w }: Canvas, top: number, size: number): string {
  return (
    polygon(
      [
        [0, top],
        [w * 0.04, top - size],
        [w * 0.96, top - size],
        [w, top],
      ],
      '#5d7f78',
    ) +
    rect(w * 0.5 - 4, top - size * 3, 8, size * 2, '#7a6a4a') +
    path(
      `M${w * 0.5 + 4} ${top - size * 2.95}q${size * 0.9} ${-size * 0.3} ${size * 1.7} 0v${size}q${-size * 0.9} ${size * 0.3} ${-size * 1.7} 0Z`,
      '#2a5caa',
    ) +
    path(
      `M${w * 0.5 + 4} ${top - size * 2.65}q${size * 0.9} ${-size * 0.3} ${size * 1.7} 0v${size * 0.4}q${-size * 0.9} ${size * 0.3} ${-size * 1.7} 0Z`,
      '#f7d046',
    )
  )
}

function guardsman(x: number, foot: number, size: number): string {
  const s = size / 6
  return (
    ellipse(x, foot, s * 0.9, s * 0.14, '#000000', 'opacity="0.25"') +
    stroke(
      `M${x - s * 0.3} ${foot - s * 2.2}V${foot - s * 0.1}M${x + s * 0.3} ${foot - s * 2.2}V${foot - s * 0.1}`,
      '#1b1e2b',
      s * 0.46,
    ) +
    path(`M${x - s * 0.75} ${foot - s * 4.2}h${s * 1.5}l${-s * 0.1} ${s * 2.2}h${-s * 1.3}Z`, '#2450a4') +
    rect(x - s * 0.7, foot - s * 2.9, s * 1.4, s * 0.22, '#f7f3e8') +
    stroke(`M${x - s * 0.65} ${foot - s * 4.1}L${x + s * 0.6} ${foot - s * 2.9}`, '#f7f3e8', s * 0.16) +
    stroke(
      `M${x + s * 0.8} ${foot - s * 4}Q${x + s * 1.05} ${foot - s * 3.2} ${x + s * 0.85} ${foot - s * 2.5}`,
      '#2450a4',
      s * 0.34,
    ) +
    rect(x + s * 0.82, foot - s * 5.6, s * 0.1, s * 3.4, '#4a3a2a') +
    circle(x, foot - s * 4.65, s * 0.42, '#e2b48c') +
    path(
      `M${x - s * 0.55} ${foot - s * 4.7}Q${x - s * 0.6} ${foot - s * 6.1} ${x} ${foot - s * 6.1}T${x + s * 0.55} ${foot - s * 4.7}Z`,
      '#d9dde4',
    ) +
    stroke(`M${x} ${foot - s * 6.1}v${-s * 0.5}`, '#f7d046', s * 0.2)
  )
}

const sky = (canvas: Canvas) => backdrop(canvas, ['#5d9fd6', '#b9dcf2', '#eef6fa'])

function bunting({ width: w }: Canvas, y: number, size: number): string {
  const count = 22
  const flags = Array.from({ length: count }, (_, index) => {
    const x = (index * w) / count
    const dip = Math.sin((index / count) * Math.PI) * size * 1.4
    return polygon(
      [
        [x, y + dip],
        [x + w / count - 8, y + dip],
        [x + w / count / 2 - 4, y + dip + size],
      ],
      index % 2 === 0 ? '#2a5caa' : '#f7d046',
    )
  })
  return flags.join('')
}

const VIEWS: Record<PalaceView, (canvas: Canvas) => string> = {
  guard(canvas) {
    const { width: w, height: h } = canvas
    const count = Math.round((w / h) * 7)
    const line = Array.from({ length: count }, (_, index) =>
      guardsman(((index + 0.5) / count) * w, h * 0.9, h * 0.36),
    )
    return (
      sky(canvas) +
      roof(canvas, h * 0.2, h * 0.05) +
      facade(canvas, h * 0.2, h * 0.72, Math.round((w / h) * 6)) +
      rect(0, h * 0.72, w, h * 0.28, '#d9cdb6') +
      stroke(`M0 ${h * 0.93}H${w}`, '#b8a98c', 5) +
      line.join('')
    )
  },

  balcony(canvas) {
    const { width: w, height: h } = canvas
    const [foot, size] = [h * 0.7, h * 0.46]
    const rail = Array.from({ length: 30 }, (_, index) =>
      path(
        `M${(index * w) / 30 + 6} ${h * 0.56}q${w / 90} ${h * 0.03} 0 ${h * 0.09}h${w / 60}q${-w / 90} ${-h * 0.06} 0 ${-h * 0.09}Z`,
        '#f6efe0',
      ),
    )
    return (
      facade(canvas, 0, h * 0.7, Math.max(3, Math.round((w / h) * 3))) +
      rect(0, h * 0.7, w, h * 0.3, '#cfc2a6') +
      inSuit(canvas, w * 0.36, foot, size * 1.02, '#22335c') +
      inGown(canvas, w * 0.5, foot, size, '#f0c6d2') +
      crown(w * 0.5, foot - size * 1.01, size * 0.13) +
      inSuit(canvas, w * 0.64, foot, size, '#5a1f2e', true) +
      rail.join('') +
      rect(0, h * 0.54, w, h * 0.025, '#fff9ec') +
      rect(0, h * 0.645, w, h * 0.06, '#d8cbb0') +
      path(
        `M${w * 0.38} ${h * 0.56}h${w * 0.24}v${h * 0.24}l${-w * 0.12} ${h * 0.05}l${-w * 0.12} ${-h * 0.05}Z`,
        '#2a5caa',
      ) +
      crown(w * 0.5, h * 0.73, h * 0.08) +
      bunting(canvas, h * 0.02, h * 0.06) +
      crowdFromBehind(canvas, { y: h * 0.92, size: h * 0.07, colour: '#2c3442', arms: 0.5 })
    )
  },

  carriage(canvas) {
    const { width: w, height: h } = canvas
    const s = Math.min(w, h) * 0.3
    const [x, foot] = [w * 0.52, h * 0.86]
    const wheel = (cx: number, r: number) =>
      `<circle cx="${cx}" cy="${foot - r}" r="${r}" fill="none" stroke="#c79a2e" stroke-width="${s * 0.06}"/>` +
      stroke(
        Array.from(
          { length: 6 },
          (_, spoke) =>
            `M${cx} ${foot - r}L${cx + Math.cos((spoke * Math.PI) / 3) * r} ${foot - r + Math.sin((spoke * Math.PI) / 3) * r}`,
        ).join(''),
        '#c79a2e',
        s * 0.025,
      )
    return (
      sky(canvas) +
      facade(canvas, h * 0.1, h * 0.66, Math.round((w / h) * 5)) +
      rect(0, h * 0.66, w, h * 0.34, '#cdbf9f') +
      bunting(canvas, h * 0.03, h * 0.06) +
      inGown(canvas, x - s * 0.3, foot - s * 0.5, s * 1.6, '#f0c6d2') +
      crown(x - s * 0.3, foot - s * 2.1, s * 0.22) +
      inSuit(canvas, x + s * 0.35, foot - s * 0.5, s * 1.6, '#22335c', true) +
      path(
        `M${x - s * 1.3} ${foot - s * 1.3}Q${x - s * 1.1} ${foot - s * 0.35} ${x} ${foot - s * 0.35}T${x + s * 1.3} ${foot - s * 1.3}Q${x} ${foot - s * 0.95} ${x - s * 1.3} ${foot - s * 1.3}Z`,
        '#7c1830',
        `stroke="#e0b64a" stroke-width="${s * 0.05}"`,
      ) +
      crown(x, foot - s * 0.68, s * 0.26) +
      wheel(x - s * 0.85, s * 0.42) +
      wheel(x + s * 0.9, s * 0.5) +
      guardsman(w * 0.1, h * 0.9, h * 0.42) +
      guardsman(w * 0.9, h * 0.9, h * 0.42)
    )
  },
}

function crown(x: number, y: number, s: number): string {
  return (
    path(
      `M${x - s} ${y + s * 0.4}L${x - s} ${y - s * 0.5}L${x - s * 0.45} ${y - s * 0.05}L${x} ${y - s * 0.75}L${x + s * 0.45} ${y - s * 0.05}L${x + s} ${y - s * 0.5}L${x + s} ${y + s * 0.4}Z`,
      '#f2c230',
    ) +
    [-1, 0, 1]
      .map((side) => circle(x + side * s, y - s * (side === 0 ? 0.8 : 0.55), s * 0.14, '#fff3c0'))
      .join('')
  )
}
