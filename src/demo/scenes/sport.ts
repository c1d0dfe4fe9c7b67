import { backdrop, type Canvas, circle, ellipse, mix, path, rect, stroke } from '../paint.ts'
import type { Scene, Shape, Variant } from '../scene.ts'

type Subject = 'football' | 'tennis' | 'running' | 'cycling' | 'swimming' | 'basketball'

const SKINS = ['#f1c9a5', '#c98d5e', '#8a5a3b', '#5c3a26', '#e0ac7e']
const KIT = ['#e63946', '#1d7fd1', '#ffb703', '#2a9d8f', '#f1faee', '#7b2cbf']

/** A running figure, whose joints are given for a height of one with the feet at zero. */
export function runner(
  x: number,
  foot: number,
  size: number,
  [skin, shirt, shorts]: readonly [string, string, string],
): string {
  const at = (dx: number, dy: number) => `${x + dx * size} ${foot - dy * size}`
  const limb = (d: string, colour: string, width: number) => stroke(d, colour, size * width)
  return [
    ellipse(x, foot, size * 0.3, size * 0.035, '#000000', 'opacity="0.25"'),
    limb(`M${at(-0.02, 0.52)}L${at(-0.2, 0.36)}L${at(-0.36, 0.42)}`, mix(skin, '#000000', 0.18), 0.075),
    limb(`M${at(0.05, 0.8)}L${at(-0.12, 0.64)}L${at(-0.02, 0.53)}`, mix(skin, '#000000', 0.18), 0.055),
    limb(`M${at(0, 0.52)}L${at(0.18, 0.36)}L${at(0.12, 0.06)}L${at(0.2, 0.03)}`, skin, 0.08),
    limb(`M${at(0.07, 0.78)}L${at(0.01, 0.56)}`, shirt, 0.18),
    limb(`M${at(0, 0.52)}L${at(0.12, 0.42)}`, shorts, 0.13),
    limb(`M${at(-0.02, 0.52)}L${at(-0.12, 0.43)}`, mix(shorts, '#000000', 0.15), 0.12),
    limb(`M${at(0.08, 0.8)}L${at(0.22, 0.66)}L${at(0.34, 0.78)}`, skin, 0.06),
    circle(x + size * 0.12, foot - size * 0.94, size * 0.075, skin),
    path(
      `M${at(0.05, 0.96)}A${size * 0.08} ${size * 0.08} 0 0 1 ${at(0.19, 0.98)}Q${at(0.1, 1.05)} ${at(0.05, 0.96)}Z`,
      '#2b1d16',
    ),
  ].join('')
}

/** Random colours of skin, shirt and shorts. */
export const outfit = ({ random }: Canvas) =>
  [random.pick(SKINS), random.pick(KIT), random.pick(KIT)] as const

function field(canvas: Canvas, grass: string): string {
  const { width, height } = canvas
  const stripes = Array.from({ length: 10 }, (_, index) =>
    index % 2 === 0 ? rect((index * width) / 10, 0, width / 10, height, mix(grass, '#ffffff', 0.08)) : '',
  )
  return rect(0, 0, width, height, grass) + stripes.join('')
}

function football(canvas: Canvas): string {
  const { width: w, height: h, random } = canvas
  const lines = stroke(
    `M${w * 0.06} ${h * 0.08}H${w * 0.94}V${h * 0.92}H${w * 0.06}ZM${w / 2} ${h * 0.08}V${h * 0.92}M${w * 0.06} ${h * 0.3}H${w * 0.2}V${h * 0.7}H${w * 0.06}M${w * 0.94} ${h * 0.3}H${w * 0.8}V${h * 0.7}H${w * 0.94}`,
    '#ffffff',
    6,
    'opacity="0.85"',
  )
  const ring = `<circle cx="${w / 2}" cy="${h / 2}" r="${Math.min(w, h) * 0.16}" fill="none" stroke="#ffffff" stroke-width="6" opacity="0.85"/>`
  const players = Array.from({ length: 14 }, (_, index) => {
    const [x, y] = [random.between(w * 0.1, w * 0.9), random.between(h * 0.14, h * 0.86)]
    return (
      ellipse(x + 14, y + 10, 24, 10, '#000000', 'opacity="0.25"') +
      circle(x, y, 18, index % 2 === 0 ? '#e63946' : '#f1faee') +
      circle(x, y, 9, random.pick(SKINS))
    )
  })
  const ball = circle(w * 0.53, h * 0.46, 11, '#ffffff') + circle(w * 0.53, h * 0.46, 4, '#222222')
  return field(canvas, '#3c8d40') + lines + ring + players.join('') + ball
}

function tennis({ width: w, height: h }: Canvas): string {
  const court = rect(0, 0, w, h, '#1f6f54') + rect(w * 0.12, h * 0.1, w * 0.76, h * 0.8, '#c4552d')
  const lines = stroke(
    `M${w * 0.12} ${h * 0.1}H${w * 0.88}V${h * 0.9}H${w * 0.12}ZM${w * 0.12} ${h * 0.22}H${w * 0.88}M${w * 0.12} ${h * 0.78}H${w * 0.88}M${w * 0.3} ${h * 0.22}V${h * 0.78}M${w * 0.7} ${h * 0.22}V${h * 0.78}M${w * 0.3} ${h / 2}H${w * 0.7}`,
    '#ffffff',
    6,
  )
  const net =
    rect(w / 2 - 4, h * 0.06, 8, h * 0.88, '#f4f4f4') +
    rect(w / 2 + 4, h * 0.06, 20, h * 0.88, '#000000', 'opacity="0.2"')
  const [x, y, r] = [w * 0.64, h * 0.36, Math.min(w, h) * 0.05]
  const ball =
    ellipse(x + r * 1.4, y + r * 1.6, r, r * 0.5, '#000000', 'opacity="0.3"') +
    circle(x, y, r, '#d7f205') +
    stroke(
      `M${x - r * 0.9} ${y - r * 0.3}Q${x} ${y + r * 0.2} ${x + r * 0.7} ${y - r * 0.7}`,
      '#ffffff',
      r * 0.12,
    )
  return court + lines + net + ball
}

function running(canvas: Canvas): string {
  const { width: w, height: h } = canvas
  const lanes = Array.from({ length: 7 }, (_, lane) =>
    rect(0, h * (0.58 + lane * 0.065), w, 4, '#ffffff', 'opacity="0.8"'),
  )
  const track =
    backdrop(canvas, ['#7cc4e8', '#e7f6fd']) +
    rect(0, h * 0.5, w, h * 0.09, '#4f9d53') +
    rect(0, h * 0.58, w, h * 0.42, '#c65a3a')
  const size = h * 0.42
  const runners = [0.2, 0.48, 0.76].map((share, index) =>
    runner(w * share, h * (0.82 + (index % 2) * 0.09), size, outfit(canvas)),
  )
  return track + lanes.join('') + runners.join('')
}

function cycling(canvas: Canvas): string {
  const { width: w, height: h } = canvas
  const [skin, shirt, shorts] = outfit(canvas)
  const s = Math.min(w, h) * 0.5
  const [x, y] = [w / 2, h * 0.78]
  const wheel = (cx: number) =>
    `<circle cx="${cx}" cy="${y - s * 0.22}" r="${s * 0.24}" fill="none" stroke="#1b1b1b" stroke-width="${s * 0.03}"/>${circle(cx, y - s * 0.22, s * 0.03, '#1b1b1b')}`
  const frame = stroke(
    `M${x - s * 0.38} ${y - s * 0.22}L${x - s * 0.16} ${y - s * 0.58}H${x + s * 0.2}L${x - s * 0.02} ${y - s * 0.22}H${x - s * 0.38}M${x - s * 0.16} ${y - s * 0.58}L${x - s * 0.02} ${y - s * 0.22}M${x + s * 0.38} ${y - s * 0.22}L${x + s * 0.2} ${y - s * 0.66}h${s * 0.08}`,
    '#e63946',
    s * 0.03,
  )
  const rider =
    stroke(
      `M${x - s * 0.14} ${y - s * 0.62}L${x + s * 0.06} ${y - s * 0.44}L${x - s * 0.02} ${y - s * 0.14}`,
      skin,
      s * 0.07,
    ) +
    stroke(`M${x - s * 0.14} ${y - s * 0.64}L${x + s * 0.02} ${y - s * 0.5}`, shorts, s * 0.11) +
    stroke(`M${x - s * 0.12} ${y - s * 0.68}L${x + s * 0.1} ${y - s * 0.92}`, shirt, s * 0.15) +
    stroke(`M${x + s * 0.1} ${y - s * 0.9}L${x + s * 0.24} ${y - s * 0.68}`, skin, s * 0.05) +
    circle(x + s * 0.2, y - s * 1.02, s * 0.08, skin) +
    path(`M${x + s * 0.1} ${y - s * 1.04}a${s * 0.1} ${s * 0.1} 0 0 1 ${s * 0.2} 0z`, '#ffb703')
  const road =
    backdrop(canvas, ['#f9c784', '#fdf0d5']) +
    path(`M0 ${h * 0.62}Q${w * 0.3} ${h * 0.44} ${w * 0.6} ${h * 0.58}T${w} ${h * 0.5}V${h}H0Z`, '#7a9e7e') +
    rect(0, h * 0.74, w, h * 0.26, '#55606e') +
    stroke(`M0 ${h * 0.88}H${w}`, '#ffffff', 6, 'stroke-dasharray="60 50" opacity="0.8"')
  return (
    road +
    ellipse(x, y + s * 0.03, s * 0.6, s * 0.04, '#000000', 'opacity="0.3"') +
    wheel(x - s * 0.38) +
    wheel(x + s * 0.38) +
    frame +
    rider
  )
}

function swimming({ width: w, height: h, random }: Canvas): string {
  const lanes = Array.from({ length: 5 }, (_, lane) => {
    const y = h * (0.1 + lane * 0.2)
    const beads = Array.from({ length: Math.ceil(w / 34) }, (_, bead) =>
      circle(bead * 34, y, 9, bead % 2 === 0 ? '#e63946' : '#ffffff'),
    )
    const [sx, sy] = [random.between(w * 0.15, w * 0.85), y + h * 0.1]
    const swimmer =
      ellipse(sx - 70, sy, 90, 14, '#ffffff', 'opacity="0.4"') +
      stroke(`M${sx - 60} ${sy}H${sx}`, random.pick(SKINS), 26) +
      stroke(`M${sx} ${sy}L${sx + 48} ${sy - 22}`, random.pick(SKINS), 12) +
      circle(sx + 20, sy, 15, random.pick(KIT))
    return beads.join('') + (lane < 4 ? swimmer : '')
  })
  const light = Array.from({ length: 60 }, () =>
    stroke(
      `M${random.between(0, w)} ${random.between(0, h)}q14 -10 28 0t28 0`,
      '#ffffff',
      2,
      'opacity="0.3"',
    ),
  )
  return rect(0, 0, w, h, '#1aa7c9') + light.join('') + lanes.join('')
}

function basketball({ width: w, height: h }: Canvas): string {
  const s = Math.min(w, h)
  const planks = Array.from({ length: 18 }, (_, index) =>
    rect(0, (index * h) / 18, w, h / 18 - 2, index % 2 === 0 ? '#d99a5b' : '#d18f4f'),
  )
  const [x, y, r] = [w * 0.5, h * 0.52, s * 0.3]
  const seams = stroke(
    `M${x - r} ${y}H${x + r}M${x} ${y - r}V${y + r}M${x - r * 0.72} ${y - r * 0.7}Q${x - r * 0.2} ${y} ${x - r * 0.72} ${y + r * 0.7}M${x + r * 0.72} ${y - r * 0.7}Q${x + r * 0.2} ${y} ${x + r * 0.72} ${y + r * 0.7}`,
    '#3a1d0d',
    r * 0.045,
  )
  return (
    planks.join('') +
    ellipse(x + r * 0.4, y + r * 1.02, r * 1.05, r * 0.2, '#000000', 'opacity="0.3"') +
    circle(x, y, r, '#d9621e') +
    circle(x - r * 0.12, y - r * 0.12, r * 0.85, '#ea7a33') +
    ellipse(x - r * 0.35, y - r * 0.4, r * 0.3, r * 0.2, '#ffffff', 'opacity="0.3"') +
    seams
  )
}

const SUBJECTS: Record<
  Subject,
  { draw: (canvas: Canvas) => string; name: string; words: string; keywords: readonly string[] }
> = {
  football: {
    draw: football,
    name: 'Football match from above',
    words: 'Two teams seen from straight above',
    keywords: ['soccer', 'football', 'ball', 'team', 'group of people'],
  },
  tennis: {
    draw: tennis,
    name: 'Tennis ball on the court',
    words: 'The ball drops just inside the line',
    keywords: ['tennis', 'ball', 'court', 'no people'],
  },
  running: {
    draw: running,
    name: 'Three runners on the track',
    words: 'Three runners come out of the bend',
    keywords: ['running', 'athlete', 'track', 'three people', 'adult'],
  },
  cycling: {
    draw: cycling,
    name: 'Cyclist on a country road',
    words: 'A cyclist leans into an empty road',
    keywords: ['cycling', 'bicycle', 'road', 'one person', 'adult'],
  },
  swimming: {
    draw: swimming,
    name: 'Swimmers in four lanes',
    words: 'Four lanes, four swimmers, one finish',
    keywords: ['swimming', 'pool', 'water', 'group of people'],
  },
  basketball: {
    draw: basketball,
    name: 'Basketball, close-up',
    words: 'A basketball rests on the planks of the hall',
    keywords: ['basketball', 'ball', 'close-up', 'no people'],
  },
}

const PLAN: readonly (readonly [Subject, Shape, string])[] = [
  ['football', 'wide', 'first half'],
  ['tennis', 'tall', 'advantage'],
  ['running', 'wide', 'the last lap'],
  ['cycling', 'wide', 'morning ride'],
  ['swimming', 'square', 'the final'],
  ['basketball', 'square', 'before the game'],
  ['football', 'panorama', 'second half'],
  ['running', 'panorama', 'the relay'],
  ['cycling', 'tall', 'uphill'],
  ['swimming', 'wide', 'training'],
  ['tennis', 'wide', 'match point'],
  ['basketball', 'wide', 'after the game'],
]

/** Illustrations of people doing sports. */
export const SPORT: Scene = {
  name: 'sport',
  collection: 'Vitrine Play',
  artist: 'Gil Dummy',
  drawn: true,
  keywords: ['sport', 'competition', 'exercising', 'leisure activity', 'healthy lifestyle'],
  variants: PLAN.map(
    ([subject, shape, moment], index): Variant => ({
      title: ['{0}, {1}', SUBJECTS[subject].name, moment],
      caption: ['{0}: {1}.', SUBJECTS[subject].words, moment],
      keywords: SUBJECTS[subject].keywords,
      shape,
      place: index + 8,
      draw: SUBJECTS[subject].draw,
    }),
  ),
}
