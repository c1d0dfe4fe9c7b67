import { LIGHTS, type Light } from '../data/lights.ts'
import {
  backdrop,
  type Canvas,
  circle,
  curve,
  ellipse,
  glow,
  mix,
  type Point,
  path,
  polygon,
  rect,
} from '../paint.ts'
import type { Scene, Shape, Variant } from '../scene.ts'

type Subject = 'boat' | 'lighthouse' | 'beach' | 'waves' | 'gulls'

function draw(canvas: Canvas, light: Light, subject: Subject): string {
  const { width, height, random } = canvas
  const horizon = height * random.between(0.42, 0.58)
  const sunX = width * random.between(0.25, 0.75)
  const size = Math.min(width, height)
  const parts = [
    backdrop(canvas, light.sky),
    glow('sun', light.sun, 0.8),
    circle(sunX, horizon - size * 0.09, size * 0.32, 'url(#sun)'),
    circle(sunX, horizon - size * 0.09, size * 0.05, light.sun),
    ...clouds(canvas, light, horizon),
    rect(0, horizon, width, height - horizon, mix(light.sky[0], light.near, 0.25)),
    ...swell(canvas, light, horizon, sunX),
  ]
  if (subject === 'boat')
    parts.push(boat(width * random.between(0.3, 0.7), horizon + size * 0.06, size * 0.16, light))
  if (subject === 'lighthouse') parts.push(lighthouse(canvas, horizon, light))
  if (subject === 'beach') parts.push(...beach(canvas, light))
  if (subject === 'gulls') parts.push(...gulls(canvas, horizon, light))
  return parts.join('')
}

function clouds({ width, random }: Canvas, light: Light, below: number): string[] {
  return Array.from({ length: 5 }, () => {
    const [x, y] = [random.between(0, width), random.between(below * 0.1, below * 0.7)]
    const length = width * random.between(0.08, 0.22)
    return [0, 1, 2]
      .map((puff) =>
        ellipse(
          x + (puff - 1) * length * 0.5,
          y + random.between(-4, 4),
          length * 0.6,
          length * 0.07,
          light.sky[2],
          'opacity="0.35"',
        ),
      )
      .join('')
  })
}

function swell({ width, height, random }: Canvas, light: Light, top: number, sunX: number): string[] {
  return Array.from({ length: 16 }, (_, index) => {
    const share = (index + 1) / 16
    const y = top + (height - top) * share ** 1.6
    const points: Point[] = Array.from({ length: 15 }, (_, step) => [
      (step / 14) * width,
      y + random.between(-1, 1) * 10 * share,
    ])
    const glitter = rect(
      sunX - width * 0.05 * share + random.between(-20, 20),
      y - 6 * share,
      width * 0.09 * (0.3 + share),
      2 + 3 * share,
      light.sun,
      'opacity="0.45"',
    )
    return (
      path(
        `${curve(points)}L${width} ${height}L0 ${height}Z`,
        mix(light.sky[0], light.near, 0.2 + share * 0.55),
        'opacity="0.4"',
      ) + glitter
    )
  })
}

function boat(x: number, y: number, size: number, light: Light): string {
  return (
    polygon(
      [
        [x - size * 0.05, y - size * 0.1],
        [x - size * 0.05, y - size * 1.3],
        [x + size * 0.55, y - size * 0.18],
      ],
      '#fdf7ea',
    ) +
    polygon(
      [
        [x - size * 0.12, y - size * 0.12],
        [x - size * 0.12, y - size * 1.05],
        [x - size * 0.5, y - size * 0.18],
      ],
      mix('#fdf7ea', light.far, 0.35),
    ) +
    path(
      `M${x - size * 0.65} ${y - size * 0.1}H${x + size * 0.65}L${x + size * 0.42} ${y + size * 0.14}H${x - size * 0.45}Z`,
      '#a8352b',
    )
  )
}

function lighthouse({ width, height }: Canvas, horizon: number, light: Light): string {
  const [x, size] = [width * 0.76, Math.min(width, height) * 0.36]
  const stripes = [0, 1, 2]
    .map((band) =>
      rect(x - size * 0.1, horizon - size * (0.25 + band * 0.28), size * 0.2, size * 0.14, '#b8372d'),
    )
    .join('')
  return (
    path(
      `M${width} ${height}V${horizon - size * 0.05}Q${x + size * 0.2} ${horizon - size * 0.12} ${x - size * 0.5} ${horizon + size * 0.04}Q${x - size * 0.8} ${horizon + size * 0.25} ${x - size} ${height}Z`,
      light.near,
    ) +
    path(
      `M${x - size * 0.13} ${horizon}L${x - size * 0.09} ${horizon - size}H${x + size * 0.09}L${x + size * 0.13} ${horizon}Z`,
      '#f5f0e6',
    ) +
    stripes +
    rect(x - size * 0.12, horizon - size * 1.02, size * 0.24, size * 0.03, light.near) +
    rect(x - size * 0.06, horizon - size * 1.14, size * 0.12, size * 0.12, '#ffe9a6') +
    polygon(
      [
        [x - size * 0.09, horizon - size * 1.14],
        [x, horizon - size * 1.24],
        [x + size * 0.09, horizon - size * 1.14],
      ],
      '#8e2a22',
    )
  )
}

function beach(canvas: Canvas, light: Light): string[] {
  const { width, height, random } = canvas
  const edge: Point[] = Array.from({ length: 9 }, (_, step) => [
    (step / 8) * width,
    height * (0.72 + step * 0.012) + random.between(-14, 14),
  ])
  const sand = mix('#ecd3a0', light.near, light.keyword === 'night' ? 0.6 : 0.12)
  const foam = `${curve(edge)}`
  const x = width * random.between(0.55, 0.75)
  const size = Math.min(width, height) * 0.16
  const panels = Array.from({ length: 6 }, (_, panel) => {
    const from = Math.PI * (1 + panel / 6)
    const to = Math.PI * (1 + (panel + 1) / 6)
    const at = (angle: number): Point => [
      x + Math.cos(angle) * size,
      height * 0.8 + Math.sin(angle) * size * 0.55,
    ]
    return polygon(
      [[x, height * 0.8 - size * 0.1], at(from), at(to)],
      panel % 2 === 0 ? '#e4572e' : '#fff3dc',
    )
  })
  return [
    path(`${foam}L${width} ${height}L0 ${height}Z`, sand),
    `<path d="${foam}" fill="none" stroke="#ffffff" stroke-width="9" opacity="0.75"/>`,
    ellipse(x + size * 0.2, height * 0.93, size, size * 0.14, '#000000', 'opacity="0.18"'),
    rect(x - 3, height * 0.78, 6, size * 0.95, '#7a5233'),
    ...panels,
  ]
}

function gulls({ width, random }: Canvas, below: number, light: Light): string[] {
  return Array.from({ length: 9 }, () => {
    const [x, y, size] = [
      random.between(width * 0.1, width * 0.9),
      random.between(below * 0.15, below * 0.85),
      random.between(14, 44),
    ]
    return `<path d="M${x - size} ${y}Q${x - size / 2} ${y - size * 0.6} ${x} ${y}Q${x + size / 2} ${y - size * 0.6} ${x + size} ${y}" fill="none" stroke="${light.near}" stroke-width="${size / 9}" stroke-linecap="round"/>`
  })
}

const NAMES: Record<Subject, { name: string; words: string; keywords: readonly string[] }> = {
  boat: {
    name: 'Sailing boat at sea',
    words: 'A single sail crosses the path of the sun',
    keywords: ['boat', 'sailing', 'travel'],
  },
  lighthouse: {
    name: 'Lighthouse by the sea',
    words: 'The lighthouse keeps its cliff and its hours',
    keywords: ['lighthouse', 'cliff', 'coast', 'tower'],
  },
  beach: {
    name: 'Beach with a parasol',
    words: 'One parasol, and the beach all to itself',
    keywords: ['beach', 'sand', 'vacations', 'parasol'],
  },
  waves: {
    name: 'Open sea',
    words: 'Wave after wave under a wide sky',
    keywords: ['wave', 'ocean', 'full frame'],
  },
  gulls: {
    name: 'Gulls over the sea',
    words: 'Gulls turn in the wind above the water',
    keywords: ['bird', 'seagull', 'animal', 'flying'],
  },
}

const PLAN: readonly (readonly [Subject, keyof typeof LIGHTS, Shape])[] = [
  ['boat', 'dusk', 'wide'],
  ['lighthouse', 'day', 'tall'],
  ['beach', 'noon', 'wide'],
  ['waves', 'dawn', 'panorama'],
  ['gulls', 'mist', 'square'],
  ['boat', 'noon', 'square'],
  ['lighthouse', 'night', 'wide'],
  ['beach', 'dusk', 'panorama'],
  ['waves', 'storm', 'wide'],
  ['gulls', 'dawn', 'wide'],
  ['boat', 'grey', 'tall'],
  ['lighthouse', 'dusk', 'tower'],
  ['beach', 'day', 'tall'],
  ['waves', 'night', 'wide'],
]

/** Beaches, waves, boats and lighthouses. */
export const SEA: Scene = {
  name: 'sea',
  collection: 'Vitrine Nature',
  artist: 'Bo Sample',
  drawn: false,
  keywords: ['sea', 'water', 'nature', 'sky', 'no people', 'outdoors'],
  variants: PLAN.map(([subject, time, shape], index): Variant => {
    const light = LIGHTS[time]
    return {
      title: ['{0} {1}', NAMES[subject].name, light.words],
      caption: ['{0}, {1}.', NAMES[subject].words, light.words],
      keywords: [...NAMES[subject].keywords, light.keyword],
      shape,
      place: index + 5,
      draw: (canvas) => draw(canvas, light, subject),
    }
  }),
}
