import { type Canvas, circle, ellipse, mix, path, rect, stroke } from '../paint.ts'
import { bust, somebody } from './people.ts'

/** Whole figures, and people seen from behind, for news pictures. */

const SHOULDER = 1.25

/** A person in a gown; `height` is that of the whole figure. */
export function inGown(canvas: Canvas, x: number, foot: number, height: number, colour: string): string {
  const s = height / 6.6
  const y = foot - height + s * 0.52
  const person = { ...somebody(canvas), hasBeard: false, shirt: colour }
  const at = (dx: number, dy: number) => `${x + dx * s} ${y + dy * s}`
  const skirt = path(
    `M${at(-0.93, SHOULDER)}Q${at(-0.5, 1.9)} ${at(-0.5, 2.4)}Q${at(-0.6, 3.4)} ${at(-1.7, 6.08)}Q${at(0, 6.3)} ${at(1.7, 6.08)}Q${at(0.6, 3.4)} ${at(0.5, 2.4)}Q${at(0.5, 1.9)} ${at(0.93, SHOULDER)}Z`,
    colour,
  )
  const folds = [-0.5, 0, 0.45].map((dx) =>
    stroke(
      `M${at(dx * 0.5, 2.7)}Q${at(dx, 4)} ${at(dx * 2.2, 6)}`,
      mix(colour, '#000000', 0.22),
      s * 0.06,
      'opacity="0.7"',
    ),
  )
  return (
    ellipse(x, foot, s * 1.9, s * 0.16, '#000000', 'opacity="0.35"') +
    stroke(
      `M${at(-0.85, SHOULDER)}Q${at(-1.2, 2)} ${at(-0.95, 3)}`,
      mix(person.skin, '#000000', 0.1),
      s * 0.24,
    ) +
    stroke(`M${at(0.85, SHOULDER)}Q${at(1.25, 1.9)} ${at(0.72, 2.5)}`, person.skin, s * 0.24) +
    skirt +
    folds.join('') +
    bust(x, y, s, person, y + s * SHOULDER)
  )
}

/** A person in a suit; `waves` raises an arm. */
export function inSuit(
  canvas: Canvas,
  x: number,
  foot: number,
  height: number,
  colour: string,
  waves = false,
): string {
  const s = height / 6.6
  const y = foot - height + s * 0.52
  const person = { ...somebody(canvas), shirt: colour }
  const at = (dx: number, dy: number) => `${x + dx * s} ${y + dy * s}`
  const dark = mix(colour, '#000000', 0.3)
  const legs = stroke(
    `M${at(-0.38, 3.2)}L${at(-0.42, 5.95)}M${at(0.38, 3.2)}L${at(0.42, 5.95)}`,
    dark,
    s * 0.56,
  )
  const jacket = path(
    `M${at(-0.93, SHOULDER)}L${at(-0.8, 3.5)}H${x + s * 0.8}L${at(0.93, SHOULDER)}Z`,
    colour,
  )
  const shirt = path(`M${at(-0.26, 0.7)}L${at(0, 1.9)}L${at(0.26, 0.7)}Z`, '#f7f5f0')
  const tie = path(
    `M${at(-0.1, 0.82)}H${x + s * 0.1}L${at(0.04, 1.6)}L${at(0, 1.75)}L${at(-0.04, 1.6)}Z`,
    '#8c1c2b',
  )
  const arm = (side: number, up: boolean) =>
    stroke(
      up
        ? `M${at(side * 0.8, SHOULDER)}L${at(side * 1.35, 0.9)}L${at(side * 1.3, -0.1)}`
        : `M${at(side * 0.85, SHOULDER)}Q${at(side * 1.15, 2.2)} ${at(side * 0.98, 3.2)}`,
      mix(colour, '#000000', 0.12),
      s * 0.36,
    ) + circle(x + side * (up ? 1.3 : 0.98) * s, y + (up ? -0.22 : 3.32) * s, s * 0.17, person.skin)
  return (
    ellipse(x, foot, s * 1.2, s * 0.14, '#000000', 'opacity="0.35"') +
    legs +
    arm(-1, false) +
    jacket +
    bust(x, y, s, person, y + s * SHOULDER) +
    arm(1, waves) +
    shirt +
    tie
  )
}

/** The heads and shoulders of people seen from behind, some with an arm in the air. */
export function crowdFromBehind(
  { width, height, random }: Canvas,
  { y, size, colour, arms = 0.3 }: { y: number; size: number; colour: string; arms?: number },
): string {
  const step = size * 1.5
  const people = Array.from({ length: Math.ceil(width / step) + 2 }, (_, index) => {
    const x = index * step - step / 2 + random.between(-0.25, 0.25) * size
    const top = y + random.between(-0.35, 0.35) * size
    const raised =
      random.next() < arms
        ? stroke(
            `M${x + size * 0.55} ${top + size * 1.1}L${x + size * random.between(0.5, 0.9)} ${top - size * random.between(0.5, 1.1)}`,
            colour,
            size * 0.26,
          )
        : ''
    return (
      raised +
      ellipse(x, top, size * 0.42, size * 0.5, colour) +
      path(
        `M${x - size * 0.95} ${height + 5}V${top + size}Q${x - size * 0.9} ${top + size * 0.55} ${x} ${top + size * 0.5}Q${x + size * 0.9} ${top + size * 0.55} ${x + size * 0.95} ${top + size}V${height + 5}Z`,
        colour,
      )
    )
  })
  return people.join('') + rect(0, y + size * 1.6, width, Math.max(0, height - y), colour)
}

/** Photographers at the lower edge, their flashes going off. */
export function photographers(canvas: Canvas, { y, size }: { y: number; size: number }): string {
  const { width, random } = canvas
  const flashes = Array.from({ length: 5 }, (_, index) => {
    const x = ((index + random.between(0.2, 0.8)) / 5) * width
    const top = y - size * random.between(0.2, 0.7)
    return (
      rect(x - size * 0.55, top, size * 1.1, size * 0.75, '#0c0c10', `rx="${size * 0.1}"`) +
      circle(x, top + size * 0.38, size * 0.3, '#23232b') +
      rect(x - size * 0.22, top - size * 0.3, size * 0.44, size * 0.32, '#0c0c10') +
      (random.next() < 0.6
        ? circle(x, top - size * 0.2, size * 1.8, 'url(#flash)') +
          circle(x, top - size * 0.2, size * 0.22, '#ffffff')
        : '')
    )
  })
  return crowdFromBehind(canvas, { y, size, colour: '#0f0f14', arms: 0 }) + flashes.join('')
}
