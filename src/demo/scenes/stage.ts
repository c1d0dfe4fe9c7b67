import { backdrop, type Canvas, circle, ellipse, glow, mix, path, polygon, rect, stroke } from '../paint.ts'
import { crowdFromBehind } from './figures.ts'

/** Concerts: a stage in coloured light, the musicians, and the audience. */

/** The views of the concert. */
export type StageView = 'band' | 'singer' | 'crowd'
type Lights = readonly [deep: string, main: string, bright: string]

/** The colours of each set of stage lights. */
const STAGE_LIGHTS = {
  violet: ['#12052e', '#7b2ff7', '#ff8ae2'],
  ember: ['#1d0603', '#e8471b', '#ffd36b'],
  lagoon: ['#021722', '#0aa3b5', '#b8fff0'],
  gold: ['#170f02', '#d98e04', '#fff3c4'],
} as const satisfies Record<string, Lights>

const BLACK = '#07060b'

/** Draws a view of the concert. */
export const stage =
  (view: StageView, lights: keyof typeof STAGE_LIGHTS) =>
  (canvas: Canvas): string => {
    const [deep, main, bright] = STAGE_LIGHTS[lights]
    const { width: w, height: h } = canvas
    const floor = h * (view === 'singer' ? 0.8 : 0.66)
    const colours = { deep, main, bright }
    return (
      glow('haze', main, 0.75) +
      glow('lamp', bright, 1) +
      glow('spot', bright, 0.55) +
      backdrop(canvas, ['#030207', deep, mix(deep, main, 0.55)]) +
      screen(canvas, floor, colours) +
      ellipse(w / 2, floor, w * 0.7, h * 0.5, 'url(#haze)') +
      beams(canvas, floor, colours) +
      rect(0, floor, w, h - floor, mix(deep, '#000000', 0.35)) +
      ellipse(w / 2, floor + h * 0.03, w * 0.46, h * 0.06, mix(main, bright, 0.4), 'opacity="0.5"') +
      players(canvas, floor, view, bright) +
      confetti(canvas, bright, main) +
      audience(canvas, view)
    )
  }

/** The wall of lamps behind the players. */
function screen(
  { width: w, random }: Canvas,
  floor: number,
  { deep, main, bright }: { deep: string; main: string; bright: string },
): string {
  const [columns, rows] = [26, 10]
  const [left, top, across, down] = [w * 0.16, floor * 0.2, w * 0.68, floor * 0.62]
  const phase = random.between(0, 6)
  const cells = Array.from({ length: columns * rows }, (_, index) => {
    const [column, row] = [index % columns, Math.floor(index / columns)]
    const wave = (Math.sin(column * 0.5 + phase) + Math.cos(row * 0.8 + column * 0.22 + phase)) / 4 + 0.5
    const colour = mix(mix(deep, main, wave), bright, Math.max(0, wave - 0.55))
    return rect(
      left + (column * across) / columns,
      top + (row * down) / rows,
      across / columns - 5,
      down / rows - 5,
      colour,
      'rx="3" opacity="0.85"',
    )
  })
  return cells.join('')
}

function beams(
  { width: w, height: h, random }: Canvas,
  floor: number,
  { main, bright }: { main: string; bright: string },
): string {
  const count = 9
  const faded = `<linearGradient id="beam" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${bright}" stop-opacity="0.6"/><stop offset="1" stop-color="${main}" stop-opacity="0"/></linearGradient>`
  const lamps = Array.from({ length: count }, (_, index) => {
    const x = ((index + 0.5) / count) * w
    const [aim, spread] = [x + random.between(-0.28, 0.28) * w, w * random.between(0.035, 0.07)]
    return (
      polygon(
        [
          [x - 6, h * 0.06],
          [x + 6, h * 0.06],
          [aim + spread, floor * 1.04],
          [aim - spread, floor * 1.04],
        ],
        'url(#beam)',
      ) +
      circle(x, h * 0.06, h * 0.05, 'url(#lamp)') +
      circle(x, h * 0.06, 8, '#ffffff')
    )
  })
  const truss =
    rect(0, h * 0.028, w, 6, '#0d0c12') +
    rect(0, h * 0.055, w, 6, '#0d0c12') +
    stroke(
      `M0 ${h * 0.055}${Array.from({ length: 40 }, (_, index) => `L${(index * w) / 40} ${index % 2 === 0 ? h * 0.055 : h * 0.03}`).join('')}`,
      '#0d0c12',
      4,
    )
  return faded + truss + lamps.join('')
}

function players(canvas: Canvas, floor: number, view: StageView, bright: string): string {
  const { width: w, height: h } = canvas
  if (view === 'singer') {
    const size = h * 0.62
    return (
      ellipse(w / 2, floor - size * 0.5, size * 0.6, size * 0.75, 'url(#spot)') +
      musician(w / 2, floor + h * 0.04, size, 'voice', bright)
    )
  }
  const size = Math.min(h * (view === 'crowd' ? 0.26 : 0.38), w * 0.3)
  return (
    drums(w * 0.5, floor, size * 0.8, bright) +
    musician(w * 0.26, floor + size * 0.06, size, 'guitar', bright) +
    musician(w * 0.5, floor + size * 0.14, size * 1.04, 'voice', bright) +
    musician(w * 0.74, floor + size * 0.06, size, 'guitar', bright)
  )
}

/** The silhouette of a musician, with the light of the lamps on its edges. */
function musician(x: number, foot: number, size: number, plays: 'voice' | 'guitar', rim: string): string {
  const at = (dx: number, dy: number) => `${x + dx * size} ${foot - dy * size}`
  const limb = (d: string, width: number) =>
    stroke(d, rim, size * (width + 0.016), 'opacity="0.75"') + stroke(d, BLACK, size * width)
  const legs =
    limb(`M${at(-0.03, 0.5)}L${at(-0.11, 0.02)}`, 0.085) + limb(`M${at(0.03, 0.5)}L${at(0.12, 0.02)}`, 0.085)
  const torso = limb(`M${at(0, 0.76)}L${at(0, 0.5)}`, 0.17)
  const head =
    circle(x, foot - size * 0.93, size * 0.078, rim, 'opacity="0.75"') +
    circle(x, foot - size * 0.93, size * 0.07, BLACK)
  if (plays === 'voice') {
    const stand =
      stroke(`M${at(0.14, 0)}L${at(0.12, 0.84)}`, '#19171f', size * 0.014) +
      circle(x + size * 0.115, foot - size * 0.87, size * 0.026, '#2b2833')
    return (
      legs +
      limb(`M${at(-0.07, 0.78)}L${at(-0.26, 0.92)}L${at(-0.36, 1.12)}`, 0.055) +
      torso +
      head +
      stand +
      limb(`M${at(0.07, 0.77)}L${at(0.2, 0.66)}L${at(0.13, 0.8)}`, 0.055)
    )
  }
  const guitar =
    ellipse(x - size * 0.07, foot - size * 0.52, size * 0.13, size * 0.09, mix(rim, '#000000', 0.45)) +
    ellipse(x + size * 0.03, foot - size * 0.56, size * 0.09, size * 0.065, mix(rim, '#000000', 0.45)) +
    stroke(`M${at(0.02, 0.55)}L${at(0.36, 0.7)}`, mix(rim, '#000000', 0.6), size * 0.026)
  return (
    legs +
    torso +
    head +
    guitar +
    limb(`M${at(-0.08, 0.77)}L${at(-0.2, 0.62)}L${at(-0.06, 0.54)}`, 0.05) +
    limb(`M${at(0.08, 0.77)}L${at(0.2, 0.66)}L${at(0.28, 0.67)}`, 0.05)
  )
}

function drums(x: number, foot: number, size: number, rim: string): string {
  const drum = (dx: number, dy: number, radius: number) =>
    circle(
      x + dx * size,
      foot - dy * size,
      radius * size,
      BLACK,
      `stroke="${rim}" stroke-width="3" stroke-opacity="0.6"`,
    )
  const cymbal = (dx: number, dy: number) =>
    ellipse(x + dx * size, foot - dy * size, size * 0.2, size * 0.025, mix(rim, '#8a6a00', 0.4)) +
    stroke(`M${x + dx * size} ${foot - dy * size}V${foot}`, BLACK, 4)
  return (
    path(`M${x - size * 0.9} ${foot}h${size * 1.8}v${-size * 0.12}h${-size * 1.8}Z`, BLACK) +
    drum(0, 0.36, 0.27) +
    drum(-0.42, 0.48, 0.16) +
    drum(0.42, 0.48, 0.16) +
    cymbal(-0.62, 0.85) +
    cymbal(0.62, 0.85)
  )
}

function confetti({ width: w, height: h, random }: Canvas, bright: string, main: string): string {
  return Array.from({ length: 70 }, () => {
    const [x, y] = [random.between(0, w), random.between(h * 0.08, h * 0.8)]
    const colour = random.pick([bright, '#ffffff', mix(main, '#ffffff', 0.4)])
    return rect(
      x,
      y,
      random.between(3, 9),
      random.between(2, 6),
      colour,
      `opacity="0.7" transform="rotate(${random.below(180)} ${Math.round(x)} ${Math.round(y)})"`,
    )
  }).join('')
}

function audience(canvas: Canvas, view: StageView): string {
  const { height: h } = canvas
  if (view === 'singer')
    return crowdFromBehind(canvas, { y: h * 0.93, size: h * 0.05, colour: BLACK, arms: 0.2 })
  const far = view === 'crowd' ? 0.7 : 0.8
  return [0, 1, 2]
    .map((row) =>
      crowdFromBehind(canvas, {
        y: h * (far + row * 0.085),
        size: h * (0.038 + row * 0.016),
        colour: mix('#1b1826', BLACK, row / 2),
        arms: view === 'crowd' ? 0.55 : 0.3,
      }),
    )
    .join('')
}
