import { backdrop, type Canvas, circle, ellipse, glow, mix, path, polygon, rect, stroke } from '../paint.ts'
import { crowdFromBehind } from './figures.ts'
import { bust, somebody } from './people.ts'
import { outfit, runner } from './sport.ts'

/** Races: the street or the arena, the runners, and the winners. */

/** The views of the race. */
export type RaceView = 'finish' | 'pack' | 'arena' | 'medals'

/** Draws a view of the race. */
export const race =
  (view: RaceView) =>
  (canvas: Canvas): string =>
    VIEWS[view](canvas)

/** A stand full of people, seen from afar. */
function stand(
  { width: w, random }: Canvas,
  top: number,
  bottom: number,
  colours: readonly string[],
): string {
  const rows = 9
  const heads = Array.from({ length: rows }, (_, row) => {
    const y = top + ((row + 0.6) * (bottom - top)) / rows
    const size = 6 + row * 0.9
    return Array.from({ length: Math.ceil(w / (size * 2.7)) }, (_, index) =>
      circle(
        index * size * 2.7 + random.between(0, size),
        y + random.between(-2, 2),
        size,
        random.pick(colours),
        'opacity="0.9"',
      ),
    ).join('')
  })
  return rect(0, top, w, bottom - top, '#3b4657') + heads.join('')
}

const CROWD = ['#e8c7a5', '#c08a62', '#7b523a', '#d94f4f', '#f2f2ee', '#4a78b5', '#e9b44c', '#5f9e6e']

function skyline({ width: w, random }: Canvas, foot: number, size: number, colour: string): string {
  let x = -20
  let houses = ''
  while (x < w) {
    const [across, up] = [random.between(0.05, 0.1) * w, random.between(0.5, 1) * size]
    const shade = mix(colour, '#ffffff', random.between(0, 0.25))
    houses += polygon(
      [
        [x, foot],
        [x, foot - up],
        [x + across / 2, foot - up - across * 0.35],
        [x + across, foot - up],
        [x + across, foot],
      ],
      shade,
    )
    for (let row = 1; row < 5; row++)
      for (let column = 0; column < 3; column++)
        houses += rect(
          x + across * (0.16 + column * 0.27),
          foot - up + row * up * 0.18,
          across * 0.13,
          up * 0.09,
          mix(shade, '#22304a', 0.55),
        )
    x += across + 4
  }
  return houses
}

function banner({ width: w }: Canvas, y: number, size: number): string {
  const squares = Array.from({ length: 44 }, (_, index) =>
    rect(
      (index % 22) * (w / 22),
      y + size + Math.floor(index / 22) * size * 0.22,
      w / 22,
      size * 0.22,
      (index + Math.floor(index / 22)) % 2 === 0 ? '#16181d' : '#ffffff',
    ),
  )
  const waves = [0.3, 0.5, 0.7].map((share) =>
    stroke(
      `M${w * share - size * 0.5} ${y + size * 0.62}q${size * 0.25} ${-size * 0.5} ${size * 0.5} 0t${size * 0.5} 0`,
      '#ffffff',
      size * 0.12,
    ),
  )
  return rect(0, y, w, size, '#0f6fb8') + waves.join('') + squares.join('')
}

const VIEWS: Record<RaceView, (canvas: Canvas) => string> = {
  finish(canvas) {
    const { width: w, height: h } = canvas
    const size = h * 0.5
    return (
      backdrop(canvas, ['#5fb0e5', '#cfeafa', '#f7f4e6']) +
      skyline(canvas, h * 0.6, h * 0.36, '#c9a184') +
      stand(canvas, h * 0.52, h * 0.68, CROWD) +
      rect(0, h * 0.68, w, h * 0.32, '#5b6470') +
      polygon(
        [
          [w * 0.1, h],
          [w * 0.9, h],
          [w * 0.72, h * 0.68],
          [w * 0.28, h * 0.68],
        ],
        '#6d7784',
      ) +
      rect(w * 0.06, h * 0.1, w * 0.035, h * 0.62, '#20242c') +
      rect(w * 0.905, h * 0.1, w * 0.035, h * 0.62, '#20242c') +
      banner(canvas, h * 0.08, h * 0.12) +
      runner(w * 0.27, h * 0.86, size * 0.8, outfit(canvas)) +
      runner(w * 0.7, h * 0.88, size * 0.84, outfit(canvas)) +
      runner(w * 0.48, h * 0.95, size, outfit(canvas)) +
      stroke(`M${w * 0.36} ${h * 0.66}Q${w * 0.54} ${h * 0.7} ${w * 0.66} ${h * 0.63}`, '#f5f5f0', h * 0.018)
    )
  },

  pack(canvas) {
    const { width: w, height: h, random } = canvas
    const field = Array.from({ length: 16 }, (_, index) => {
      const depth = index / 15
      const size = h * (0.2 + depth * 0.34)
      return runner(random.between(0.04, 0.94) * w, h * (0.6 + depth * 0.37), size, outfit(canvas))
    })
    return (
      backdrop(canvas, ['#f7b267', '#fbe3b6', '#fff5e1']) +
      `<circle cx="${w * 0.78}" cy="${h * 0.2}" r="${h * 0.1}" fill="#fffaf0" opacity="0.85"/>` +
      path(
        `M0 ${h * 0.5}L${w * 0.18} ${h * 0.2}L${w * 0.34} ${h * 0.44}L${w * 0.5} ${h * 0.16}L${w * 0.72} ${h * 0.46}L${w * 0.86} ${h * 0.3}L${w} ${h * 0.48}V${h * 0.6}H0Z`,
        '#8ea4bd',
      ) +
      path(
        `M${w * 0.18} ${h * 0.2}l${w * 0.05} ${h * 0.09}l${-w * 0.04} ${-h * 0.01}l${-w * 0.05} ${h * 0.02}ZM${w * 0.5} ${h * 0.16}l${w * 0.06} ${h * 0.1}l${-w * 0.05} ${-h * 0.01}l${-w * 0.06} ${h * 0.02}Z`,
        '#ffffff',
      ) +
      rect(0, h * 0.46, w, h * 0.12, '#5c9ccc') +
      stand(canvas, h * 0.5, h * 0.57, CROWD) +
      rect(0, h * 0.57, w, h * 0.43, '#8b8f96') +
      stroke(`M0 ${h * 0.585}H${w}`, '#f2f2ee', h * 0.014) +
      field.join('')
    )
  },

  arena(canvas) {
    const { width: w, height: h } = canvas
    const tower = (x: number) =>
      rect(x - 7, h * 0.08, 14, h * 0.34, '#1c2230') +
      rect(x - w * 0.05, h * 0.05, w * 0.1, h * 0.07, '#2a3142', 'rx="6"') +
      Array.from({ length: 8 }, (_, lamp) =>
        circle(
          x - w * 0.037 + (lamp % 4) * w * 0.025,
          h * (0.07 + Math.floor(lamp / 4) * 0.03),
          w * 0.009,
          '#ffffff',
        ),
      ).join('') +
      circle(x, h * 0.085, w * 0.13, 'url(#flood)')
    const lanes = Array.from(
      { length: 5 },
      (_, lane) =>
        `<ellipse cx="${w / 2}" cy="${h * 0.78}" rx="${w * (0.36 + lane * 0.05)}" ry="${h * (0.1 + lane * 0.032)}" fill="none" stroke="#ffffff" stroke-width="4" opacity="0.75"/>`,
    )
    const field = [0.16, 0.3, 0.42, 0.56].map((share, index) =>
      runner(w * share, h * (0.92 + (index % 2) * 0.04), h * 0.24, outfit(canvas)),
    )
    return (
      glow('flood', '#eaf4ff', 0.8) +
      backdrop(canvas, ['#070d22', '#1a2c59', '#34508a']) +
      stand(canvas, h * 0.34, h * 0.6, CROWD) +
      rect(0, h * 0.33, w, h * 0.02, '#dfe6ee') +
      tower(w * 0.14) +
      tower(w * 0.86) +
      rect(0, h * 0.6, w, h * 0.4, '#b4472f') +
      ellipse(w / 2, h * 0.78, w * 0.36, h * 0.1, '#3f8f4f') +
      lanes.join('') +
      field.join('')
    )
  },

  medals(canvas) {
    const { width: w, height: h, random } = canvas
    const size = Math.min(h * 0.2, w * 0.13)
    const steps = [
      [0.26, 0.16, '#c7ccd4', '2'],
      [0.5, 0.26, '#e8b931', '1'],
      [0.74, 0.11, '#c07f47', '3'],
    ] as const
    const winners = steps.map(([share, up, metal, place]) => {
      const [x, top] = [w * share, h * (0.8 - up)]
      const y = top - size * 1.9
      const ribbon =
        stroke(
          `M${x - size * 0.3} ${y + size * 0.68}L${x} ${y + size * 1.3}L${x + size * 0.3} ${y + size * 0.68}`,
          '#2456a6',
          size * 0.09,
        ) + circle(x, y + size * 1.38, size * 0.17, metal)
      return (
        bust(
          x,
          y,
          size,
          { ...somebody(canvas), shirt: random.pick(['#e63946', '#1d7fd1', '#2a9d8f', '#f1faee']) },
          top,
        ) +
        ribbon +
        rect(x - w * 0.115, top, w * 0.23, h, '#f4f6f8') +
        rect(x - w * 0.115, top, w * 0.23, h * 0.018, metal) +
        numeral(x, top + size * 0.75, size * 0.5, place, '#39506e')
      )
    })
    const paper = Array.from({ length: 110 }, () =>
      rect(
        random.between(0, w),
        random.between(0, h * 0.75),
        10,
        6,
        random.pick(['#e63946', '#ffb703', '#1d7fd1', '#2a9d8f', '#ffffff']),
        'opacity="0.85"',
      ),
    )
    return (
      backdrop(canvas, ['#2d6cb5', '#8cc5ee', '#e8f5fd']) +
      stand(canvas, h * 0.34, h * 0.62, CROWD) +
      rect(0, h * 0.62, w, h * 0.38, '#4d9a57') +
      paper.join('') +
      winners.join('') +
      crowdFromBehind(canvas, { y: h * 0.96, size: h * 0.05, colour: '#1d2733', arms: 0.35 })
    )
  },
}

/** One, two or three in strokes, so that no font is needed. */
function numeral(x: number, y: number, s: number, which: '1' | '2' | '3', colour: string): string {
  const d = {
    1: `M${x - s * 0.2} ${y - s * 0.3}L${x + s * 0.05} ${y - s * 0.5}V${y + s * 0.5}`,
    2: `M${x - s * 0.3} ${y - s * 0.25}q${s * 0.05} ${-s * 0.28} ${s * 0.32} ${-s * 0.25}t${s * 0.2} ${s * 0.4}L${x - s * 0.3} ${y + s * 0.5}h${s * 0.62}`,
    3: `M${x - s * 0.28} ${y - s * 0.4}q${s * 0.5} ${-s * 0.25} ${s * 0.52} ${s * 0.12}q0 ${s * 0.25} ${-s * 0.34} ${s * 0.25}q${s * 0.42} 0 ${s * 0.4} ${s * 0.3}q${-s * 0.05} ${s * 0.38} ${-s * 0.6} ${s * 0.16}`,
  }[which]
  return stroke(d, colour, s * 0.16)
}
